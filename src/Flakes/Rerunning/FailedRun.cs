namespace Slipway.Flakes.Rerunning;

/// <summary>A test whose last attempt in a run failed.</summary>
/// <param name="Name">The test.</param>
/// <param name="Begun">When its first attempt was.</param>
/// <param name="Last">Its last attempt.</param>
/// <param name="Messages">What each failed attempt said.</param>
internal sealed record FailedOfRun(NamedTest Name, DateTimeOffset Begun, TestOutcome Last, IReadOnlyList<string?> Messages);

/// <summary>The failed tests of one run, by suite and name.</summary>
internal sealed record FailedRun(int Ran, IReadOnlyList<FailedOfRun> Failed)
{
    public static FailedRun Of(TestHistory history, string run)
    {
        var tests = history
            .Outcomes()
            .Where(it => it.Run == run && it.Outcome != OutcomeKind.Skip)
            .GroupBy(it => new NamedTest(it.Suite, it.Test))
            .Select(it => (it.Key, Attempts: it.OrderBy(one => one.Attempt).ToList()))
            .ToList();
        return new(
            tests.Count,
            [
                .. tests
                    .Where(it => it.Attempts[^1].Outcome != OutcomeKind.Pass)
                    .Select(it => new FailedOfRun(
                        it.Key,
                        it.Attempts.Min(one => one.At),
                        it.Attempts[^1],
                        [.. it.Attempts.Where(one => one.Outcome != OutcomeKind.Pass).Select(one => one.Message)]
                    ))
                    .OrderBy(it => it.Name.Suite, StringComparer.Ordinal)
                    .ThenBy(it => it.Name.Test, StringComparer.Ordinal),
            ]
        );
    }
}
