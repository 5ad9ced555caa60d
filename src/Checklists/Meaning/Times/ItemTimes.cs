using System.Text.RegularExpressions;

namespace Slipway.Checklists.Meaning.Times;

/// <summary>What an item says of time: after "for" a sustain, after "within" a deadline, after "every" a cadence, after "first" a window.</summary>
internal static partial class ItemTimes
{
    /// <summary>So many signs around a number are looked at.</summary>
    private const int Near = 30;

    public static SaidTimes Of(string text, Lexicon lexicon)
    {
        var said = new SaidTimes
        {
            Cadence = CadenceOf(text, lexicon),
            At = ClockWords.InItem(text, lexicon) ?? HeadingTimes.OnDayOf(text),
        };
        foreach (Match found in Number().Matches(text))
        {
            var start = found.Index + found.Length;
            if (TimeWords.UnitAt(text[start..Math.Min(text.Length, start + Near)], lexicon) is var (letter, length))
            {
                var span = new Span(text, found.Index, start + length, found.Groups["number"].Value + letter);
                said = Placed(said, span with { IsCompound = found.Value[^1] is '-' or '–' }, lexicon);
            }
        }

        foreach (var one in lexicon.WritesTogether ? [] : Ones(text, lexicon))
        {
            said = Placed(said, one, lexicon);
        }

        said = said with { Window = said.Window ?? FirstPeriod(text, lexicon) };
        return said.For is null && lexicon.Says(text, Concept.Sustained) ? said with { For = "sustained" } : said;
    }

    /// <summary>"for an hour", "eine Stunde lang": the number is a word.</summary>
    private static IEnumerable<Span> Ones(string text, Lexicon lexicon)
    {
        if (!lexicon.Says(text, Concept.One))
        {
            yield break;
        }

        var words = SpokenWord.AllIn(text);
        for (var at = 0; at + 1 < words.Count; at++)
        {
            if (
                lexicon.Is(Words.Of(words[at].Text), Concept.One)
                && words[at + 1].Text.Length > 2
                && TimeWords.UnitOf(words[at + 1].Text, lexicon) is { } unit
            )
            {
                yield return new(text, words[at].Start, words[at + 1].End, "1" + unit);
            }
        }
    }

    private static SaidTimes Placed(SaidTimes said, Span span, Lexicon lexicon)
    {
        var (before, behind) = (span.Before, span.Behind);
        return lexicon.Ends(before, Concept.Every) || Follows(behind, Concept.Every, lexicon) ? said with { Cadence = span.Length }
            : IsAhead(span, lexicon) ? said with { At = "T-" + span.Length }
            : lexicon.Ends(before, Concept.First) ? said with { Window = span.Length }
            : IsDeadline(span, lexicon) ? said with { Deadline = span.Length }
            : Lasts(span, lexicon) ? said with { For = span.Length }
            : said;
    }

    /// <summary>"24 hours before", "24 時間前"; and where the word stands in front, "提前 24 小时".</summary>
    private static bool IsAhead(Span span, Lexicon lexicon) =>
        lexicon.Begins(span.Behind, Concept.Before)
        || lexicon.Ends(span.Before, Concept.Ahead)
            && (lexicon.WritesTogether || lexicon.SaysAny(Words.Of(span.Text), Concept.NotifyVerb, Concept.Sent));

    /// <summary>
    /// "within 24 hours". What may also say how long ("в течение часа") is a deadline where something is sent. "at most 5 minutes" of
    /// a measured time is a bound.
    /// </summary>
    private static bool IsDeadline(Span span, Lexicon lexicon)
    {
        var within = lexicon.Ends(span.Before, Concept.Within) || Follows(span.Behind, Concept.Within, lexicon);
        var either = lexicon.Ends(span.Before, Concept.For) && !lexicon.Says(span.Text, Concept.NotifyVerb);
        return within && !either && !span.IsSigned;
    }

    private static bool Lasts(Span span, Lexicon lexicon) =>
        lexicon.Ends(span.Before, Concept.For)
        || lexicon.Begins(span.Behind, Concept.Lasting)
        || lexicon.Ends(span.Before, Concept.Monitor)
        || lexicon.Ends(span.Before, Concept.Wait)
        || lexicon.VerbLast && (lexicon.Begins(span.Behind, Concept.Wait) || lexicon.Begins(span.Behind, Concept.Monitor))
        || span.IsCompound && lexicon.Says(span.Behind, Concept.MonitorNoun);

    /// <summary>In scripts without blanks the word follows its number.</summary>
    private static bool Follows(Words behind, Concept concept, Lexicon lexicon) =>
        lexicon.WritesTogether && lexicon.Begins(behind, concept);

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
        if (!lexicon.Says(words, Concept.Every))
        {
            return null;
        }

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
    public static string? FirstPeriod(string text, Lexicon lexicon)
    {
        var words = Words.Of(text);
        if (!lexicon.Says(words, Concept.First))
        {
            return null;
        }

        var split = words.Split();
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

    [GeneratedRegex(@"(?<![A-Za-z0-9.,:])(?<number>[0-9]{1,4})(?:[-–]|\s)?(?=\p{L})", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    /// <summary>A length of time in a text, and the words around it.</summary>
    private sealed record Span(string Text, int Start, int End, string Length)
    {
        public Words Before { get; } = Words.Of(Text[Math.Max(0, Start - Near)..Start]);

        public Words Behind { get; } = Words.Of(Text[End..Math.Min(Text.Length, End + Near)]);

        /// <summary>"24-hour".</summary>
        public bool IsCompound { get; init; }

        public bool IsSigned => Text.AsSpan(0, Start).TrimEnd() is [.., '<' or '≤' or '>' or '≥'];
    }
}
