using System.Globalization;

namespace Slipway.Flakes.Wording;

/// <summary>The verdict of a test, in words.</summary>
internal static class TestWording
{
    /// <summary>Outcomes below which a test that never failed is new.</summary>
    private const int FewOutcomes = 10;

    public static TestVerdict Write(TestStory story)
    {
        var state = StateOf(story);
        var regime = story.Regime;
        return new()
        {
            Test = story.History.NameOf(story.Test),
            Suite = story.History.SuiteOf(story.Test),
            State = state,
            FlakeProbability = story.Judged.Evidence.Of(story.Test).Length == 0 ? 0 : story.Flaky,
            FlakeRate = state == TestState.Flaky ? regime.Rate : null,
            Interval = state == TestState.Flaky ? regime.Interval() : null,
            Since = state switch
            {
                TestState.Flaky when regime.SinceMs is { } since => TestStory.Time(since),
                TestState.Broken => BrokenSince(story),
                _ => null,
            },
            Reasons = Reasons(story, state),
        };
    }

    /// <summary>Broken outranks flaky. Flaky needs a failure that was a flake: without one there is only suspicion.</summary>
    private static TestState StateOf(TestStory story)
    {
        if (!story.HasPassed)
        {
            return story.NeverWorked && story.LastOnMain is not null ? TestState.Broken : TestState.New;
        }

        if (story.End.MainBroken >= 0.5 && story.LastOnMain is not null)
        {
            return TestState.Broken;
        }

        if (story.Flaky >= 0.5 && story.Regime.Flakes > 0)
        {
            return TestState.Flaky;
        }

        return story.Judged.Evidence.Of(story.Test).Length < FewOutcomes ? TestState.New : TestState.Healthy;
    }

    private static DateTimeOffset? BrokenSince(TestStory story)
    {
        var evidence = story.Judged.Evidence;
        var last = story.LastOnMain!.Value;
        var first = story.Failures.Find(it => evidence.Failures[it].Episode == evidence.Failures[last].Episode);
        return TestStory.Time(story.Row(first).AtMs);
    }

    private static List<string> Reasons(TestStory story, TestState state)
    {
        var outcomes = story.Judged.Evidence.Of(story.Test).Length;
        var shares = story.Judged.Failures;
        if (outcomes == 0)
        {
            return ["it never ran: nothing is known"];
        }

        var reasons = new List<string>();
        if (!story.HasPassed)
        {
            reasons.Add("it was never seen to pass, so nothing shows that it could");
        }

        if (state == TestState.Broken)
        {
            var last = story.LastOnMain!.Value;
            reasons.Add($"it has failed on the main line since {BrokenSince(story):yyyy-MM-dd HH:mm} without a pass");
            reasons.Add($"the last failure is a regression with a chance of {Percent(shares[last].Regression)}");
        }

        var flakes = story.Failures.Where(it => shares[it].Flake >= 0.5).ToList();
        if (flakes.Count > 0)
        {
            reasons.Add(
                state == TestState.Flaky
                    ? $"{Count(story.Regime.Flakes, "flake")} in {Count(story.Regime.Outcomes, "outcome")} since {TestStory.Time(story.Regime.SinceMs!.Value):yyyy-MM-dd}"
                    : $"{Count(flakes.Count, "flake")} in the past, the last on {TestStory.Time(story.Row(flakes[^1]).AtMs):yyyy-MM-dd}; since then it has held"
            );
            var same = flakes.Count(it => story.OnCommit(it).Passed > 0);
            if (same > 0)
            {
                reasons.Add($"the same commit passed too, for {same} of {Count(flakes.Count, "flake")}");
            }

            reasons.AddRange(Circumstances.Of(story, flakes));
        }

        if (story.Failures.Count(it => shares[it].Outage >= 0.5) is var outages and > 0)
        {
            reasons.Add($"{Count(outages, "failure")} in outages count against nothing");
        }

        if (story.Failures.Count(it => shares[it].Regression >= 0.5) is var regressions and > 0 && state != TestState.Broken)
        {
            reasons.Add($"{Count(regressions, "failure")} came from changes and ended with their repair");
        }

        if (story.Failures.Count == 0)
        {
            reasons.Add($"it never failed in {Count(outcomes, "outcome")}");
        }

        reasons.AddRange(
            story
                .History.MovesTo(story.Test)
                .Select(it =>
                    $"until {it.At:yyyy-MM-dd} it was called {(it.From.Suite.Length > 0 ? $"{it.From.Suite} › " : "")}{it.From.Test}: {it.Why}"
                )
        );
        return reasons;
    }

    internal static string Count(int number, string noun) =>
        $"{number.ToString("N0", CultureInfo.InvariantCulture)} {noun}{(number == 1 ? "" : "s")}";

    internal static string Percent(double share) =>
        share is > 0.9995 and < 1 ? "over 99.9 %"
        : share is > 0 and < 0.0005 ? "under 0.1 %"
        : string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#} %");
}
