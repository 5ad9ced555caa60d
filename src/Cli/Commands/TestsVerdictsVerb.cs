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
                var files = parsed.GetValue(history) ?? [];
                var read =
                    files.Length > 0
                        ? Histories.Read(host, files, ct)
                        : new(await StoredAsync(host, parsed.GetValue(store)!, ct), IsWhole: true);
                var verdicts = FlakeVerdicts.Of(read.History);
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

    private static async Task<TestHistory> StoredAsync(Host host, string store, CancellationToken ct)
    {
        var history = await TestStores.WithAsync(host, store, mayBeMissing: false, it => it.ReadAsync(ct), ct);
        return history.Count > 0 ? history : throw new UnusableException($"{store} holds no outcome of a test");
    }
}
