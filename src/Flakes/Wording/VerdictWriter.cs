using Slipway.Flakes.Model;

namespace Slipway.Flakes.Wording;

/// <summary>From chances to verdicts, with their reasons.</summary>
internal static class VerdictWriter
{
    public static FlakeVerdicts Write(TestHistory history, Judged judged)
    {
        var (tests, failures) = (new List<TestVerdict>(), new List<FailureVerdict>());
        var environments = Environments.Of(history, judged);
        foreach (var test in Order(history))
        {
            var story = new TestStory(history, judged, test);
            tests.Add(TestWording.Write(story));
            foreach (var failure in story.Failures)
            {
                failures.Add(FailureWording.Write(story, failure, environments));
            }
        }

        return new(tests, failures, Outages(history, judged));
    }

    private static int[] Order(TestHistory history)
    {
        var order = Enumerable.Range(0, history.Cases.Count).Where(it => !history.IsOldName(it)).ToArray();
        Array.Sort(
            order,
            (one, other) =>
                string.CompareOrdinal(history.SuiteOf(one), history.SuiteOf(other)) is var suites and not 0
                    ? suites
                    : string.CompareOrdinal(history.NameOf(one), history.NameOf(other))
        );
        return order;
    }

    /// <summary>Those that are more likely than the commit.</summary>
    private static List<OutageVerdict> Outages(TestHistory history, Judged judged) =>
        [
            .. judged
                .Outages.Where(it => it.Probability >= 0.5)
                .OrderBy(it => it.AtMs)
                .Select(it => new OutageVerdict(
                    history.Runs[it.Run],
                    DateTimeOffset.FromUnixTimeMilliseconds(it.AtMs),
                    it.Tests.Count,
                    it.Share,
                    it.Probability
                )),
        ];
}
