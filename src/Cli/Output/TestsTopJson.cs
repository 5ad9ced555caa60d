using System.Text.Json.Nodes;
using Slipway.Cli.Commands;
using Slipway.Flakes;

namespace Slipway.Cli.Output;

/// <summary>The worst flaky tests, for programs.</summary>
internal static class TestsTopJson
{
    public static string Write(ShownTop top) =>
        FlakeJson.Text(
            new JsonObject
            {
                ["tests"] = new JsonArray([.. top.Told.Select(it => One(it, top.OwnerOf(it.Test)))]),
                ["omitted"] = top.Omitted,
                ["flaky"] = top.Costs.Count,
                ["of"] = top.Tests,
                ["flakes"] = top.Costs.Sum(it => it.Flakes),
                ["reruns"] = top.Costs.Sum(it => it.Reruns),
                ["lostMs"] = FlakeJson.Ms(top.Lost),
                ["from"] = top.From is { } from ? FlakeJson.Time(from) : null,
            }
        );

    private static JsonNode One(FlakeCost it, TestOwner owner) =>
        new JsonObject
        {
            ["test"] = it.Test.Test,
            ["suite"] = it.Test.Suite,
            ["flakeProbability"] = FlakeJson.Rounded(it.Test.FlakeProbability),
            ["flakeRate"] = it.Test.FlakeRate is { } rate ? FlakeJson.Rounded(rate) : null,
            ["interval"] = it.Test.Interval is { } interval
                ? new JsonArray(FlakeJson.Rounded(interval.Low), FlakeJson.Rounded(interval.High))
                : null,
            ["since"] = it.Test.Since is { } since ? FlakeJson.Time(since) : null,
            ["flakes"] = it.Flakes,
            ["runs"] = it.Runs,
            ["redRuns"] = it.RedRuns,
            ["reruns"] = it.Reruns,
            ["lostMs"] = FlakeJson.Ms(it.Lost),
            ["untimed"] = it.Untimed,
            ["owner"] = owner.Name,
            ["ownerFrom"] = owner.From,
        };
}

/// <summary>How numbers and times of tests are written for programs.</summary>
internal static class FlakeJson
{
    private static readonly System.Text.Json.JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Text(JsonNode node) => node.ToJsonString(Plain);

    /// <summary>Nine digits tell chances apart that stand close to 1; the last bits of a double tell nothing.</summary>
    public static double Rounded(double value) => Math.Round(value, 9);

    public static long Ms(TimeSpan time) => (long)Math.Round(time.TotalMilliseconds);

    public static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
