using System.CommandLine;
using Slipway.Cli.Output;
using Slipway.Flakes;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway tests policy import|replay</c></summary>
internal static class TestsPolicyVerb
{
    public static Command Make(Host host) =>
        new("policy", "The policy for flaky tests (section `tests` of slipway.yaml): take one over, and try it on the past.")
        {
            Import(host),
            Replay(host),
        };

    private static Command Import(Host host)
    {
        var file = new Argument<string>("FILE") { Description = "A .flakeguard.yml." };
        var verb = new Command(
            "import",
            "Print the section `tests` for slipway.yaml that a .flakeguard.yml comes to; what has no counterpart is told key by key. Exit codes: 0 printed, 2 the file cannot be used."
        )
        {
            file,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var shown = parsed.GetValue(file)!;
                var read = FlakeguardPolicy.Read(Inputs.ReadText(host.Full(shown)));
                if (read.Faults.Count > 0)
                {
                    throw new UnusableException([.. read.Faults.Select(it => $"{shown}: {it}")]);
                }

                foreach (var note in read.Notes)
                {
                    await host.Err.WriteLineAsync($"slipway: {shown}: {note}");
                }

                await host.Out.WriteAsync(TestPolicies.Write(read.Policy));
                return ExitCodes.Go;
            }
        );
        return verb;
    }

    private static Command Replay(Host host)
    {
        var (history, store, settings) = (Histories.Option(), TestStores.Option(), SharedOptions.Settings());
        var flakeguard = new Option<string?>("--flakeguard")
        {
            Description = "Replay the policy of a .flakeguard.yml instead of that of the settings.",
            HelpName = "FILE",
        };
        var format = SharedOptions.Format("text", "json");
        var verb = new Command(
            "replay",
            "Live through a history with the policy: what it would have quarantined when, which flakes that would have rescued, and which regressions it would have masked. Exit codes: 0 replayed, also when it would have masked some; 2 it cannot be."
        )
        {
            history,
            store,
            settings,
            flakeguard,
            format,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var policy = parsed.GetValue(flakeguard) is { } other
                    ? Flakeguard(host, other)
                    : TestPolicies.Read(host, parsed.GetValue(settings));
                var outcomes = await Histories.FollowedAsync(host, parsed.GetValue(history) ?? [], parsed.GetValue(store)!, ct);
                var owners = TestOwners.Of(host, QuarantineList.None);
                var replay = PolicyReplay.Of(
                    outcomes,
                    policy,
                    it => owners.ByCode(outcomes, it.Suite, it.Test).Name,
                    it => owners.FileOf(outcomes, it.Suite, it.Test),
                    ct
                );
                if (replay.Looks == 0)
                {
                    throw new UnusableException(
                        "this history is of one day, and a policy looks at the beginning of each: there is nothing to replay"
                    );
                }

                if (parsed.GetValue(format) == "json")
                {
                    await host.Out.WriteLineAsync(PolicyReplayJson.Write(replay));
                }
                else
                {
                    PolicyReplayText.Write(host.OutForPeople, replay);
                }

                return ExitCodes.Go;
            }
        );
        return verb;
    }

    private static TestPolicy Flakeguard(Host host, string file)
    {
        var read = FlakeguardPolicy.Read(Inputs.ReadText(host.Full(file)));
        return read.Faults.Count == 0 ? read.Policy : throw new UnusableException([.. read.Faults.Select(it => $"{file}: {it}")]);
    }
}
