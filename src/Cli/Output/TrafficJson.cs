using System.Text.Json.Nodes;
using Slipway.Kernel;
using Slipway.Traffic;

namespace Slipway.Cli.Output;

/// <summary>The traffic of an environment, for programs: one object a look.</summary>
internal static class TrafficJson
{
    /// <summary>One look; what is not known is null.</summary>
    public static JsonObject Write(TrafficAtHand traffic, TrafficLook look) =>
        new()
        {
            ["schema"] = "slipway.traffic/1",
            ["environment"] = traffic.Environment,
            ["driver"] = traffic.Driver.Name,
            ["verdict"] = Word(look.Verdict),
            ["why"] = look.Why ?? look.Split?.Why,
            ["share"] = look.Share,
            ["asked"] = look.Split?.Asked,
            ["from"] = look.Before?.At.ToString("O"),
            ["to"] = look.After?.At.ToString("O"),
            ["stable"] = Lane(look.Did(it => it.Stable)),
            ["candidate"] = Lane(look.Did(it => it.Candidate)),
            ["low"] = look.Split?.Low,
            ["high"] = look.Split?.High,
        };

    private static JsonObject? Lane(LaneCount? did) => did is null ? null : new() { ["requests"] = did.Requests, ["errors"] = did.Errors };

    private static string Word(Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => "matches",
            Verdict.Fail => "differs",
            Verdict.Inconclusive => "too-few",
            _ => "unknown",
        };
}
