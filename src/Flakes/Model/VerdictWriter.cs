namespace Slipway.Flakes.Model;

/// <summary>From chances to verdicts.</summary>
internal static class VerdictWriter
{
    /// <summary>A failure is called a flake from here on: masking a regression costs more than looking at a flake.</summary>
    private const double FlakeFrom = 0.7;

    public static FlakeVerdicts Write(TestHistory history, Judged judged)
    {
        var evidence = judged.Evidence;
        var tests = new List<TestVerdict>();
        for (var test = 0; test < judged.Tests.Length; test++)
        {
            var end = judged.Tests[test];
            var flaky = 1 - end.Level[0];
            tests.Add(
                new()
                {
                    Test = history.NameOf(test),
                    Suite = history.SuiteOf(test),
                    State = end.MainBroken >= 0.5 ? TestState.Broken : flaky >= 0.5 ? TestState.Flaky : TestState.Healthy,
                    FlakeProbability = flaky,
                    Reasons = [],
                }
            );
        }

        var failures = new List<FailureVerdict>();
        for (var failure = 0; failure < judged.Failures.Length; failure++)
        {
            var shares = judged.Failures[failure];
            var row = history.Rows[evidence.Failures[failure].Row];
            var verdict =
                shares.Flake >= FlakeFrom ? FailureKind.Flake
                : shares.Outage >= 0.5 ? FailureKind.Infrastructure
                : shares.Regression >= 0.5 ? FailureKind.Regression
                : FailureKind.Unknown;
            failures.Add(
                new()
                {
                    Test = history.NameOf(row.Test),
                    Suite = history.SuiteOf(row.Test),
                    Run = history.Runs[row.Run],
                    Attempt = row.Attempt,
                    Verdict = verdict,
                    FlakeProbability = shares.Flake,
                    Probability =
                        verdict == FailureKind.Flake ? shares.Flake
                        : verdict == FailureKind.Infrastructure ? shares.Outage
                        : verdict == FailureKind.Regression ? shares.Regression
                        : 1 - Math.Max(shares.Flake, Math.Max(shares.Outage, shares.Regression)),
                    Reasons = [],
                }
            );
        }

        return new(
            tests,
            failures,
            [
                .. judged.Outages.Select(it => new OutageVerdict(
                    history.Runs[it.Run],
                    DateTimeOffset.FromUnixTimeMilliseconds(it.AtMs),
                    it.Tests.Count,
                    it.Share,
                    it.Probability
                )),
            ]
        );
    }
}
