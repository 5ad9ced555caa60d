using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Cli.Output;

/// <summary>Results of checks for programs, <c>slipway.check/1</c>: one JSON object a line. Times are UTC.</summary>
internal static class CheckJson
{
    /// <summary>Writes each result as it comes; gives the exit code.</summary>
    public static async Task<int> WriteAsync(TextWriter text, IAsyncEnumerable<CheckResult> results, CancellationToken ct)
    {
        var good = false;
        var first = true;
        await foreach (var it in results.WithCancellation(ct))
        {
            good = (first || good) && it.Verdict == Verdict.Pass;
            first = false;
            await text.WriteLineAsync(Line(it).ToJsonString());
        }

        return good ? ExitCodes.Go : ExitCodes.NoGo;
    }

    private static JsonObject Line(CheckResult it) =>
        new()
        {
            ["schema"] = "slipway.check/1",
            ["name"] = it.Name,
            ["check"] = it.Kind,
            ["with"] = new JsonObject(it.With.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["verdict"] = PlanJson.Name(it.Verdict),
            ["why"] = it.Why,
            ["expect"] = it.Expect,
            ["seen"] = it.Seen,
            ["evidence"] = it.Evidence,
            ["at"] = it.At.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["tookMs"] = Math.Round(it.Took.TotalMilliseconds, 1),
            ["place"] = it.Place,
        };
}
