namespace Slipway.Flakes.Rerunning;

/// <summary>
/// What the verdicts of failed tests will be when their next tries end in a certain way. Tries go on only while they fail, so there
/// are two ends for each number of them: all failed, or the last one passed. One judgement answers for all tests.
/// </summary>
internal sealed class Foresight
{
    private readonly TestHistory _history;
    private readonly string _run;
    private readonly IReadOnlyList<FailedOfRun> _tests;
    private readonly int _most;
    private readonly Dictionary<(int Failed, bool Passes), Dictionary<NamedTest, FailureKind>> _seen = [];

    public Foresight(TestHistory history, string run, IReadOnlyList<FailedOfRun> tests, int most)
    {
        (_history, _run, _tests, _most) = (history, run, tests, most);
    }

    /// <summary>The verdict on the failure when so many tries fail and the next passes.</summary>
    public FailureKind IfPassed(NamedTest test, int failed) => Of(failed, passes: true)[test];

    /// <summary>The same when so many tries fail.</summary>
    public FailureKind IfFailed(NamedTest test, int failed) => Of(failed, passes: false)[test];

    /// <summary>Tries after which it cannot be unknown any more; null when no number that is looked ahead is enough.</summary>
    public int? Needed(NamedTest test)
    {
        for (var tries = 1; tries <= _most; tries++)
        {
            if (IfPassed(test, tries - 1) == FailureKind.Unknown)
            {
                return null;
            }

            if (IfFailed(test, tries) != FailureKind.Unknown)
            {
                return tries;
            }
        }

        return null;
    }

    private Dictionary<NamedTest, FailureKind> Of(int failed, bool passes)
    {
        if (!_seen.TryGetValue((failed, passes), out var known))
        {
            known = Judged(failed, passes);
            _seen.Add((failed, passes), known);
        }

        return known;
    }

    private Dictionary<NamedTest, FailureKind> Judged(int failed, bool passes)
    {
        var made = new TestHistory();
        foreach (var it in _history.Outcomes())
        {
            made.Add(it);
        }

        foreach (var it in _tests)
        {
            for (var number = 1; number <= failed; number++)
            {
                made.Add(it.Last with { Attempt = it.Last.Attempt + number, At = it.Last.At.AddMinutes(number) });
            }

            if (passes)
            {
                made.Add(
                    it.Last with
                    {
                        Attempt = it.Last.Attempt + failed + 1,
                        At = it.Last.At.AddMinutes(failed + 1),
                        Outcome = OutcomeKind.Pass,
                        Message = null,
                    }
                );
            }
        }

        var places = _tests.ToDictionary(it => it.Name, it => it.Last.Attempt);
        return FlakeVerdicts
            .Of(made)
            .Failures.Where(it => it.Run == _run && places.GetValueOrDefault(new(it.Suite, it.Test), -1) == it.Attempt)
            .GroupBy(it => new NamedTest(it.Suite, it.Test))
            .ToDictionary(it => it.Key, it => it.Last().Verdict);
    }
}
