using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Checklists.Meaning.Times;

/// <summary>What a text says of time.</summary>
internal sealed record SaidTimes
{
    public string? For { get; init; }

    public string? Cadence { get; init; }

    public string? At { get; init; }

    public string? Deadline { get; init; }

    public string? Window { get; init; }

    public string? Estimate { get; init; }

    /// <summary>True when nothing was said.</summary>
    public bool IsEmpty => this is { For: null, Cadence: null, At: null, Deadline: null, Window: null, Estimate: null };
}

/// <summary>Durations and moments in words.</summary>
internal static partial class TimeWords
{
    /// <summary><c>15 minutes</c> as <c>15m</c>; null when it is no duration.</summary>
    public static string? Duration(string number, string unit, Lexicon lexicon) =>
        UnitOf(unit, lexicon) is { } letter ? number + letter : null;

    /// <summary>
    /// The letter of the unit that a text begins with, and its length; null when it begins with none. Scripts without blanks go on
    /// behind it.
    /// </summary>
    public static (string Letter, int Length)? UnitAt(string text, Lexicon lexicon)
    {
        var run = 0;
        while (run < text.Length && run < 40 && char.IsLetter(text[run]))
        {
            run++;
        }

        if (run == 0 || text[0] < '\u3040')
        {
            return run > 0 && UnitOf(text[..run], lexicon) is { } letter ? (letter, run) : null;
        }

        (string Letter, int Length)? best = null;
        foreach (var (concept, unit) in Together)
        {
            if (lexicon.FindTogether(text[..run], concept) is { Start: 0 } found && !(best?.Length >= found.End))
            {
                best = (unit, found.End);
            }
        }

        return best;
    }

    private static readonly (Concept Concept, string Letter)[] Together =
    [
        (Concept.Minute, "m"),
        (Concept.Hour, "h"),
        (Concept.Day, "d"),
        (Concept.Second, "s"),
        (Concept.Week, "w"),
    ];

    /// <summary>The letter of a unit: <c>s m h d w</c>, months as 30 days.</summary>
    public static string? UnitOf(string word, Lexicon lexicon)
    {
        var words = Words.Of(word);
        return lexicon.Is(words, Concept.Minute) ? "m"
            : lexicon.Is(words, Concept.Hour) ? "h"
            : lexicon.Is(words, Concept.Day) ? "d"
            : lexicon.Is(words, Concept.Second) ? "s"
            : lexicon.Is(words, Concept.Week) ? "w"
            : null;
    }

    /// <summary>A date in letters or digits as <c>yyyy-MM-dd</c>; a missing year is taken from the document.</summary>
    public static string? Date(string text, int? year, Lexicon lexicon)
    {
        if (IsoDate().Match(text) is { Success: true } iso)
        {
            return iso.Value;
        }

        foreach (Match found in NamedDate().Matches(text))
        {
            var name = found.Groups["name"].Value;
            var month = MonthOf(name, lexicon);
            var day = int.Parse(
                found.Groups["day"].Success ? found.Groups["day"].Value : found.Groups["before"].Value,
                CultureInfo.InvariantCulture
            );
            var said = found.Groups["year"].Success ? int.Parse(found.Groups["year"].Value, CultureInfo.InvariantCulture) : year;
            if (month is not null && said is not null && day is >= 1 and <= 31)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{said:0000}-{month:00}-{day:00}");
            }
        }

        return null;
    }

    private static int? MonthOf(string name, Lexicon lexicon)
    {
        for (var month = 1; month <= 12; month++)
        {
            if (lexicon.Is(Words.Of(name), Concept.January + month - 1))
            {
                return month;
            }
        }

        return null;
    }

    [GeneratedRegex(@"\b20[0-9][0-9]-[01][0-9]-[0-3][0-9]\b")]
    private static partial Regex IsoDate();

    [GeneratedRegex(
        @"\b(?<name>\p{L}{3,10})\.?\s+(?<day>[0-9]{1,2})(?:st|nd|rd|th)?\b(?![-–:%.][0-9]|\s*[-–]\s*[0-9])(?:,?\s+(?<year>20[0-9][0-9])\b)?|\b(?<before>[0-9]{1,2})\.?\s+(?:de\s+)?(?<name>\p{L}{3,10})\b(?:\s+(?:de\s+)?(?<year>20[0-9][0-9])\b)?",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex NamedDate();
}
