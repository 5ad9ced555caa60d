namespace Slipway.TestReports.Counting;

/// <summary>Cases that may come again, kept until they are complete and then handed on in the order in which they first came.</summary>
internal sealed class HeldCases(Action<TestCase> listener, int most)
{
    private const int MostAttempts = 1_000;

    private readonly Dictionary<ulong, TestCase> _cases = [];

    /// <summary>Hands on a case that does not come again.</summary>
    public void Pass(CaseDraft draft, bool flaky) => listener(Of(draft, flaky));

    /// <summary>Keeps a case until it is complete.</summary>
    /// <exception cref="RefusedReport">There are too many of them to be kept: no report of one suite has so many, and memory is bounded.</exception>
    public void Hold(CaseDraft draft)
    {
        if (_cases.Count >= most)
        {
            throw new RefusedReport($"it has more than {most} cases in one suite that may come again; split it");
        }

        _cases[draft.Key] = Of(draft, draft.FailedBefore && draft.Outcome == TestOutcome.Passed);
    }

    public void Again(CaseDraft draft, TestOutcome outcome, bool flaky)
    {
        var held = _cases[draft.Key];
        var attempts = draft.SameAttempt
            ? Merged(held.Attempts, draft)
            : (IReadOnlyList<TestAttempt>)[.. held.Attempts, .. draft.Attempts()];
        var kept = attempts.Take(MostAttempts).ToList();
        _cases[draft.Key] = held with
        {
            Outcome = outcome,
            IsFlaky = flaky,
            Attempts = kept,
            OmittedAttempts = held.OmittedAttempts + attempts.Count - kept.Count,
            Duration = Sum(held.Duration, CaseDraft.Span(draft.Seconds)),
        };
    }

    public void Release(ulong key)
    {
        if (_cases.Remove(key, out var held))
        {
            listener(held);
        }
    }

    public void Release()
    {
        foreach (var it in _cases.Values)
        {
            listener(it);
        }

        _cases.Clear();
    }

    private static TimeSpan? Sum(TimeSpan? held, TimeSpan? more) =>
        more is { } it ? new TimeSpan(Math.Min((held ?? TimeSpan.Zero).Ticks, TimeSpan.MaxValue.Ticks - it.Ticks)) + it : held;

    private static List<TestAttempt> Merged(IReadOnlyList<TestAttempt> attempts, CaseDraft draft)
    {
        var (last, more) = (attempts[^1], draft.Attempts()[^1]);
        var worst = more.Outcome > last.Outcome ? more.Outcome : last.Outcome;
        return
        [
            .. attempts.SkipLast(1),
            last with
            {
                Outcome = worst,
                Message = last.Message ?? more.Message,
                Type = last.Type ?? more.Type,
                Details = last.Details ?? more.Details,
                Output = more.Output ?? last.Output,
                ErrorOutput = more.ErrorOutput ?? last.ErrorOutput,
            },
        ];
    }

    private static TestCase Of(CaseDraft draft, bool flaky) =>
        new()
        {
            Suites = draft.Suites,
            ClassName = draft.ClassName,
            Name = draft.Name,
            File = draft.File,
            Line = draft.Line,
            Outcome = draft.Outcome,
            IsFlaky = flaky,
            Duration = CaseDraft.Span(draft.Seconds),
            Attempts = draft.Attempts(),
            OmittedAttempts = Math.Max(0, draft.Reruns - draft.Others.Count),
            Properties =
                draft.Properties.Count == 0
                    ? System.Collections.Immutable.ImmutableDictionary<string, string>.Empty
                    : new Dictionary<string, string>(draft.Properties),
            Host = draft.Host,
            Timestamp = draft.Timestamp,
        };
}
