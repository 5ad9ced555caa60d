using System.CommandLine;
using Slipway.Cli.Output;
using Slipway.Flakes;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway tests show TEST</c></summary>
internal static class TestsShowVerb
{
    public static Command Make(Host host)
    {
        var test = new Argument<string>("TEST") { Description = "Name of the test; in whichever suite." };
        var history = Histories.Option();
        var store = TestStores.Option();
        var verb = new Command("show", "Show one test: how it stands and why, its history as a strip, and each failure with its verdict.")
        {
            test,
            history,
            store,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var name = parsed.GetValue(test)!;
                var outcomes = await Histories.OfAsync(host, parsed.GetValue(history) ?? [], parsed.GetValue(store)!, ct);
                var verdicts = FlakeVerdicts.Of(outcomes);
                var found = verdicts.Tests.Where(it => it.Test == name).ToList();
                if (found.Count == 0)
                {
                    throw new UnusableException($"no test is called {name}; `slipway tests verdicts --format json` names all of them");
                }

                foreach (var verdict in found)
                {
                    FlakeStripText.Write(host.OutForPeople, verdict, verdicts, outcomes, host.Width);
                }

                return ExitCodes.Go;
            }
        );
        return verb;
    }
}
