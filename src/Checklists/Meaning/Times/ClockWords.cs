using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Checklists.Meaning.Times;

/// <summary>Times of the day: <c>07:00</c>, <c>21h15</c>, <c>9:30 PM</c>, <c>22.30 Uhr</c>, <c>22時30分</c>, <c>오후 3시</c>.</summary>
internal static partial class ClockWords
{
    /// <summary>So many signs around a time are looked at.</summary>
    private const int Near = 20;

    /// <summary>
    /// The time that a heading begins with, behind a weekday, a date or a number at most, that stands in brackets, or that it ends
    /// with ("Decision at 00:45"), of a range its begin; null when there is none.
    /// </summary>
    public static string? InHeading(string text) =>
        Leading().Match(text) is { Success: true } found ? Said(found)
        : Bracketed().Match(text) is { Success: true } inside ? Said(inside)
        : Closing().Match(text) is { Success: true } closing ? Said(closing)
        : null;

    /// <summary>The time that an item begins with, or that follows a word such as "at"; null when there is none.</summary>
    public static string? InItem(string text, Lexicon lexicon)
    {
        foreach (Match found in Anywhere().Matches(text))
        {
            var before = text[Math.Max(0, found.Index - Near)..found.Index];
            var end = found.Index + found.Length;
            var behind = Words.Of(text[end..Math.Min(text.Length, end + Near)]);
            if (
                found.Index <= 4 && before.All(it => !char.IsLetterOrDigit(it))
                || lexicon.Ends(Words.Of(before), Concept.AtTime)
                || !lexicon.WritesTogether && lexicon.Ends(WithoutLast(before), Concept.AtTime)
                || lexicon.WritesTogether && (lexicon.Begins(behind, Concept.AtTime) || lexicon.Ends(Words.Of(before), Concept.Daily))
                || ClosesBrackets(text, found)
            )
            {
                return Said(found);
            }
        }

        return null;
    }

    /// <summary>"Decision (Sunday 02:00)": the brackets hold a day and a time and nothing else.</summary>
    private static bool ClosesBrackets(string text, Match found)
    {
        var end = found.Index + found.Length;
        var open = text.LastIndexOfAny(['(', '（'], found.Index);
        return open >= 0
            && end < text.Length
            && text[end] is ')' or '）'
            && text.AsSpan(open + 1, found.Index - open - 1) is { Length: < 14 } inside
            && !inside.ContainsAny(",;:")
            && !inside.ContainsAnyInRange('0', '9');
    }

    /// <summary>"by Friday 12:00": a weekday stands between; nothing where the last word holds a digit.</summary>
    private static Words WithoutLast(string before)
    {
        var text = before.TrimEnd(' ', ',');
        var gap = text.LastIndexOf(' ');
        return
            gap > 0 && text.AsSpan(gap + 1).Length > 3 && !text.AsSpan(gap + 1).ContainsAnyInRange('0', '9') && text.Length < before.Length
            ? Words.Of(text[..gap])
            : Words.Of("");
    }

    private static string? Said(Match found)
    {
        var hour = int.Parse(found.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var minute = found.Groups["minute"].Success ? int.Parse(found.Groups["minute"].Value, CultureInfo.InvariantCulture) : 0;
        var half = found.Groups["half"].Value;
        var later = half is ['p' or 'P', ..] or "下午" or "午後" or "오후" or "晚上" or "晚";
        hour +=
            later && hour < 12 ? 12
            : half is ['a' or 'A', ..] && hour == 12 ? -12
            : 0;
        return hour > 24 || minute > 59 ? null : string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{minute:00}");
    }

    private const string Time =
        @"(?:(?<half>下午|上午|午後|午前|오후|오전|晚上|凌晨)\s?)?(?<![0-9.,:])(?<hour>[0-9]{1,2})(?:"
        + @"[:：](?<minute>[0-9][0-9])(?![0-9]|:[0-9])(?:\s?(?<half>[ap]\.?m)\b\.?)?"
        + @"|h(?<minute>[0-9][0-9])(?![A-Za-z0-9])"
        + @"|\.(?<minute>[0-9][0-9])\s?Uhr\b|\s?Uhr\b"
        + @"|\s?(?<half>[ap]\.?m)\b\.?"
        + @"|\s?[時点點](?!間)(?:\s?(?<minute>[0-9]{1,2})\s?分)?"
        + @"|\s?시(?!간)(?:\s?(?<minute>[0-9]{1,2})\s?분)?)";

    [GeneratedRegex(
        @"^\W{0,4}(?:\p{L}+\s+[0-9]+\W{1,3}|(?:\p{L}{2,12}\.?,?\s+){1,2}|[0-9]{1,2}[./][0-9]{1,2}[./]?(?:[0-9]{2,4})?,?\s+)?" + Time,
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Leading();

    [GeneratedRegex(@"[(（][^)）0-9]{0,20}" + Time, RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Bracketed();

    [GeneratedRegex(
        @"\s"
            + Time
            + @"(?:\s?(?:Uhr|hours?|h|Z|[A-Z]{3,4}))?(?:\s?(?:[-–—~]|bis|to|until|до|à|a|até)\s?[0-9]{1,2}(?:[:：.h][0-9][0-9])?(?:\s?Uhr|h)?)?\W*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Closing();

    [GeneratedRegex(Time, RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Anywhere();
}
