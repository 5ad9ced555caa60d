using System.Text.RegularExpressions;

namespace Slipway.Kernel;

/// <summary>Counts by name, or the one count of that name that a text states.</summary>
internal static class CountJudge
{
    public static Judgement Judge(Clause.Count wanted, Facts facts)
    {
        if (wanted.Noun == "flaws" && facts.Seen.Flaws is { } flaws)
        {
            return ClauseJudge.Met(
                wanted.Comparison.Holds(flaws.Count, wanted.Wanted),
                flaws.Count == 0 ? "no flaw" : string.Join("; ", flaws),
                $"flaws {wanted.Comparison.Sign()} {wanted.Wanted}"
            );
        }

        var noun = wanted.Noun.Length == 0 ? "count" : wanted.Noun;
        return CountOf(wanted.Noun, facts) is { } count
            ? ClauseJudge.Met(
                wanted.Comparison.Holds(count, wanted.Wanted),
                $"{noun} {count}",
                $"{wanted.Comparison.Sign()} {wanted.Wanted}"
            )
            : ClauseJudge.NotSeen($"the {noun} could not be read from what was seen");
    }

    private static long? CountOf(string noun, Facts facts)
    {
        if (facts.Seen.Counts is { } counts && counts.TryGetValue(noun, out var known))
        {
            return known;
        }

        if (noun.Length == 0)
        {
            return facts.Seen.Rows
                ?? (
                    facts.Number() is { Unit: "" } value && Math.Abs(value.Number) < 1e15 && value.Number == Math.Floor(value.Number)
                        ? (long)value.Number
                        : null
                );
        }

        return facts.Seen.Stdout is { } text && facts.Gap(TextSource.Stdout) is null ? InText(noun, text) : null;
    }

    /// <summary>"12 passed", "errors: 0", "found 1,000 errors": one number for the noun, or none. A number that is not whole says nothing.</summary>
    private static long? InText(string noun, string text)
    {
        var stem = Regex.Escape(noun.EndsWith('s') ? noun[..^1] : noun);
        var numbers = Regex
            .Matches(
                text,
                $@"([0-9.,]*[0-9])\s+{stem}s?\b|\b{stem}s?\s*[:=]\s*([0-9][0-9.,]*)",
                RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
            )
            .Select(it => Whole((it.Groups[1].Success ? it.Groups[1].Value : it.Groups[2].Value).TrimEnd('.', ',')))
            .Distinct()
            .ToList();
        return numbers is [{ } only] ? only : null;
    }

    private static long? Whole(string digits) =>
        Quantity.TryParse(digits) is { Unit: "", Number: >= 0 and < 1e15 } number
        && number.Number == Math.Floor(number.Number)
        && !digits.Contains('.', StringComparison.Ordinal)
            ? (long)number.Number
            : null;
}
