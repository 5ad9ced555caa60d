using System.CommandLine;
using Slipway.Cli.Output;
using Slipway.Flakes;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway tests rerun-plan REPORT…</c></summary>
internal static class TestsRerunPlanVerb
{
    public static Command Make(Host host)
    {
        var files = new Argument<string[]>("REPORT")
        {
            Description = "The reports of one build: files, folders or patterns, in any format that `slipway tests read` knows.",
            Arity = ArgumentArity.OneOrMore,
        };
        var build = new ReportedBuildOptions();
        var (history, store, quarantine) = (Histories.Option(), TestStores.Option(), QuarantineList.Option());
        var tries = new Option<int>("--tries")
        {
            Description = $"Tries that are looked ahead, 1 to {RerunPlan.MostTries}.",
            HelpName = "N",
            DefaultValueFactory = _ => 5,
        };
        var runner = FilterOutput.Runner(required: false);
        var format = SharedOptions.Format("text", "json");
        var verb = new Command(
            "rerun-plan",
            "Say which failed tests of a build are worth another try, how many, and what each end would mean; it runs nothing. With --runner: the arguments that run those tests. Exit codes: 0 planned, also when nothing is worth a try; 2 nothing can be said."
        )
        {
            files,
            history,
            store,
            quarantine,
            tries,
            runner,
            format,
        };
        build.AddTo(verb);
        verb.SetAction(
            async (parsed, ct) =>
            {
                var most = parsed.GetValue(tries);
                if (most is < 1 or > RerunPlan.MostTries)
                {
                    throw new UnusableException($"--tries is 1 to {RerunPlan.MostTries}, not {most}");
                }

                var built =
                    build.Of(parsed)
                    ?? throw new UnusableException(
                        "a build is named with --run and --sha, and with --branch or --pr: by them it finds its place in the history"
                    );
                var list = QuarantineList.Read(host, parsed.GetValue(quarantine), mayBeMissing: false);
                var reported = ReportHistories.Read(host, parsed.GetValue(files)!, built, ct);
                if (!reported.IsWhole)
                {
                    throw new UnusableException("a report is cut off or refused: a failure may be missing in this plan");
                }

                var known = await Histories.OfAsync(host, parsed.GetValue(history) ?? [], parsed.GetValue(store)!, ct);
                foreach (var it in reported.History.Outcomes())
                {
                    known.Add(it);
                }

                var plan = RerunPlan.Of(known, built.Run, list.Entries, host.Clock.GetUtcNow(), most);
                if (plan.Ran == 0)
                {
                    throw new UnusableException("no test ran in this build: there is nothing to plan");
                }

                if (parsed.GetValue(runner) is { } whose)
                {
                    await FilterAsync(host, whose, plan, known);
                }
                else if (parsed.GetValue(format) == "json")
                {
                    await host.Out.WriteLineAsync(RerunPlanJson.Write(plan));
                }
                else
                {
                    RerunPlanText.Write(host.OutForPeople, plan);
                }

                return ExitCodes.Go;
            }
        );
        return verb;
    }

    private static async Task FilterAsync(Host host, string runner, RerunPlan plan, TestHistory known)
    {
        var worth = plan.Failed.Where(it => it.Worth >= RerunWorth.Rescues).Select(it => new NamedTest(it.Suite, it.Test));
        var filter = RunnerFilter.Write(runner, worth, FilterAim.Only, known.AllTests, it => CheckoutText.Of(host, it));
        await FilterOutput.WriteAsync(host, runner, FilterAim.Only, filter, "shell");
    }
}
