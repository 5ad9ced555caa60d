namespace Slipway.TestReports;

/// <summary>A text of a report, cut to a bound.</summary>
/// <param name="Text">Its beginning.</param>
/// <param name="OmittedBytes">How much of it is not in <paramref name="Text"/>; 0 when nothing was cut.</param>
public sealed record BoundedText(string Text, long OmittedBytes);

/// <summary>One try at a test case.</summary>
public sealed record TestAttempt
{
    /// <summary>How it ended.</summary>
    public required TestOutcome Outcome { get; init; }

    /// <summary>What the runner says of a failure, an error or a reason to skip; null when it says nothing.</summary>
    public BoundedText? Message { get; init; }

    /// <summary>Type of the failure, as <c>AssertionError</c>; null when it is not told.</summary>
    public string? Type { get; init; }

    /// <summary>The long text of the failure, mostly a stack trace; null when there is none.</summary>
    public BoundedText? Details { get; init; }

    /// <summary>What the try wrote to standard output; null when it is not told.</summary>
    public BoundedText? Output { get; init; }

    /// <summary>What the try wrote to standard error; null when it is not told.</summary>
    public BoundedText? ErrorOutput { get; init; }

    /// <summary>How long it took; null when it is not told.</summary>
    public TimeSpan? Duration { get; init; }
}

/// <summary>One logical test case of a report, with every attempt at it.</summary>
public sealed record TestCase
{
    /// <summary>Names of the suites around it, the outermost first; at most 32.</summary>
    public required IReadOnlyList<string> Suites { get; init; }

    /// <summary>Class, module or package; empty when the report has none.</summary>
    public required string ClassName { get; init; }

    /// <summary>Its name; may be empty, and may be that of other cases.</summary>
    public required string Name { get; init; }

    /// <summary>Source file, as the report writes it; null when it is not told.</summary>
    public string? File { get; init; }

    /// <summary>Line in <see cref="File"/>; null when it is not told.</summary>
    public int? Line { get; init; }

    /// <summary>The final outcome.</summary>
    public required TestOutcome Outcome { get; init; }

    /// <summary>Whether it failed and then passed.</summary>
    public required bool IsFlaky { get; init; }

    /// <summary>Duration of all attempts; null when none is told.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The attempts in their order, the last one last; at least one, at most 1,000 (<see cref="OmittedAttempts"/> counts the rest).</summary>
    public required IReadOnlyList<TestAttempt> Attempts { get; init; }

    /// <summary>Attempts that are counted and not kept.</summary>
    public long OmittedAttempts { get; init; }

    /// <summary>Properties of the case; at most 64.</summary>
    public required IReadOnlyDictionary<string, string> Properties { get; init; }

    /// <summary>The machine that ran it; null when it is not told.</summary>
    public string? Host { get; init; }

    /// <summary>When it, or its suite, began; null when it is not told, or told without a meaning.</summary>
    public DateTimeOffset? Timestamp { get; init; }
}
