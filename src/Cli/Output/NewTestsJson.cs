using System.Text.Json.Nodes;
using Slipway.Cli.Commands;

namespace Slipway.Cli.Output;

/// <summary>New tests for programs.</summary>
internal static class NewTestsJson
{
    public static string Write(JudgedNewTests judged) =>
        FlakeJson.Text(
            new JsonObject
            {
                ["verdict"] =
                    judged.IsUnusable ? "unusable"
                    : judged.Holds ? "pass"
                    : "fail",
                ["tests"] = judged.Gate.Tests,
                ["known"] = judged.Gate.Known,
                ["times"] = judged.Times,
                ["outsideErrors"] = judged.Outside,
                ["new"] = new JsonArray([
                    .. judged.Gate.New.Select(it =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["test"] = it.Test,
                                ["suite"] = it.Suite,
                                ["verdict"] = judged.Verdict(it),
                                ["passes"] = it.Passes,
                                ["failures"] = it.Failures,
                                ["skips"] = it.Skips,
                                ["says"] = it.Says,
                            }
                    ),
                ]),
                ["unread"] = new JsonArray([.. judged.Unread.Select(it => (JsonNode)it)]),
            }
        );
}
