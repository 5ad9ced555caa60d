using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Kernel;

namespace Slipway.Runs;

/// <summary>A report of readiness for programs: schema <c>slipway.ready/1</c>, described in <c>docs/schemas/ready.schema.json</c>. Times are UTC.</summary>
public static class ReadinessJson
{
    /// <summary>The name and version of the format.</summary>
    public const string Schema = "slipway.ready/1";

    /// <summary>The whole report.</summary>
    public static JsonObject Write(ReadinessReport report) =>
        new()
        {
            ["schema"] = Schema,
            ["verdict"] = Name(report.Verdict),
            ["title"] = report.Title,
            ["file"] = report.File,
            ["environment"] = report.Environment,
            ["commit"] = report.Commit,
            ["planDigest"] = report.PlanDigest,
            ["at"] = Time(report.At),
            ["expires"] = Time(report.Expires),
            ["expiresBecause"] = report.ExpiresBecause,
            ["decision"] = Texts(report.Decision),
            ["claims"] = new JsonObject
            {
                ["all"] = report.Shares.Claims,
                ["byMachine"] = report.Shares.WithBindings,
                ["inPart"] = report.Shares.InPart,
                ["byPeople"] = report.Shares.Claims - report.Shares.WithBindings,
            },
            ["sections"] = new JsonArray([.. report.Sections.Select(Section)]),
            ["risks"] = Texts(report.Risks),
        };

    private static JsonObject Section(ReadinessSection section) =>
        new()
        {
            ["name"] = section.Name,
            ["title"] = section.Title,
            ["verdict"] = section.DoesNotApply ? null : Name(section.Verdict),
            ["lines"] = new JsonArray([
                .. section.Lines.Select(it => new JsonObject
                {
                    ["what"] = it.What,
                    ["verdict"] = it.Counts ? Name(it.Verdict) : null,
                    ["why"] = it.Why,
                    ["without"] = it.Without,
                    ["at"] = Time(it.At),
                    ["until"] = Time(it.Until),
                }),
            ]),
        };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(it => (JsonNode?)it)]);

    private static string Name(Verdict verdict) => Checklists.PlanJson.Name(verdict);

    private static string? Time(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
