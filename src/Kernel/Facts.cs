namespace Slipway.Kernel;

/// <summary>An observation, and what else the expectation judges of it.</summary>
/// <param name="Seen">The facts.</param>
/// <param name="ExitIsJudged">The expectation says which exit code it wants, so a failed command is judged there.</param>
/// <param name="StatusIsJudged">The expectation says which HTTP status it wants.</param>
internal sealed record Facts(Observation Seen, bool ExitIsJudged, bool StatusIsJudged)
{
    /// <summary>
    /// Why what is not in a text is not known to be absent, and a number in it not known to be the answer; null when all was
    /// seen. A command that failed may not have looked at all: only 0 counts, and 1 without a word on standard error (as
    /// <c>grep</c> and <c>diff</c> say "nothing"), unless the exit code is judged by itself.
    /// </summary>
    public string? Gap(TextSource source) =>
        Seen.Truncated ? "the text was cut"
        : Seen.StillRunning ? "it was still running"
        : source switch
        {
            TextSource.Stdout or TextSource.Stderr => ExitGap(),
            TextSource.Body => Seen.Status is { } status and (< 200 or >= 400) && !StatusIsJudged ? $"the answer had status {status}"
            : Seen.Body is null ? ExitGap()
            : null,
            _ => null,
        };

    /// <summary>The text that is meant; a body is standard output where no HTTP was spoken (<c>curl</c>).</summary>
    public string? TextOf(TextSource source, string? header) =>
        source switch
        {
            TextSource.Stdout => Seen.Stdout,
            TextSource.Stderr => Seen.Stderr,
            TextSource.Body => Seen.Body ?? (Seen.Status is null ? Seen.Stdout : null),
            TextSource.Header => Seen
                .Headers?.FirstOrDefault(it => string.Equals(it.Key, header, StringComparison.OrdinalIgnoreCase))
                .Value,
            _ => throw new ArgumentOutOfRangeException(nameof(source), source, "Not a text."),
        };

    /// <summary>The number that was read, or the one number that the output is; null when there is none, or when it may not be the answer.</summary>
    public Quantity? Number()
    {
        // A query that was answered says itself whether its answer is one number.
        if (Seen.Value is not null || Seen.Rows is not null)
        {
            return Seen.Value;
        }

        var source = Seen.Stdout is null ? TextSource.Body : TextSource.Stdout;
        return Gap(source) is null ? SingleNumber.In(TextOf(source, null)) : null;
    }

    private string? ExitGap() =>
        ExitIsJudged || Seen.ExitCode is null or 0 || Seen.ExitCode is 1 && string.IsNullOrWhiteSpace(Seen.Stderr)
            ? null
            : $"the command ended with code {Seen.ExitCode}, so it may not have looked";
}
