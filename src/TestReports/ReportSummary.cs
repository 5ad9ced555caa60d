namespace Slipway.TestReports;

/// <summary>What a report holds, counted from its cases and never taken from the numbers that it declares.</summary>
public sealed record ReportSummary
{
    /// <summary>Path of the file; of a member of an archive <c>archive.zip!path</c>.</summary>
    public required string File { get; init; }

    /// <summary>Its format; null when that cannot be told.</summary>
    public ReportFormat? Format { get; init; }

    /// <summary>Who wrote it; null when the format is not known either.</summary>
    public ReportDialect? Dialect { get; init; }

    /// <summary>How far it could be read.</summary>
    public required ReportStatus Status { get; init; }

    /// <summary>Why it is not <see cref="ReportStatus.Ok"/>, for a person; null when it is.</summary>
    public string? Reason { get; init; }

    /// <summary>Logical cases, skipped ones included; the repeats of one case in one report are attempts of it.</summary>
    public long Tests { get; init; }

    /// <summary>Cases whose final outcome is a failure.</summary>
    public long Failures { get; init; }

    /// <summary>Cases whose final outcome is an error, and what broke outside of cases (<see cref="OutsideErrors"/>).</summary>
    public long Errors { get; init; }

    /// <summary>Errors outside of cases (a suite, a package or a run as a whole); a part of <see cref="Errors"/>, not of <see cref="Tests"/>.</summary>
    public long OutsideErrors { get; init; }

    /// <summary>Cases whose final outcome is that they did not run.</summary>
    public long Skipped { get; init; }

    /// <summary>Cases that failed and then passed; a part of those that passed.</summary>
    public long Flaky { get; init; }

    /// <summary>Attempts beyond the first of each case.</summary>
    public long Reruns { get; init; }

    /// <summary>Sum of the durations of all attempts that tell one.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>
    /// Where the report declares more tests, failures or errors than it shows; at most 20. The counts stay those of the cases:
    /// a gate may be stricter.
    /// </summary>
    public IReadOnlyList<string> Contradictions { get; init; } = [];

    /// <summary>Values of properties named like a commit; at most 10.</summary>
    public IReadOnlyList<string> Commits { get; init; } = [];

    /// <summary>Cases that passed.</summary>
    public long Passed => Tests - Failures - (Errors - OutsideErrors) - Skipped;
}
