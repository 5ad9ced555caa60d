using Slipway.Flakes.Policing;

namespace Slipway.Flakes;

/// <summary>A quarantine that a policy would have made.</summary>
/// <param name="Test">The test.</param>
/// <param name="Messages">What it would have covered.</param>
/// <param name="From">Since when.</param>
/// <param name="Until">The last day.</param>
/// <param name="Rescued">Flakes that it would have covered.</param>
/// <param name="Masked">Regressions that it would have covered: they would not have failed their build.</param>
/// <param name="Others">Failures that it would have covered, and of which nobody knows what they are, or that came from outages.</param>
public sealed record ReplayedEntry(
    NamedTest Test,
    IReadOnlyList<string> Messages,
    DateTimeOffset From,
    DateOnly Until,
    int Rescued,
    int Masked,
    int Others
);

/// <summary>
/// What a policy would have done in the past. At the beginning of each day only what was known then is judged; what its entries
/// would have covered is judged by the whole history. An entry holds until it lapses, as if nobody released or prolonged it, and the
/// next look may propose its test again, as if whoever owns it had taken it off the list. Owners and files are those of today.
/// </summary>
/// <param name="Entries">By time, then suite and name.</param>
/// <param name="Flakes">Flakes of the history in all.</param>
/// <param name="Regressions">Regressions of the history in all.</param>
/// <param name="Days">Days between two looks; 1 unless the history is long.</param>
/// <param name="Looks">How often it looked.</param>
public sealed record PolicyReplay(IReadOnlyList<ReplayedEntry> Entries, int Flakes, int Regressions, int Days, int Looks)
{
    /// <summary>Looks at most; over a longer history there are more days between them.</summary>
    public const int MostLooks = 60;

    /// <summary>Flakes that would have been covered.</summary>
    public int Rescued => Entries.Sum(it => it.Rescued);

    /// <summary>Regressions that would have been covered.</summary>
    public int Masked => Entries.Sum(it => it.Masked);

    /// <summary>Replays a policy over a history.</summary>
    /// <param name="history">What the tests did.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="ownerOf">Who owns a test; null where nobody is known.</param>
    /// <param name="fileOf">Its source file; null where that is not known.</param>
    /// <param name="ct">Ends it.</param>
    public static PolicyReplay Of(
        TestHistory history,
        TestPolicy policy,
        Func<NamedTest, string?> ownerOf,
        Func<NamedTest, string?> fileOf,
        CancellationToken ct
    ) => new Replayer(history, policy, ownerOf, fileOf).Run(ct);
}
