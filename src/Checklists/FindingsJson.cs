using System.Text.Json.Nodes;

namespace Slipway.Checklists;

/// <summary>What the linter found, as JSON: schema <c>slipway.lint/1</c>, described in <c>docs/schemas/lint.schema.json</c>.</summary>
public static class FindingsJson
{
    /// <summary>The name and version of the format.</summary>
    public const string Schema = "slipway.lint/1";

    /// <summary>All of it.</summary>
    public static JsonObject Write(IEnumerable<LintReport> reports) =>
        new() { ["schema"] = Schema, ["documents"] = new JsonArray([.. reports.Select(Document)]) };

    private static JsonObject Document(LintReport report) =>
        new()
        {
            ["file"] = report.File,
            ["title"] = report.Title,
            ["knowsRepository"] = report.KnowsRepository,
            ["ignored"] = report.Ignored,
            ["shares"] = new JsonObject
            {
                ["claims"] = report.Shares.Claims,
                ["asWritten"] = report.Shares.AsWritten,
                ["withBindings"] = report.Shares.WithBindings,
                ["withChecks"] = report.Shares.WithChecks,
                ["people"] = report.Shares.People,
                ["inPart"] = report.Shares.InPart,
            },
            ["findings"] = new JsonArray([.. report.Findings.Select(Finding)]),
            ["worst"] = new JsonArray([.. report.Worst.Select(Finding)]),
        };

    private static JsonObject Finding(Finding finding)
    {
        var json = new JsonObject
        {
            ["line"] = finding.Line,
            ["column"] = finding.Column,
            ["code"] = finding.Code,
            ["rule"] = finding.Rule,
            ["severity"] = PlanJson.Name(finding.Severity),
            ["message"] = finding.Message,
            ["suggest"] = finding.Suggest,
            ["nearest"] = finding.Nearest,
            ["fix"] = finding.Fix is { } fix
                ? new JsonObject
                {
                    ["offset"] = fix.Offset,
                    ["length"] = fix.Length,
                    ["text"] = fix.Text,
                }
                : null,
        };
        PlanJson.AddOrigin(json, finding.From);
        return json;
    }
}
