namespace Slipway.Flakes.Rerunning;

/// <summary>Sorts the failed tests of a run by what a rerun of them is good for.</summary>
internal sealed class RerunPlanner(TestHistory history, string run, QuarantineJudge quarantine, int most)
{
    /// <summary>From here on a regression is taken for one without another try.</summary>
    private const double Sure = 0.95;

    /// <summary>Chance at most that no try of a flake passes.</summary>
    private const double Unlucky = 0.05;

    /// <summary>Rate of failure of a flake whose rate is not known.</summary>
    private const double AnyRate = 0.5;

    public RerunPlan Plan()
    {
        var verdicts = FlakeVerdicts.Of(history);
        var tests = FailedRun.Of(history, run);
        var failures = verdicts
            .Failures.Where(it => it.Run == run)
            .GroupBy(it => new NamedTest(it.Suite, it.Test))
            .ToDictionary(it => it.Key, it => it.MaxBy(one => one.Attempt)!);
        var states = verdicts.Tests.ToDictionary(it => new NamedTest(it.Suite, it.Test));
        var settled = tests.Failed.ToDictionary(it => it.Name, it => Settled(it, failures[it.Name], states[it.Name]));
        var open = tests.Failed.Where(it => settled[it.Name] is null).ToList();
        var foreseen = new Foresight(history, run, open, most);
        return new(
            run,
            tests.Ran,
            [
                .. tests
                    .Failed.Select(it => settled[it.Name] ?? Open(it, failures[it.Name], states[it.Name], foreseen))
                    .OrderByDescending(it => it.Worth)
                    .ThenByDescending(it => it.PassChance)
                    .ThenBy(it => it.Suite, StringComparer.Ordinal)
                    .ThenBy(it => it.Test, StringComparer.Ordinal),
            ]
        );
    }

    /// <summary>What needs no look ahead; null for the others.</summary>
    private PlannedRerun? Settled(FailedOfRun test, FailureVerdict now, TestVerdict state)
    {
        if (quarantine.Judge(new(test.Name.Suite, test.Name.Test, test.Messages)).Entry is { } entry)
        {
            return Made(test, now, state, RerunWorth.Quarantined, 0, $"the list of known flakes covers it (line {entry.Line})");
        }

        if (now.Verdict is FailureKind.Infrastructure or FailureKind.Environment)
        {
            return Made(test, now, state, RerunWorth.Outage, 0, "an outage brought it down: run the whole build again when that is over");
        }

        if (now.Verdict == FailureKind.Regression && state.State == TestState.Broken && state.Since < test.Begun)
        {
            return Made(test, now, state, RerunWorth.Regression, 0, "it was broken on the main line before this run: it needs a repair");
        }

        return now.Verdict == FailureKind.Regression && now.Probability >= Sure
            ? Made(
                test,
                now,
                state,
                RerunWorth.Regression,
                0,
                $"it is a regression with a chance of {Percent(now.Probability)}: it needs a repair"
            )
            : null;
    }

    private PlannedRerun Open(FailedOfRun test, FailureVerdict now, TestVerdict state, Foresight foreseen)
    {
        var (passed, tries) = (foreseen.IfPassed(test.Name, 0), foreseen.Needed(test.Name));
        if (now.Verdict == FailureKind.Flake)
        {
            var rescued = (int)Math.Ceiling(Math.Log(Unlucky) / Math.Log(Math.Clamp(RateOf(state), 1e-6, 0.99)));
            var made = Made(
                test,
                now,
                state,
                RerunWorth.Rescues,
                Math.Max(1, rescued),
                "it is a flake already: a pass makes the run green and decides nothing"
            );
            return made with { IfPassed = passed, IfFailed = foreseen.IfFailed(test.Name, Math.Min(most, made.Tries!.Value)) };
        }

        if (passed == now.Verdict && passed != FailureKind.Unknown && foreseen.IfFailed(test.Name, most) == now.Verdict)
        {
            return Made(test, now, state, RerunWorth.Regression, 0, "even a pass would not change the verdict");
        }

        return Made(
            test,
            now,
            state,
            RerunWorth.Decides,
            tries,
            tries is { } enough
                ? $"after {enough} {(enough == 1 ? "try" : "tries")} at most the verdict is not unknown any more"
                : $"it may stay unknown even after {most} tries"
        ) with
        {
            IfPassed = passed,
            IfFailed = foreseen.IfFailed(test.Name, tries ?? most),
        };
    }

    private static PlannedRerun Made(FailedOfRun test, FailureVerdict now, TestVerdict state, RerunWorth worth, int? tries, string why) =>
        new()
        {
            Suite = test.Name.Suite,
            Test = test.Name.Test,
            Now = now,
            Worth = worth,
            Tries = tries,
            PassChance = now.FlakeProbability * (1 - RateOf(state)),
            Why = why,
        };

    private static double RateOf(TestVerdict state) => state.FlakeRate ?? AnyRate;

    private static string Percent(double share) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{share * 100:0.#} %");
}
