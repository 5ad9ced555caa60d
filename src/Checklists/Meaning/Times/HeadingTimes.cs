using System.Text.RegularExpressions;

namespace Slipway.Checklists.Meaning.Times;

/// <summary>What a heading says of time: a moment, a window, an estimate, a deadline.</summary>
internal static partial class HeadingTimes
{
    public static SaidTimes Of(string heading, int? year, Lexicon lexicon)
    {
        var text = heading.Length > 200 ? heading[..200] : heading;
        if (Moment(text, lexicon) is { } moment)
        {
            // "21:00 – Preparation (15 minutes)" says when and how long; the hours of "T-48 hours" are the moment itself.
            var lasts = text.IndexOfAny(['(', '（', '[', '【']) is var open and >= 0 ? InBrackets(text[open..], lexicon) : null;
            return moment with { Estimate = lasts?.Estimate ?? lasts?.Window };
        }

        return Deadline(text, lexicon)
            ?? Checkpoint(text, lexicon)
            ?? Range(text, lexicon)
            ?? Numbered(text, lexicon)
            ?? FirstOnes(text, lexicon)
            ?? InBrackets(text, lexicon)
            ?? FirstOne(text, lexicon)
            ?? Day(text, year, lexicon)
            ?? (lexicon.Says(text, Concept.Eve) ? new SaidTimes { At = "T-1d" } : null)
            ?? new SaidTimes();
    }

    /// <summary><c>T-24 Hours: Preparation</c>, <c>T-0</c>, <c>J-1</c>, <c>07:00 - Start</c>.</summary>
    private static SaidTimes? Moment(string text, Lexicon lexicon)
    {
        if (Relative().Match(text) is { Success: true } found)
        {
            var number = found.Groups["number"].Value;
            var minutes = found.Groups["minutes"].Value;
            var unit = TimeWords.UnitAt(text[(found.Index + found.Length)..].TrimStart(' ', '-'), lexicon)?.Letter;
            var at =
                minutes.Length > 0 ? $"T{Sign(found)}{number}:{minutes}"
                : number.Length == 0 ? "T-0"
                : number == "0" ? $"T{Sign(found)}0"
                : $"T{Sign(found)}{number}{unit ?? "m"}";
            return new() { At = at };
        }

        if (OnDay().Match(text) is { Success: true } day)
        {
            return new() { At = $"D{Sign(day)}{day.Groups["number"].Value}" };
        }

        return ClockWords.InHeading(text) is { } clock ? new() { At = clock } : null;
    }

    /// <summary>The day of an item, before or after the release, that it begins with or says in brackets: "J+1 : 10 %", "(D-2)".</summary>
    public static string? OnDayOf(string text) =>
        OnDay().Match(text) is { Success: true } day
        && (
            day.Index == 0 && text[(day.Index + day.Length)..].TrimStart() is [':' or '：' or '—' or '–' or '-' or ')', ..]
            || day.Value[0] is '(' or '（'
        )
            ? $"D{Sign(day)}{day.Groups["number"].Value}"
            : null;

    private static string Sign(Match found) => found.Groups["sign"].Value == "+" ? "+" : "-";

    private static SaidTimes? Deadline(string text, Lexicon lexicon)
    {
        foreach (Match found in Amount().Matches(text))
        {
            if (Duration(text, found, lexicon) is not var (span, end))
            {
                continue;
            }

            if (!lexicon.WritesTogether && lexicon.Begins(Words.Of(text[end..]), Concept.Before))
            {
                return new() { At = "T-" + span };
            }

            var follows = lexicon.WritesTogether && lexicon.Begins(Words.Of(text[end..]), Concept.Within);
            if (lexicon.Ends(Words.Of(text[..found.Index]), Concept.Within) || follows)
            {
                return new() { Deadline = span };
            }
        }

        return null;
    }

    /// <summary><c>24-Hour Stability Check</c> is a moment, <c>24-hour monitoring</c> a window.</summary>
    private static SaidTimes? Checkpoint(string text, Lexicon lexicon)
    {
        if (Compound().Match(text) is not { Success: true } found || Duration(text, found, lexicon) is not var (span, end))
        {
            return null;
        }

        var behind = Words.Of(text[end..]);
        return lexicon.SaysAny(behind, Concept.WatchScope) && !lexicon.Ends(behind, Concept.Checkpoint)
            || lexicon.Begins(behind, Concept.MonitorNoun)
                ? new() { Window = span }
            : lexicon.Says(behind, Concept.Checkpoint) ? new() { At = "T+" + span }
            : new() { Window = span };
    }

    /// <summary><c>(0-2 hours)</c>, <c>(15 minutes - 2 hours)</c>, <c>Hour 1-4</c>, <c>Day 2-7</c>.</summary>
    private static SaidTimes? Range(string text, Lexicon lexicon)
    {
        if (Span().Match(text) is { Success: true } found && TimeWords.UnitOf(found.Groups["unit"].Value, lexicon) is { } unit)
        {
            var first = found.Groups["firstUnit"].Value;
            var low = TimeWords.UnitOf(first, lexicon) ?? unit;
            return new() { Window = $"{found.Groups["low"].Value}{low}..{found.Groups["high"].Value}{unit}" };
        }

        return Ahead().Match(text) is { Success: true } ahead && TimeWords.UnitOf(ahead.Groups["unit"].Value, lexicon) is { } letter
            ? new() { Window = $"{ahead.Groups["low"].Value}{letter}..{ahead.Groups["high"].Value}{letter}" }
            : null;
    }

