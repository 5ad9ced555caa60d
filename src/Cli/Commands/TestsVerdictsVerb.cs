using System.CommandLine;
using Slipway.Cli.Output;
using Slipway.Flakes;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway tests verdicts [--history FILE]</c></summary>
internal static class TestsVerdictsVerb
{
    public static Command Make(Host host)
    {
        var history = Histories.Option();
        var store = TestStores.Option();
        var format = SharedOptions.Format("text", "json");
        var verb = new Command(
            "verdicts",
            "Say of each test whether it is healthy, flaky or broken, and of each failure whether it is a flake, a regression or an outage. Exit codes: 0 it could be judged, 2 it could not."
        )
        {
            history,
            store,
            format,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var outcomes = await Histories.FollowedAsync(host, parsed.GetValue(history) ?? [], parsed.GetValue(store)!, ct);
                var verdicts = FlakeVerdicts.Of(outcomes);
                if (parsed.GetValue(format) == "json")
                {
                    FlakeVerdictsJson.Write(host.Out, verdicts);
                }
                else
                {
                    FlakeVerdictsText.Write(host.OutForPeople, verdicts);
                }

                return ExitCodes.Go;
            }
        );
        return verb;
    }
}
