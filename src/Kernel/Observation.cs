namespace Slipway.Kernel;

/// <summary>Whether a probe saw anything at all.</summary>
public enum Looking
{
    /// <summary>It looked, and what it saw is in the observation.</summary>
    Saw = 0,

    /// <summary>It could not look (not there, refused, timed out, not reachable): never a pass.</summary>
    CouldNotLook = 1,

    /// <summary>The probe itself broke: never a pass.</summary>
    ProbeBroke = 2,
}

/// <summary>
/// The facts that one attempt brought home, before anybody judges them. A fact that is null was not observed, and an
/// expectation on it is inconclusive.
/// </summary>
public sealed record Observation
{
    /// <summary>Whether anything was seen. Default <see cref="Looking.Saw"/>.</summary>
    public Looking Looking { get; init; }

    /// <summary>Why nothing was seen, in words for a person; null when something was.</summary>
    public string? Problem { get; init; }

    /// <summary>Exit code of a process, 0 to 255; 128 + n when signal n ended it.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Standard output as text, bounded (see <see cref="Truncated"/>).</summary>
    public string? Stdout { get; init; }

    /// <summary>Standard error as text, bounded.</summary>
    public string? Stderr { get; init; }

    /// <summary>HTTP status, 100 to 599.</summary>
    public int? Status { get; init; }

    /// <summary>HTTP response headers; several values of one name are joined with ", ".</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>HTTP response body as text, bounded.</summary>
    public string? Body { get; init; }

    /// <summary>The one number that was read.</summary>
    public Quantity? Value { get; init; }

    /// <summary>What the number is compared with when the expectation says "baseline".</summary>
    public Quantity? Baseline { get; init; }

    /// <summary>Earlier values of the same number, oldest first, for "increasing".</summary>
    public IReadOnlyList<double>? History { get; init; }

    /// <summary>Durations of the single samples in milliseconds, in the order taken.</summary>
    public IReadOnlyList<double>? SamplesMs { get; init; }

    /// <summary>Rows of a query's answer.</summary>
    public long? Rows { get; init; }

    /// <summary>Named counts, for instance of errors or of passed tests.</summary>
    public IReadOnlyDictionary<string, long>? Counts { get; init; }

    /// <summary>
    /// What is wrong with what was looked at, one sentence each, for a check that knows what is right; an empty list says that
    /// nothing was found wrong, null that the check does not look for flaws. Counted by <c>count flaws</c>.
    /// </summary>
    public IReadOnlyList<string>? Flaws { get; init; }

    /// <summary>
    /// What counts neither as good nor as bad, one sentence each: failures of tests that are known to flake. With any of them a look is
    /// never a pass, whatever is expected. Null or empty: nothing of the kind was seen.
    /// </summary>
    public IReadOnlyList<string>? Unproven { get; init; }

    /// <summary>How good what was looked at is, one of <see cref="Grades.All"/>, for a check that grades.</summary>
    public string? Grade { get; init; }

    /// <summary>Facts about paths, by the path as it was asked for.</summary>
    public IReadOnlyDictionary<string, PathFacts>? Paths { get; init; }

    /// <summary>TCP ports that were looked at: true when something accepts connections there.</summary>
    public IReadOnlyDictionary<int, bool>? Ports { get; init; }

    /// <summary>What a person answered.</summary>
    public string? Answer { get; init; }

    /// <summary>The role in which a person approved; null when nobody did.</summary>
    public string? ApprovedAs { get; init; }

    /// <summary>The text facts were cut: what is not in them is not known to be absent.</summary>
    public bool Truncated { get; init; }

    /// <summary>The process was still running when the look ended.</summary>
    public bool StillRunning { get; init; }

    /// <summary>Could not look, and why.</summary>
    public static Observation Unseen(string problem) => new() { Looking = Looking.CouldNotLook, Problem = problem };

    /// <summary>The probe broke, and how.</summary>
    public static Observation Broken(string problem) => new() { Looking = Looking.ProbeBroke, Problem = problem };
}

/// <summary>What is known of a path.</summary>
/// <param name="Exists">Whether there is anything.</param>
/// <param name="SizeBytes">Size of a file in bytes; of a folder the sum of its files; null when it does not exist.</param>
/// <param name="Age">Time since the last change; null when it does not exist.</param>
/// <param name="Mode">Permission bits in octal, for instance <c>600</c>; null where the system has none.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits; null for folders and what does not exist.</param>
public sealed record PathFacts(bool Exists, long? SizeBytes = null, TimeSpan? Age = null, string? Mode = null, string? Sha256 = null);
