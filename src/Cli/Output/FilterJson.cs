using System.Text.Json.Nodes;
using Slipway.Flakes;

namespace Slipway.Cli.Output;

/// <summary>A filter for programs.</summary>
internal static class FilterJson
{
    public static string Write(string runner, FilterAim aim, RunnerFilter filter) =>
        FlakeJson.Text(
            new JsonObject
            {
                ["runner"] = runner,
                ["aim"] = aim == FilterAim.Only ? "only" : "leave-out",
                ["arguments"] = new JsonArray([.. filter.Arguments.Select(it => (JsonNode)it)]),
                ["script"] = filter.Script,
                ["untold"] = new JsonArray([.. filter.Untold.Select(One)]),
                ["widened"] = new JsonArray([.. filter.Widened.Select(One)]),
            }
        );

    private static JsonNode One(UntoldTest it) =>
        new JsonObject
        {
            ["test"] = it.Test.Test,
            ["suite"] = it.Test.Suite,
            ["why"] = it.Why,
        };
}
