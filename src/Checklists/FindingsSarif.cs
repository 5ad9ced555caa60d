using System.Text.Json.Nodes;

namespace Slipway.Checklists;

/// <summary>Findings as SARIF 2.1.0, for code scanning and editors. One run holds all documents.</summary>
public static class FindingsSarif
{
    /// <summary>The log of one run.</summary>
    /// <param name="documents">Each document with its findings; the file's name becomes a relative address with slashes.</param>
    /// <param name="version">Slipway's own version.</param>
    public static JsonObject Write(IEnumerable<(string File, IReadOnlyList<Finding> Findings)> documents, string version)
    {
        var rules = LintRuleInfo.All;
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
                            ["name"] = "slipway",
                            ["version"] = version,
                            ["rules"] = new JsonArray([.. rules.Select(Rule)]),
                        },
                    },
                    ["columnKind"] = "utf16CodeUnits",
                    ["results"] = new JsonArray([
                        .. documents.SelectMany(it => it.Findings.Select(found => Result(it.File, found, rules))),
                    ]),
                }
            ),
        };
    }

    private static JsonObject Rule(LintRuleInfo rule) =>
        new()
        {
            ["id"] = rule.Code,
            ["name"] = rule.Name,
            ["shortDescription"] = Text(rule.Says),
            ["help"] = new JsonObject { ["text"] = rule.Says, ["markdown"] = rule.Page },
            ["helpUri"] = rule.Address.ToString(),
            ["defaultConfiguration"] = new JsonObject { ["level"] = PlanJson.Name(rule.Severity) },
        };

    private static JsonObject Result(string file, Finding finding, IReadOnlyList<LintRuleInfo> rules)
    {
        var place = finding.PlaceIn(file);
        var result = new JsonObject
        {
            ["ruleId"] = finding.Code,
            ["level"] = PlanJson.Name(finding.Severity),
            ["message"] = Text(finding.Suggest is { } suggest ? $"{finding.Message} {suggest}" : finding.Message),
            ["locations"] = new JsonArray(
                new JsonObject
                {
                    ["physicalLocation"] = new JsonObject
                    {
                        ["artifactLocation"] = Address(place.File),
                        ["region"] = new JsonObject { ["startLine"] = place.Line, ["startColumn"] = finding.Column },
                    },
                }
            ),
        };
        if (IndexOf(rules, finding.Code) is var index and >= 0)
        {
            result["ruleIndex"] = index;
        }

        if (finding.Fix is { } fix)
        {
            result["fixes"] = new JsonArray(Fix(file, finding, fix));
        }

        return result;
    }

    private static int IndexOf(IReadOnlyList<LintRuleInfo> rules, string code)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i].Code == code)
            {
                return i;
            }
        }

        return -1;
    }

    private static JsonObject Fix(string file, Finding finding, DocumentEdit fix) =>
        new()
        {
            ["description"] = Text(finding.Suggest ?? "Replace."),
            ["artifactChanges"] = new JsonArray(
                new JsonObject
                {
                    ["artifactLocation"] = Address(file),
                    ["replacements"] = new JsonArray(
                        new JsonObject
                        {
                            ["deletedRegion"] = new JsonObject
                            {
                                ["startLine"] = fix.Line,
                                ["startColumn"] = fix.Column,
                                ["endColumn"] = fix.EndColumn,
                            },
                            ["insertedContent"] = Text(fix.Text),
                        }
                    ),
                }
            ),
        };

    private static JsonObject Address(string file) =>
        new() { ["uri"] = string.Join('/', file.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString)) };

    private static JsonObject Text(string text) => new() { ["text"] = text };
}
