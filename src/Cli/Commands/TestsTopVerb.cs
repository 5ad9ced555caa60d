using System.CommandLine;
using Slipway.Cli.Output;
using Slipway.Flakes;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway tests top</c></summary>
internal static class TestsTopVerb
{
    public static Command Make(Host host)
    {
        var shared = new HistoryOptions();
        var quarantine = QuarantineList.Option();
        var count = HistoryOptions.Count("Tests that are told one by one");
        var format = SharedOptions.Format("text", "json");
        var verb = new Command(
            "top",
            "Show the worst flaky tests: how often they fail, what that cost, since when, and who owns them. Exit codes: 0 shown, also when none is flaky; 2 nothing can be said."
        )
        {
            shared.History,
            shared.Store,
            shared.Last,
            quarantine,
            count,
            format,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var most = HistoryOptions.Checked(parsed.GetValue(count));
                var owners = TestOwners.Of(host, QuarantineList.Read(host, parsed.GetValue(quarantine), mayBeMissing: false));
                var (history, from) = await shared.ReadAsync(host, parsed, ct);
                var verdicts = FlakeVerdicts.Of(history);
                var top = new ShownTop(
                    FlakeCost.Of(history, verdicts, from),
                    most,
                    verdicts.Tests.Count,
                    from,
                    it => owners.Of(history, it.Suite, it.Test)
                );
                if (parsed.GetValue(format) == "json")
                {
                    await host.Out.WriteLineAsync(TestsTopJson.Write(top));
                }
                else
                {
                    TestsTopText.Write(host.OutForPeople, top);
                }

                return ExitCodes.Go;
            }
        );
        return verb;
    }
}

/// <summary>The worst flaky tests, as they are shown.</summary>
/// <param name="Costs">All flaky tests, the worst first.</param>
/// <param name="Most">How many are told one by one.</param>
/// <param name="Tests">How many tests there are.</param>
/// <param name="From">What was before did not count; null where everything did.</param>
/// <param name="OwnerOf">Who owns them.</param>
internal sealed record ShownTop(
    IReadOnlyList<FlakeCost> Costs,
    int Most,
    int Tests,
    DateTimeOffset? From,
    Func<TestVerdict, TestOwner> OwnerOf
)
{
    public IEnumerable<FlakeCost> Told => Costs.Take(Most);

    public int Omitted => Math.Max(0, Costs.Count - Most);

    public TimeSpan Lost => TimeSpan.FromTicks(Costs.Sum(it => it.Lost.Ticks));
}
