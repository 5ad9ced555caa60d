using System.Text.RegularExpressions;

namespace Slipway.Checklists.Meaning.Expectations;

/// <summary>Bounds that stand where a target is expected, so that a bare number is one too: <c>(target: 0)</c>, a cell under "Target".</summary>
internal static partial class Targets
{
    /// <summary>The bound of a text that is a target; null when it states no number.</summary>
    public static Bound? Of(string text, Lexicon lexicon)
    {
        var all = Bound.AllIn(text, lexicon);
        return all.FirstOrDefault(it => it.Said) is { } said ? said
            : all.Count == 0 ? null
            : all[0].High is not null ? all[0]
            : all[0] with
            {
                Sign = all[0].Money.Length > 0 || IsLimit(all[0], lexicon) || IsUpTo(all[0], lexicon) ? "<=" : "=",
                Said = true,
            };
    }

    /// <summary>The target that a line states in brackets; null when there is none.</summary>
    public static Bound? InBrackets(Facts facts)
    {
        foreach (Match found in Brackets().Matches(facts.Text))
        {
            var inside = found.Groups[1].Value;
            if (
                (
                    Asides.IsTarget(inside, facts.Lexicon)
                    || (facts.HasBlank || facts.BeginsWith(Concept.Verify)) && IsBound(inside, facts.Lexicon)
                    || facts.Says(Concept.MetricNoun) && IsMeasured(inside, facts.Lexicon)
                ) && Of(inside, facts.Lexicon) is { } bound
            )
            {
                return bound;
            }

            if (facts.HasBlank && Asides.IsTarget(inside, facts.Lexicon) && Zero().IsMatch(inside))
            {
                return new("=", "0", null, "", "", "", "", true);
            }
        }

        return null;
    }

    /// <summary>"до 60 %" in a cell of targets: a word of direction before the number is an upper end; in English it is not.</summary>
    private static bool IsUpTo(Bound bound, Lexicon lexicon) =>
        lexicon is { Language: "ru" or "es" or "pt" or "fr" } && lexicon.Is(Words.Of(bound.Before), Concept.Toward);

    /// <summary>"limit: 4 %" is an upper bound without a sign.</summary>
    private static bool IsLimit(Bound bound, Lexicon lexicon) => lexicon.Ends(Words.Of(bound.Before), Concept.Limit);

    /// <summary>Beside a blank brackets with nothing but a comparison state the target: <c>(max 5)</c>.</summary>
    private static bool IsBound(string inside, Lexicon lexicon) =>
        Words.Of(inside).Count <= 5
        && Bound.AllIn(inside, lexicon) is [var only]
        && (only.Said || IsLimit(only, lexicon))
        && !lexicon.Begins(Words.Of(inside), Concept.Excluded);

    /// <summary>"CPU load of the nodes (&lt; 60 %)": a comparison with a unit and nothing else.</summary>
    private static bool IsMeasured(string inside, Lexicon lexicon) =>
        IsBound(inside, lexicon)
        && Bound.AllIn(inside, lexicon) is [{ Said: true, HasMeasuredUnit: true } only]
        && !MetricClauses.IsTime(only);

    [GeneratedRegex(@"\b(?:zero|zéro|cero|null|ноль|нулю|нулевым)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Zero();

    /// <summary>The letter grade that a line wants, for instance of a TLS test; null when there is none.</summary>
    public static string? Grade(Facts facts) =>
        LetterGrade().Match(facts.Text) is { Success: true } found && facts.Says(Concept.Expected) ? found.Groups[1].Value : null;

    [GeneratedRegex(@"[(（]([^()（）]{1,200})[)）]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\b([A-F])[+-]?(?:\s+or\s+[A-F][+-]?)?\s+(?:rating|grade|score)\b", RegexOptions.IgnoreCase)]
    private static partial Regex LetterGrade();
}
