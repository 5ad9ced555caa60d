using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Cli.Commands;
using Slipway.Flakes;

namespace Slipway.Cli.Output;

/// <summary>A judged build for programs.</summary>
internal static class TestsJudgedJson
{
    public static string Write(JudgedBuild build) =>
        new JsonObject
        {
            ["verdict"] =
                build.IsUnusable ? "unusable"
                : build.Real.Any() ? "fail"
                : "pass",
            ["tests"] = build.Tests,
            ["passed"] = build.Passed,
            ["flaky"] = build.Flaky,
            ["skipped"] = build.Skipped,
            ["failures"] = new JsonArray([.. build.Failures.Select(Failure)]),
            ["lapsed"] = new JsonArray([
                .. build.Lapsed.Select(it =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["test"] = it.Test,
                            ["suite"] = it.Suite,
                            ["owner"] = it.Owner,
                            ["until"] = Day(it),
                            ["line"] = it.Line,
                        }
                ),
            ]),
            ["unread"] = new JsonArray([.. build.Unread.Select(it => (JsonNode)it)]),
        }.ToJsonString();

    private static JsonNode Failure(JudgedFailure it) =>
        new JsonObject
        {
            ["test"] = it.Failure.Test,
            ["suite"] = it.Failure.Suite,
            ["message"] = it.Failure.Messages is [.., var last] ? last : null,
            ["verdict"] = it.Entry is null ? "real" : "quarantined",
            ["why"] = it.Entry?.Reason ?? it.Why,
            ["owner"] = it.Entry?.Owner,
            ["issue"] = it.Entry?.Issue,
            ["until"] = it.Entry is { } entry ? Day(entry) : null,
        };

    private static string Day(QuarantineEntry it) => it.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
