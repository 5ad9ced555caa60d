using System.Text.Json.Nodes;
using Slipway.Flakes;

namespace Slipway.Cli.Output;

/// <summary>One test for programs.</summary>
internal static class TestPictureJson
{
    /// <summary>Failures, hosts and branches that are told one by one.</summary>
    private const int Most = 100;

    public static string Write(TestPicture it) =>
        FlakeJson.Text(
            new JsonObject
            {
                ["test"] = it.Test.Test,
                ["suite"] = it.Test.Suite,
                ["state"] = Lower(it.Test.State),
                ["flakeProbability"] = FlakeJson.Rounded(it.Test.FlakeProbability),
                ["flakeRate"] = it.Test.FlakeRate is { } rate ? FlakeJson.Rounded(rate) : null,
                ["since"] = it.Test.Since is { } since ? FlakeJson.Time(since) : null,
                ["reasons"] = new JsonArray([.. it.Test.Reasons.Select(reason => (JsonNode)reason)]),
                ["daysOfCell"] = it.Strip.Days,
                ["strip"] = new JsonArray([.. it.Strip.Cells.Select(Cell)]),
                ["hosts"] = new JsonArray([.. it.Hosts.Take(Most).Select(Share)]),
                ["hostsOmitted"] = Math.Max(0, it.Hosts.Count - Most),
                ["branches"] = new JsonArray([.. it.Branches.Take(Most).Select(Share)]),
                ["branchesOmitted"] = Math.Max(0, it.Branches.Count - Most),
                ["failures"] = new JsonArray([.. it.Failures.TakeLast(Most).Select(Failure)]),
                ["failuresOmitted"] = Math.Max(0, it.Failures.Count - Most),
            }
        );

    private static JsonNode Cell(StripCell it) =>
        new JsonObject
        {
            ["mark"] = Lower(it.Mark),
            ["from"] = FlakeJson.Time(it.From),
            ["run"] = it.Run,
            ["outcomes"] = it.Outcomes,
            ["failures"] = it.Failures,
        };

    private static JsonNode Share(TestShare it) =>
        new JsonObject
        {
            ["name"] = it.Name,
            ["outcomes"] = it.Outcomes,
            ["flakes"] = it.Flakes,
            ["regressions"] = it.Regressions,
            ["outages"] = it.Outages,
            ["unknown"] = it.Unknown,
        };

    private static JsonNode Failure(FailureVerdict it) =>
        new JsonObject
        {
            ["run"] = it.Run,
            ["attempt"] = it.Attempt,
            ["verdict"] = Lower(it.Verdict),
            ["probability"] = FlakeJson.Rounded(it.Probability),
            ["flakeProbability"] = FlakeJson.Rounded(it.FlakeProbability),
            ["reasons"] = new JsonArray([.. it.Reasons.Select(reason => (JsonNode)reason)]),
        };

    private static string Lower(Enum it) => it.ToString().ToLowerInvariant();
}
