using System.CommandLine;
using Slipway.Cli.Output;
using Slipway.Flakes;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway tests clusters</c></summary>
internal static class TestsClustersVerb
{
    public static Command Make(Host host)
    {
        var shared = new HistoryOptions();
        var count = HistoryOptions.Count("Clusters that are told one by one");
        var format = SharedOptions.Format("text", "json");
        var verb = new Command(
            "clusters",
            "Put failures together that say the same, over all tests and runs: what they say, whose they are, since when, and whether one cause, one change or an outage is behind them. Exit codes: 0 shown; 2 nothing can be said."
        )
        {
            shared.History,
            shared.Store,
            shared.Last,
            count,
            format,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var most = HistoryOptions.Checked(parsed.GetValue(count));
                var (history, from) = await shared.ReadAsync(host, parsed, ct);
                var clusters = FailureClusters.Of(history, FlakeVerdicts.Of(history), from);
                if (parsed.GetValue(format) == "json")
                {
                    await host.Out.WriteLineAsync(TestsClustersJson.Write(clusters, most));
                }
                else
                {
                    TestsClustersText.Write(host.OutForPeople, clusters, most);
                }

                return ExitCodes.Go;
            }
        );
        return verb;
    }
}
