using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Checklists;

namespace Slipway.Runs.Deciding;

/// <summary>Which holds several people answer: what the settings say of them, and what the document says plainly. The document may only ask for more.</summary>
internal static partial class Quorate
{
    private static readonly string[] Numbers = ["two", "three", "four", "five", "six"];

    /// <summary>What is asked for; null when one person answers.</summary>
    public static Quorum? Of(PlanItem item, string? role, IReadOnlyList<HoldSettings> holds)
    {
        if (item.Kind is not (ItemKind.Signoff or ItemKind.Decision))
        {
            return null;
        }

        var said = Said(item.Text);
        var set = holds.FirstOrDefault(it => it.Means(item, role))?.Hold;
        return set is not null ? From(set, said ?? 1)
            : said is { } need ? new() { Need = need }
            : null;
    }

    /// <summary>How many the words ask for: "2 of 3 leads approve", "two approvals"; null when they do not say.</summary>
    public static int? Said(string text)
    {
        foreach (var found in Phrase().Matches(text).Cast<Match>())
        {
            var word = found.Groups["n"].Value;
            var number =
                Array.FindIndex(Numbers, it => it.Equals(word, StringComparison.OrdinalIgnoreCase)) is var at and >= 0 ? at + 2
                : int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits
                : 0;
            if (number is >= 2 and <= 20)
            {
                return number;
            }
        }

        return null;
    }

    private static Quorum From(HoldSpec it, int atLeast) =>
        new()
        {
            Need = Math.Max(it.Need, atLeast),
            Of = it.Of,
            Not = it.Not,
            RejectByQuorum = it.RejectByQuorum,
            Deadline = it.Deadline,
            Remind = it.Remind,
            EscalateTo = it.EscalateTo,
            AbortOnExpiry = it.AbortOnExpiry,
            Delegates = [.. it.Delegates.Select(each => new Delegation(each.From, each.To, each.Until, each.Reason))],
        };

    [GeneratedRegex(
        @"\b(?<n>[0-9]{1,2}|two|three|four|five|six)\s+(?:(?:out\s+)?of\s+(?:the\s+)?(?:[0-9]{1,2}|two|three|four|five|six|seven|eight)\s+(?:[\p{L}-]+\s+){1,3}(?:approve|sign|agree|have\s+approved)|(?:[\p{L}-]+\s+){0,2}(?:approvals|sign-?offs|signatures)\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Phrase();
}
