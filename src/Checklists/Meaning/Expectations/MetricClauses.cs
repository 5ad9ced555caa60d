using System.Text.RegularExpressions;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Expectations;

/// <summary>The bounds of a line that measures something, in the words of an expectation.</summary>
internal static partial class MetricClauses
{
    /// <summary>The expectation, or null when the line compares no number.</summary>
    public static string? Of(Facts facts)
    {
        var asides = Targets.InBrackets(facts);
        var text = facts.Entry.Row is { } row ? row.Cells[0].Text : facts.Text;
        if (
            IsVersion(facts)
            || facts.Entry.Row is not null && Kinds.RowKinds.TargetOf(facts) is null && asides is null && !facts.Bounds.Any(it => it.Said)
        )
        {
            return null;
        }

        var said = facts.Bounds.Where(it => it.Said && !IsSustain(it, facts.Lexicon) && !IsDeadline(it, facts)).ToList();
        return Counts(text == facts.Text ? facts.AllBounds : Bound.AllIn(text, facts.Lexicon)) is { Count: > 1 } counts
                ? string.Join(" and ", counts)
            : said.Count > 0 ? string.Join(" and ", said.Select(it => $"value {it.Words}"))
            : asides is not null ? $"value {asides.Words}"
            : Money(facts)
                ?? (StatesWhole(facts) ? "value = 100 %" : null)
                ?? (BeginsWithZero(facts) || StatesZero(facts) ? "value = 0" : null);
    }

    /// <summary>The words of one bound that a condition states, its growth included.</summary>
    public static string? OfCondition(Facts facts)
    {
        var said = facts.Bounds.Where(it => it.Said && !IsSustain(it, facts.Lexicon)).ToList();
        if (said.Count == 0)
        {
            // A condition may state its bound in brackets.
            said = [.. facts.AllBounds.Where(it => it.Said && !IsSustain(it, facts.Lexicon))];
        }

        // Beside another bound a length of time says how long, unless it is what is measured.
        if (said.Exists(it => !IsTime(it)))
        {
            said = [.. said.Where(it => !IsTime(it) || facts.Lexicon.Says(it.Before, Concept.MetricNoun))];
        }

        return said.Count == 0
            ? null
            : string.Join(" and ", said.Take(2).Select(it => $"value {it.Words}")) + (facts.Says(Concept.Growing) ? " and increasing" : "");
    }

    /// <summary>"0 errors, &lt;100 warnings" as one clause per noun; empty when the text counts nothing.</summary>
    public static List<string> Counts(IEnumerable<Bound> bounds)
    {
        var clauses = new List<string>();
        foreach (var bound in bounds.Where(it => it.Unit.Length == 0 && it.Money.Length == 0 && it.High is null))
        {
            var noun = Noun(bound.After);
            var sign =
                bound.Sign.Length > 0 ? bound.Sign
                : bound.Number == "0" ? "="
                : "";
            if (noun is not null && sign.Length > 0)
            {
                clauses.Add($"count {noun} {sign} {bound.Number}");
            }
        }

        return clauses;
    }

    /// <summary>The last word of the counted thing: "TypeScript errors" counts errors, "tests passing" counts what passed.</summary>
    public static string? Noun(string after)
    {
        var clause = after.Split([',', ';', '(', '（', '.', '—', '–', '/'])[0];
        var words = Words
            .Of(clause)
            .Split()
            .TakeWhile(it =>
                it is not ("per" or "in" or "for" or "from" or "on" or "across" or "with" or "and" or "during" or "by" or "at" or "of")
            )
            .ToList();
        return words.Count is 0 or > 5 ? null
            : words.Exists(it => it is "passing" or "passed" or "pass") ? "passed"
            : words.Exists(it => it is "failing" or "failed" or "failures") ? "failed"
            : words[^1];
    }

    /// <summary>"for more than 10 minutes" says how long, not how much.</summary>
    public static bool IsSustain(Bound bound, Lexicon lexicon) =>
        IsTime(bound)
        && bound.Before.TrimEnd().Length > 0
        && !lexicon.Says(bound.Before, Concept.Takes)
        && (
            lexicon.Ends(Words.Of(bound.Before), Concept.For)
                && (
                    !bound.Before.TrimEnd().EndsWith("over", StringComparison.Ordinal)
                    || bound.Before.TrimEnd().EndsWith("for over", StringComparison.Ordinal)
                )
            || lexicon.Begins(Words.Of(bound.After), Concept.Lasting)
        );

