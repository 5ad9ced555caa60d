namespace Slipway.Checks.Secrets;

/// <summary>One value in one text that looks like a secret. The value itself is only read again to make its fingerprint.</summary>
/// <param name="Rule">Name of the rule that found it.</param>
/// <param name="Start">Where the value begins in the text.</param>
/// <param name="Length">Characters of the value.</param>
/// <param name="Rank">Of two rules that found the same value the lower one tells of it.</param>
internal readonly record struct FoundSecret(string Rule, int Start, int Length, int Rank)
{
    /// <summary>Where people would look for it: for a key that goes over lines, where it begins.</summary>
    public int Mark { get; init; } = Start;

    /// <summary>Where the value ends.</summary>
    public int End => Start + Length;
}
