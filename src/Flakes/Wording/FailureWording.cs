using Slipway.Flakes.Model;

namespace Slipway.Flakes.Wording;

/// <summary>The verdict of a failure, in words.</summary>
internal static class FailureWording
{
    /// <summary>A failure is called a flake from here on: to mask a regression costs more than to look at a flake.</summary>
    private const double FlakeFrom = 0.8;

    public static FailureVerdict Write(TestStory story, int failure, IReadOnlyDictionary<int, string> environments)
    {
        var shares = story.Judged.Failures[failure];
        var row = story.Row(failure);
        var (verdict, probability) = Decide(story, shares, environments.ContainsKey(row.Run));
        return new()
        {
            Test = story.History.NameOf(row.Test),
            Suite = story.History.SuiteOf(row.Test),
            Run = story.History.Runs[row.Run],
            Attempt = row.Attempt,
            Verdict = verdict,
            Probability = probability,
            FlakeProbability = shares.Flake,
            Reasons = verdict switch
            {
                FailureKind.Flake => [.. Flake(story, failure)],
                FailureKind.Regression => [.. Regression(story, failure)],
                FailureKind.Infrastructure => [Outage(story, row)],
                FailureKind.Environment => [Outage(story, row), $"outages were on host {environments[row.Run]} only"],
                _ when !story.HasPassed => ["the test was never seen to pass, so nothing shows what its failure is"],
                _ =>
                [
                    $"flake {TestWording.Percent(shares.Flake)}, regression {TestWording.Percent(shares.Regression)}: what would tell them apart was not seen",
                ],
            },
        };
    }

    private static (FailureKind Verdict, double Probability) Decide(TestStory story, Shares shares, bool isEnvironment)
    {
        if (story.HasPassed && shares.Flake >= FlakeFrom)
        {
            return (FailureKind.Flake, shares.Flake);
        }

        if (shares.Outage >= 0.5)
        {
            return (isEnvironment ? FailureKind.Environment : FailureKind.Infrastructure, shares.Outage);
        }

        return shares.Regression >= 0.5 && (story.HasPassed || story.NeverWorked)
            ? (FailureKind.Regression, shares.Regression)
            : (FailureKind.Unknown, 1 - Math.Max(shares.Flake, Math.Max(shares.Regression, shares.Outage)));
    }

    private static IEnumerable<string> Flake(TestStory story, int failure)
    {
        var (passed, _) = story.OnCommit(failure);
        if (passed > 0)
        {
            yield return $"the same commit passed too ({TestWording.Count(passed, "time")})";
        }
        else if (story.Next.TryGetValue(failure, out var next) && !next.Failed)
        {
            yield return "the next commit passed";
        }

        if (story.SaidBefore(failure) is var said and > 0)
        {
            yield return $"{TestWording.Count(said, "other flake")} of this test said the same";
        }

        if (story.Regime.Flakes > 1)
        {
            yield return $"the test fails in {TestWording.Percent(story.Regime.Rate)} of its outcomes without a cause";
        }
    }

    private static IEnumerable<string> Regression(TestStory story, int failure)
    {
        var (evidence, shares) = (story.Judged.Evidence, story.Judged.Failures[failure]);
        var it = evidence.Failures[failure];
        if (story.OnCommit(failure) is { Passed: 0, Failed: > 1 } commit)
        {
            yield return $"the same commit failed each of {commit.Failed} times";
        }

        var episode = it.Episode;
        var commits = story
            .Failures.Where(one => evidence.Failures[one].Episode == episode)
            .Select(one => story.Row(one).Commit)
            .Distinct()
            .Count();
        if (commits > 1)
        {
            yield return $"it failed on {commits} commits in a row on {LineName(story.History.Lines[it.Line])}";
        }

        if (evidence.Units[it.Unit].Break > 0.01)
        {
            yield return "many tests failed with this commit for the first time";
        }

        if (it.Signature >= 0 && story.SaidBefore(failure) == 0)
        {
            yield return "no flake of this test ever said this";
        }

        if (story.Flaky < 0.5)
        {
            yield return "the test is not flaky";
        }

        yield return $"chance of a flake {TestWording.Percent(shares.Flake)}";
    }

    private static string Outage(TestStory story, HistoryRow row)
    {
        var outage = story.Judged.Outages.First(it => it.Run == row.Run);
        return $"{TestWording.Count(outage.Tests.Count, "test")} that seldom fail ({TestWording.Percent(outage.Share)} of all) failed in this run";
    }

    private static string LineName(string line) =>
        line.StartsWith('#') ? $"pull request {line[1..]}"
        : line.Length == 0 ? "the main line"
        : line;
}