    /// <summary><c>Week 1</c>, <c>Day 1</c>, <c>Month 1</c>, also <c>(Week 1)</c>.</summary>
    private static SaidTimes? Numbered(string text, Lexicon lexicon)
    {
        foreach (Match found in Period().Matches(text))
        {
            var unit = found.Groups["unit"].Value;
            if (lexicon.Is(Words.Of(unit), Concept.Month))
            {
                return new() { Window = "30d" };
            }

            if (TimeWords.UnitOf(unit, lexicon) is { } letter and ("d" or "w" or "h") && unit.Length > 1)
            {
                return new() { Window = "1" + letter };
            }
        }

        return null;
    }

    /// <summary>"Les 4 premières heures": the word for "first" stands between number and unit.</summary>
    private static SaidTimes? FirstOnes(string text, Lexicon lexicon) =>
        Firsts().Match(text) is { Success: true } found
        && lexicon.Is(Words.Of(found.Groups["first"].Value), Concept.First)
        && TimeWords.UnitOf(found.Groups["unit"].Value, lexicon) is { } letter
            ? new() { Window = found.Groups["number"].Value + letter }
            : null;

    /// <summary>"First week", "primera hora".</summary>
    private static SaidTimes? FirstOne(string text, Lexicon lexicon) =>
        ItemTimes.FirstPeriod(text, lexicon) is { } window ? new() { Window = window } : null;

    /// <summary><c>(15 minutes)</c> and <c>(Est. 15 minutes)</c> estimate; hours beside words of watching, and <c>First</c>, open a window.</summary>
    private static SaidTimes? InBrackets(string text, Lexicon lexicon)
    {
        foreach (Match found in Amount().Matches(text))
        {
            if (Duration(text, found, lexicon) is not var (span, _))
            {
                continue;
            }

            var before = Words.Of(text[..found.Index]);
            var open = text.AsSpan(0, found.Index).LastIndexOfAny("(（[【") >= 0;
            if (lexicon.Ends(before, Concept.Every))
            {
                return new() { Cadence = span };
            }

            if (lexicon.Ends(before, Concept.First) || !open && lexicon.Ends(before, Concept.After))
            {
                return new() { Window = span };
            }

            if (open || text[..found.Index].TrimEnd() is [.., '-' or '–' or '—' or ':' or '：' or '~' or '≈'])
            {
                var longer = span.EndsWith('h') || span.EndsWith('d') || span.EndsWith('w');
                return longer && !lexicon.Ends(before, Concept.Estimate) ? new() { Window = span } : new() { Estimate = span };
            }
        }

        return null;
    }

    private static SaidTimes? Day(string text, int? year, Lexicon lexicon) =>
        TimeWords.Date(text, year, lexicon) is { } date ? new() { At = date } : null;

    /// <summary>A number and the unit behind it, and where the unit ends.</summary>
    private static (string Span, int End)? Duration(string text, Match found, Lexicon lexicon)
    {
        var start = found.Index + found.Length;
        return TimeWords.UnitAt(text[start..], lexicon) is var (letter, length)
            ? (found.Groups["number"].Value + letter, start + length)
            : null;
    }

    [GeneratedRegex(
        @"\bT(?:\s?(?<sign>[-–−+])\s?(?<number>[0-9]{1,3})(?![0-9])(?::(?<minutes>[0-9][0-9]))?|0(?![\w.,:]))",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Relative();

    [GeneratedRegex(@"(?:^|[\s(（])(?:J|D|Д|Tag|Day|Día|Jour)\s?(?<sign>[-–−+])\s?(?<number>[0-9]{1,3})\b", RegexOptions.ExplicitCapture)]
    private static partial Regex OnDay();

    [GeneratedRegex(@"(?<![A-Za-z0-9.,:])(?<number>[0-9]{1,4}(?:\.[0-9])?)\s?(?=\p{L})", RegexOptions.ExplicitCapture)]
    private static partial Regex Amount();

    [GeneratedRegex(@"\b(?<number>[0-9]{1,3})\s(?<first>\p{L}{3,20})\s(?<unit>\p{L}{2,20})", RegexOptions.ExplicitCapture)]
    private static partial Regex Firsts();

    [GeneratedRegex(@"(?<![A-Za-z0-9.,:])(?<number>[0-9]{1,3})[-–](?=\p{L})", RegexOptions.ExplicitCapture)]
    private static partial Regex Compound();

    [GeneratedRegex(
        @"(?<![A-Za-z0-9.,:])(?<low>[0-9]{1,3})\s?(?<firstUnit>\p{L}+)?\s?(?:[-–—]|to|bis|\ba\b)\s?(?<high>[0-9]{1,3})\s?(?<unit>\p{L}+)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Span();

    [GeneratedRegex(@"\b(?<unit>\p{L}+)s?\s(?<low>[0-9]{1,3})\s?[-–—]\s?(?<high>[0-9]{1,3})\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Ahead();

    [GeneratedRegex(@"(?:^|[(\s])(?<unit>\p{L}+)\s(?<number>[0-9]{1,2})(?=$|[):\s])", RegexOptions.ExplicitCapture)]
    private static partial Regex Period();
}