    /// <summary>True for a length of time.</summary>
    public static bool IsTime(Bound bound) => bound.Unit is "s" or "min" or "h" or "days" or "day" or "d";

    /// <summary>"within 24 hours" in a line that sends or does something is a deadline, no measured time.</summary>
    public static bool IsDeadline(Bound bound, Facts facts) =>
        IsTime(bound)
        && facts.Times.Deadline is not null
        && (
            !facts.Says(Concept.MetricNoun) && bound.Unit is not ("s" or "ms") && (facts.Lexicon.WritesTogether || bound.Unit is "h" or "d")
            || facts.BeginsWith(Concept.NotifyVerb)
            || facts.BeginsWith(Concept.SendVerb)
            || facts.BeginsWith(Concept.Imperative)
        )
        && !facts.BeginsWith(Concept.Verify)
        && !facts.BeginsWith(Concept.Monitor);

    private static bool IsVersion(Facts facts) =>
        facts.Says(Concept.VersionWord) || ProgramVersion().IsMatch(facts.Text) && !facts.Says(Concept.MetricNoun);

    private static string? Money(Facts facts)
    {
        var amount = facts.AllBounds.FirstOrDefault(it => it.Money.Length > 0);
        if (amount is null || !Cost().IsMatch(facts.Text) || facts.Rest.Length == 0 && facts.Label.Length > 0)
        {
            return null;
        }

        var states =
            facts.Label.Length > 0 && facts.Rest.TrimStart().StartsWith('$')
            || facts.Says(Concept.Expected)
            || Budget().IsMatch(facts.Text);
        var per =
            amount.Unit.Length > 0 ? ""
            : facts.Says(Concept.Monthly) ? "/month"
            : facts.Says(Concept.Daily) ? "/day"
            : "";
        return states ? $"value <= {amount.Number} {amount.Money}{amount.Unit}{per}" : null;
    }

    /// <summary>"Test pass rate 100 %": the whole of something that is counted, and nothing said behind it.</summary>
    private static bool StatesWhole(Facts facts) =>
        facts.Entry.Form != EntryForm.Row
        && facts.Says(Concept.MetricNoun)
        && !facts.Says(Concept.Shift)
        && facts.Bounds is [{ Said: false, Number: "100", Unit: "%", High: null } only]
        && only.After.All(it => !char.IsLetterOrDigit(it));

    /// <summary>"Zero data loss incidents", "TypeScript compilation: 0 errors".</summary>
    private static bool BeginsWithZero(Facts facts)
    {
        var rest = Words.Of(facts.Rest).Evened;
        return facts.Entry.Form != EntryForm.Row
            && (rest.StartsWith(" 0 ", StringComparison.Ordinal) || rest.StartsWith(" zero ", StringComparison.Ordinal))
            && (rest.Length > 8 || facts.Entry.HasBox && facts.Label.Length > 0);
    }

    /// <summary>"Confirm that the number of sessions is 0": of numbers without a sign only nought is a bound.</summary>
    private static bool StatesZero(Facts facts) =>
        facts.Entry is { Form: not EntryForm.Row, HasBox: true } or { Marks.Ordered: true, Form: EntryForm.Listed }
        && facts.Bounds is [{ Said: false, Number: "0", High: null } only]
        && (facts.BeginsWith(Concept.Verify) || facts.Says(Concept.MetricNoun))
        && facts.Lexicon.Ends(Words.Of(only.Before), Concept.Equal);

    [GeneratedRegex(
        @"\b(?:node(?:\.js)?|npm|python|java|jdk|docker|compose|php|ruby|go|postgres(?:ql)?|mysql|redis|ubuntu|debian|kubernetes|helm|terraform|\.net)\s*[≥>]?=?\s*v?[0-9]+(?:\.[0-9]+)*\+?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ProgramVersion();

    [GeneratedRegex(@"\b(?:costs?|spend|budget|price|bill)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Cost();

    [GeneratedRegex(@"\b(?:budget|limit)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Budget();
}
