using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Reports;

namespace Slipway.Runs;

/// <summary>The findings in the document as SARIF 2.1.0 (OASIS), for code scanning: what is wrong with the text, not what became of the run.</summary>
public static partial class ReportSarif
{
    /// <summary>The whole log.</summary>
    public static JsonObject Write(ReportModel model)
    {
        var rules = model.Findings.GroupBy(it => it.Code).Select(it => it.First()).OrderBy(it => it.Code, StringComparer.Ordinal).ToList();
        var indexes = rules.Select((it, index) => (it.Code, index)).ToDictionary(it => it.Code, it => it.index, StringComparer.Ordinal);
        return new()
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(
                new JsonObject
                {
                    ["tool"] = new JsonObject
                    {
                        ["driver"] = new JsonObject
                        {
                            ["name"] = "Slipway",
                            ["version"] = typeof(ReportSarif).Assembly.GetName().Version!.ToString(3),
                            ["rules"] = new JsonArray([.. rules.Select(Rule)]),
                        },
                    },
                    ["automationDetails"] = new JsonObject { ["id"] = $"slipway/{model.Started.Run.Value}" },
                    ["columnKind"] = "utf16CodeUnits",
                    ["artifacts"] = new JsonArray(
                        new JsonObject
                        {
                            ["location"] = new JsonObject { ["uri"] = Address(model.Started.Document) },
                            ["hashes"] = new JsonObject { ["sha-256"] = model.Started.DocumentSha256 },
                        }
                    ),
                    ["results"] = new JsonArray([.. model.Findings.Select(it => Result(it, indexes[it.Code], model))]),
                }
            ),
        };
    }

    private static JsonObject Rule(Finding it) =>
        new()
        {
            ["id"] = it.Code,
            ["name"] = it.Rule,
            ["defaultConfiguration"] = new JsonObject { ["level"] = Level(it.Severity) },
        };

    private static JsonObject Result(Finding it, int rule, ReportModel model) =>
        new()
        {
            ["ruleId"] = it.Code,
            ["ruleIndex"] = rule,
            ["level"] = Level(it.Severity),
            ["message"] = new JsonObject { ["text"] = Message(it) },
            ["locations"] = new JsonArray(
                new JsonObject
                {
                    ["physicalLocation"] = new JsonObject
                    {
                        ["artifactLocation"] = new JsonObject { ["uri"] = Address(model.Started.Document), ["index"] = 0 },
                        ["region"] = new JsonObject { ["startLine"] = Math.Max(1, it.Line), ["startColumn"] = Math.Max(1, it.Column) },
                    },
                }
            ),
            // The same finding on another line is the same finding.
            ["partialFingerprints"] = new JsonObject { ["slipway/v1"] = Digest.Of($"{it.Code}\n{it.Message}").Hex },
        };

    private static string Level(Severity severity) =>
        severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "note",
        };

    /// <summary>A link in a message would be made one; it is shown instead.</summary>
    private static string Message(Finding it) =>
        Links().Replace(Plainly.Lines(it.Suggest is { } suggest ? $"{it.Message}\n{suggest}" : it.Message), "\\[$1\\](");

    /// <summary>The document as a URI reference: relative where it was given so.</summary>
    private static string Address(string document)
    {
        var path = document.Replace('\\', '/');
        var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return path.StartsWith('/') ? $"file://{escaped}" : escaped;
    }

    [GeneratedRegex(@"\[([^\]\n]*)\]\(", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();
}
