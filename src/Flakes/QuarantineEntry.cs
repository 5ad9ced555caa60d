namespace Slipway.Flakes;

/// <summary>
/// A known flake that may fail for a while: one line of the reviewed list in the repository. It covers what the test is known to say
/// when it flakes, and not the test: another failure of the same test still counts.
/// </summary>
public sealed record QuarantineEntry
{
    /// <summary>The suite; null for the test in any.</summary>
    public string? Suite { get; init; }

    /// <summary>The test's name.</summary>
    public required string Test { get; init; }

    /// <summary>What it says when it flakes, as it was seen; numbers, identifiers and paths may differ. At least one.</summary>
    public required IReadOnlyList<string> Messages { get; init; }

    /// <summary>Who mends it.</summary>
    public required string Owner { get; init; }

    /// <summary>Why it may fail for now.</summary>
    public required string Reason { get; init; }

    /// <summary>Where it is followed up; null where it is nowhere.</summary>
    public string? Issue { get; init; }

    /// <summary>The last day (UTC) on which it may fail.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>Line in the list.</summary>
    public required int Line { get; init; }

    /// <summary>Whether its time is over.</summary>
    public bool HasLapsed(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime) > Until;

    /// <summary>Whether it speaks of a test.</summary>
    public bool IsOf(string suite, string test) => Test == test && (Suite is null || Suite == suite);

    /// <summary>Whether what was said is what the test is known to say. What says nothing is never known.</summary>
    public bool Knows(string? message) =>
        message is not null
        && Reading.Signature.Of(message) is { Length: > 0 } said
        && Messages.Any(it => Reading.Signature.Of(it) == said);
}
