using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Slipway.Checks.Versions;

/// <summary>A version: numbers with points between them, and what stands before a release.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Parts">Its numbers, at least one.</param>
/// <param name="Before">Words of the pre-release; empty for a release.</param>
/// <remarks>Source: Semantic Versioning 2.0.0, section 11, for any number of parts.</remarks>
internal sealed partial record VersionNumber(string Text, IReadOnlyList<BigInteger> Parts, IReadOnlyList<string> Before)
{
    /// <summary>The first version in a text: the first number with a point, otherwise the first number; null when there is none.</summary>
    public static VersionNumber? FirstIn(string text)
    {
        var head = text.Length > 4_000 ? text[..4_000] : text;
        var found = Dotted().Match(head) is { Success: true } dotted ? dotted : Plain().Match(head);
        return found.Success ? Of(found) : null;
    }

    /// <summary>A text that is a version and nothing else; null when it is none.</summary>
    public static VersionNumber? Whole(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length <= 200 && Exact().Match(trimmed) is { Success: true } found ? Of(found) : null;
    }

    /// <summary>Below 0 when this comes before the other one. Numbers that the other one does not give are not compared.</summary>
    public int ComparedWith(VersionNumber other)
    {
        for (var i = 0; i < other.Parts.Count; i++)
        {
            var order = (i < Parts.Count ? Parts[i] : BigInteger.Zero).CompareTo(other.Parts[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return (Before.Count, other.Before.Count) switch
        {
            (0, 0) => 0,
            (0, _) => 1,
            (_, 0) => -1,
            _ => BeforeOrder(other),
        };
    }

    private int BeforeOrder(VersionNumber other)
    {
        foreach (var (one, another) in Before.Zip(other.Before))
        {
            var (number, otherNumber) = (Number(one), Number(another));
            var order = (number, otherNumber) switch
            {
                ({ } left, { } right) => left.CompareTo(right),
                ({ }, null) => -1,
                (null, { }) => 1,
                _ => string.CompareOrdinal(one, another),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return Before.Count.CompareTo(other.Before.Count);
    }

    private static VersionNumber Of(Match found) =>
        new(
            found.Groups[1].Value + (found.Groups[2].Success ? $"-{found.Groups[2].Value}" : ""),
            [.. found.Groups[1].Value.Split('.').Select(it => BigInteger.Parse(it, NumberStyles.None, CultureInfo.InvariantCulture))],
            found.Groups[2].Success ? found.Groups[2].Value.Split('.') : []
        );

    private static BigInteger? Number(string word) =>
        BigInteger.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"(?<![0-9.])([0-9]{1,20}(?:\.[0-9]{1,20}){1,7})(?:-([0-9A-Za-z][0-9A-Za-z.-]{0,60}))?")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"\b[vV]?([0-9]{1,20})(?:-([0-9A-Za-z][0-9A-Za-z.-]{0,60}))?\b")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[vV]?([0-9]{1,20}(?:\.[0-9]{1,20}){0,7})(?:-([0-9A-Za-z][0-9A-Za-z.-]{0,60}))?(?:\+[0-9A-Za-z.-]{1,100})?$")]
    private static partial Regex Exact();
}
