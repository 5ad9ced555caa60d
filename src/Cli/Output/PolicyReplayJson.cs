using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Flakes;

namespace Slipway.Cli.Output;

/// <summary>A replayed policy for programs.</summary>
internal static class PolicyReplayJson
{
    public static string Write(PolicyReplay replay) =>
        FlakeJson.Text(
            new JsonObject
            {
                ["looks"] = replay.Looks,
                ["daysOfLook"] = replay.Days,
                ["flakes"] = replay.Flakes,
                ["rescued"] = replay.Rescued,
                ["regressions"] = replay.Regressions,
                ["masked"] = replay.Masked,
                ["entries"] = new JsonArray([
                    .. replay.Entries.Select(it =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["test"] = it.Test.Test,
                                ["suite"] = it.Test.Suite,
                                ["messages"] = new JsonArray([.. it.Messages.Select(one => (JsonNode)one)]),
                                ["from"] = FlakeJson.Time(it.From),
                                ["until"] = it.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                                ["rescued"] = it.Rescued,
                                ["masked"] = it.Masked,
                                ["others"] = it.Others,
                            }
                    ),
                ]),
            }
        );
}
