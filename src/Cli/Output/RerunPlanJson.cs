using System.Text.Json.Nodes;
using Slipway.Flakes;

namespace Slipway.Cli.Output;

/// <summary>A plan of reruns for programs.</summary>
internal static class RerunPlanJson
{
    public static string Write(RerunPlan plan) =>
        FlakeJson.Text(
            new JsonObject
            {
                ["run"] = plan.Run,
                ["ran"] = plan.Ran,
                ["failed"] = new JsonArray([.. plan.Failed.Select(One)]),
            }
        );

    private static JsonNode One(PlannedRerun it) =>
        new JsonObject
        {
            ["test"] = it.Test,
            ["suite"] = it.Suite,
            ["worth"] = Lower(it.Worth),
            ["tries"] = it.Tries,
            ["verdict"] = Lower(it.Now.Verdict),
            ["probability"] = FlakeJson.Rounded(it.Now.Probability),
            ["flakeProbability"] = FlakeJson.Rounded(it.Now.FlakeProbability),
            ["passChance"] = FlakeJson.Rounded(it.PassChance),
            ["ifPassed"] = it.IfPassed is { } passed ? Lower(passed) : null,
            ["ifFailed"] = it.IfFailed is { } failed ? Lower(failed) : null,
            ["why"] = it.Why,
        };

    private static string Lower(Enum it) => it.ToString().ToLowerInvariant();
}
