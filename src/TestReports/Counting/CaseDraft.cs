namespace Slipway.TestReports.Counting;

/// <summary>A case as it is read; used again for the next one. The names and texts are filled only when somebody listens.</summary>
internal sealed class CaseDraft
{
    /// <summary>About 32 years; no sum of such durations is beyond what a span can hold before a report ends.</summary>
    private const double MostSeconds = 1e9;

    /// <summary>The worst that was said of the last attempt.</summary>
    public TestOutcome Outcome { get; private set; }

    /// <summary>Further attempts that the case itself tells of.</summary>
    public int Reruns { get; set; }

    /// <summary>Whether one of the earlier attempts failed.</summary>
    public bool FailedBefore { get; set; }

    /// <summary>Seconds of all attempts; null when none is told.</summary>
    public double? Seconds { get; set; }

    /// <summary>What it shares with repeats of itself; 0 when repeats cannot be told from other cases.</summary>
    public ulong Key { get; set; }

    /// <summary>Whether a repeat belongs to it only when it failed before (a rerun follows a failure).</summary>
    public bool OnlyAfterFailure { get; set; }

    /// <summary>Whether this row only adds an end to the attempt before it, as pytest does for a broken teardown.</summary>
    public bool SameAttempt { get; set; }

    public string ClassName { get; set; } = "";

    public string Name { get; set; } = "";

    public string? File { get; set; }

    public int? Line { get; set; }

    public string? Host { get; set; }

    public DateTimeOffset? Timestamp { get; set; }

    public IReadOnlyList<string> Suites { get; set; } = [];

    /// <summary>Tries before or behind the one that the case is about, in their order.</summary>
    public List<TestAttempt> Others { get; } = [];

    /// <summary>Whether <see cref="Others"/> came before the one that the case is about.</summary>
    public bool OthersCameBefore { get; set; }

    public BoundedText? Message { get; set; }

    public string? Type { get; set; }

    public BoundedText? Details { get; set; }

    public BoundedText? Output { get; set; }

    public BoundedText? ErrorOutput { get; set; }

    public Dictionary<string, string> Properties { get; } = [];

    /// <summary>Adds what is said of the case; the worst stays.</summary>
    public void Say(TestOutcome outcome) => Outcome = outcome > Outcome ? outcome : Outcome;

    public void Clear()
    {
        (Outcome, Reruns, FailedBefore, Seconds, Key, OnlyAfterFailure, SameAttempt) = (
            TestOutcome.Passed,
            0,
            false,
            null,
            0,
            false,
            false
        );
        (ClassName, Name, File, Line, Host, Timestamp, Suites) = ("", "", null, null, null, null, []);
        (OthersCameBefore, Message, Type, Details, Output, ErrorOutput) = (false, null, null, null, null, null);
        Others.Clear();
        Properties.Clear();
    }

    /// <summary>The attempts of this row, in their order.</summary>
    public IReadOnlyList<TestAttempt> Attempts()
    {
        var own = new TestAttempt
        {
            Outcome = Outcome,
            Message = Message,
            Type = Type,
            Details = Details,
            Output = Output,
            ErrorOutput = ErrorOutput,
            Duration = Span(Seconds),
        };
        return OthersCameBefore ? [.. Others, own] : [own, .. Others];
    }

    public static TimeSpan? Span(double? seconds) => seconds is { } number ? TimeSpan.FromSeconds(Math.Min(number, MostSeconds)) : null;
}
