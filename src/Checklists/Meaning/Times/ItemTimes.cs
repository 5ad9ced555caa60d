using System.Text.RegularExpressions;

namespace Slipway.Checklists.Meaning.Times;

/// <summary>What an item says of time: after "for" a sustain, after "within" a deadline, after "every" a cadence, after "first" a window.</summary>
internal static partial class ItemTimes
{
    public static SaidTimes Of(string text, Lexicon lexicon)
    {
        var said = new SaidTimes { Cadence = CadenceOf(text, lexicon), At = Clock(text) };
        foreach (Match found in Amount().Matches(text))
        {
            if (TimeWords.Duration(found.Groups["number"].Value, found.Groups["unit"].Value, lexicon) is { } span)
            {
                said = Placed(said, text, found, span, lexicon);
            }
        }

        said = said with { Window = said.Window ?? FirstPeriod(text, lexicon) };
        return said.For is null && lexicon.Says(text, Concept.Sustained) ? said with { For = "sustained" } : said;
    }

    private static SaidTimes Placed(SaidTimes said, string text, Match found, string span, Lexicon lexicon)
    {
        var before = Words.Of(text[Math.Max(0, found.Index - 30)..found.Index]);
        var behind = Words.Of(text[(found.Index + found.Length)..Math.Min(text.Length, found.Index + found.Length + 30)]);
        var compound = found.Groups["dash"].Length > 0;
        return lexicon.Ends(before, Concept.Every) ? said with { Cadence = span }
            : lexicon.Ends(before, Concept.First) ? said with { Window = span }
            : lexicon.Begins(behind, Concept.Before) ? said with { At = "T-" + span }
            : lexicon.Ends(before, Concept.Within) && Bounds(text, found) ? said with { Deadline = span }
            : lexicon.Ends(before, Concept.For) || lexicon.Begins(behind, Concept.Lasting) ? said with { For = span }
            : compound && lexicon.Says(behind, Concept.MonitorNoun) ? said with { For = span }
            : said;
    }

    /// <summary>"at most 5 minutes" of a measured time is a bound, not a deadline.</summary>
    private static bool Bounds(string text, Match found) => !text[..found.Index].TrimEnd().EndsWith('<');

    private static string? CadenceOf(string text, Lexicon lexicon)
    {
        var words = Words.Of(text);
        return Each(words, lexicon)
            ?? (
                lexicon.Says(words, Concept.Hourly) ? "1h"
                : lexicon.Says(words, Concept.Daily) ? "1d"
                : lexicon.Says(words, Concept.Weekly) ? "1w"
                : lexicon.Says(words, Concept.Monthly) ? "30d"
                : null
            );
    }

    /// <summary><c>every hour</c>; "every" before any other word is "all".</summary>
    private static string? Each(Words words, Lexicon lexicon)
    {
        var split = words.Split();
        for (var i = 0; i + 1 < split.Length; i++)
        {
            if (
                lexicon.Is(Words.Of(split[i]), Concept.Every)
                && TimeWords.UnitOf(split[i + 1], lexicon) is { } unit
                && split[i + 1].Length > 2
            )
            {
                return "1" + unit;
            }
        }

        return null;
    }

    /// <summary><c>in the first hour</c>.</summary>
    private static string? FirstPeriod(string text, Lexicon lexicon)
    {
        var split = Words.Of(text).Split();
        for (var i = 0; i + 1 < split.Length; i++)
        {
            if (
                lexicon.Is(Words.Of(split[i]), Concept.First)
                && split[i + 1].Length > 2
                && TimeWords.UnitOf(split[i + 1], lexicon) is { } unit
            )
            {
                return "1" + unit;
            }
        }

        return null;
    }

    private static string? Clock(string text) =>
        ClockTime().Match(text) is { Success: true } found ? found.Groups[1].Value.PadLeft(5, '0') : null;

    [GeneratedRegex(@"(?<![A-Za-z0-9.,:])(?<number>\d{1,4})(?<dash>[-–])?\s?(?<unit>\p{L}+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Amount();

    [GeneratedRegex(@"(?:^\W{0,4}|\b(?:at|by|um|à|a las|às|в)\s)(\d{1,2}:\d\d)\b(?!:)")]
    private static partial Regex ClockTime();
}
