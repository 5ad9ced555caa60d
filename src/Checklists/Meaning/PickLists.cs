using System.Text.RegularExpressions;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning;

/// <summary>Lists of choices to pick one from: <c>Yes / No</c>, <c>[PASS/FAIL]</c>, <c>[ ] GO [ ] NO-GO</c>, and a single state in code marks.</summary>
internal static partial class PickLists
{
    public static IReadOnlyList<string> Of(Facts facts)
    {
        var words = facts.Entry.Words;
        foreach (var code in words.Codes)
        {
            if (
                !InlineCommands.IsCommand(code, facts.Document.Tools)
                && Slashed(code, facts.Lexicon, marked: true) is { Count: > 1 } choices
            )
            {
                return choices;
            }
        }

        if (Boxes(facts.Entry) is { Count: > 1 } boxes)
        {
            return boxes;
        }

        return facts.Label.Length == 0
            ? []
            : Slashed(
                facts.Rest.Trim('[', ']', '(', ')', ' '),
                facts.Lexicon,
                marked: facts.Lexicon.Says(Words.Of(facts.Label), Concept.Decide)
            ) ?? State(facts);
    }

    private static List<string>? Slashed(string written, Lexicon lexicon, bool marked)
    {
        var text = written.Replace('／', '/');
        if (
            text.Length > 90
            || !text.Contains('/', StringComparison.Ordinal) && !text.Contains('|', StringComparison.Ordinal)
            || !Choice().IsMatch(text)
        )
        {
            return null;
        }

        // "N/A" is one word that happens to hold the sign.
        var evened = NotApplicable().Replace(text, "N∕A");
        var parts = evened.Split('/', '|').Select(it => it.Trim().Replace('∕', '/')).ToList();
        var spaced = text.Contains(" / ", StringComparison.Ordinal) || text.Contains(" | ", StringComparison.Ordinal);
        var known = parts.Count(it => lexicon.Is(Words.Of(it), Concept.Yes) || lexicon.Is(Words.Of(it), Concept.No));
        var loud = parts.All(it => it.Length > 1 && !it.Any(char.IsLower) && it.Any(char.IsLetter));
        var short_ = parts.All(it => it.Length is > 0 and <= 30 && it.Count(sign => sign == ' ') <= 3);
        var fits =
            parts.Count is >= 2 and <= 8
            && short_
            && (
                known > 0
                || loud && !text.StartsWith('/')
                || marked && spaced
                || IsDenied(parts, lexicon)
                || spaced && LeadsBack(parts, lexicon)
            );
        return fits ? parts : null;
    }

    /// <summary>"open / go back": one of the ways on is the way back.</summary>
    private static bool LeadsBack(List<string> parts, Lexicon lexicon) =>
        parts.Exists(it => lexicon.Begins(Words.Of(it), Concept.Rollback)) && parts.TrueForAll(it => it.Any(char.IsLetter));

    /// <summary>"works / does not work": the second is the first denied.</summary>
    private static bool IsDenied(List<string> parts, Lexicon lexicon) =>
        parts.Count == 2
        && parts[0].Length > 1
        && parts[1].EndsWith(parts[0], StringComparison.OrdinalIgnoreCase)
        && lexicon.Is(Words.Of(parts[1][..^parts[0].Length]), Concept.Not);

    /// <summary>Several boxes on one line are a choice.</summary>
    private static List<string> Boxes(Entry entry)
    {
        var raw = entry.Raw.Length > Inline.Longest ? entry.Raw[..Inline.Longest] : entry.Raw;
        var choices = new List<string>();
        var start = -1;
        for (var at = 0; at < raw.Length; at++)
        {
            var (state, length) = AnyBox(raw, at);
            if (state == BoxState.None || length == 0)
            {
                continue;
            }

            if (start >= 0)
            {
                choices.Add(raw[start..at]);
            }

            start = at + length;
            at = start - 1;
        }

        if (start < 0 || choices.Count == 0 && !entry.HasBox)
        {
            return [];
        }

        choices.Add(raw[start..]);
        if (
            entry.Marks is { Box: not BoxState.None, Marker.Length: 0 } && entry.Form != EntryForm.Row
            || choices.Count == 1 && entry.HasBox && Words.Of(raw[..Math.Max(0, FirstBox(raw))]).Count is 1 or 2
        )
        {
            choices.Insert(0, raw[..Math.Max(0, FirstBox(raw))]);
        }

        return [.. choices.Select(Named).Where(it => it.Length is > 0 and <= 40)];
    }

    /// <summary>A box, or round brackets with nothing in them where the line has several: <c>( ) OK ( ) NOK</c>.</summary>
    private static (BoxState State, int Length) AnyBox(string raw, int at) =>
        raw.AsSpan(at).StartsWith("( ) ", StringComparison.Ordinal) || raw.AsSpan(at).StartsWith("（ ）", StringComparison.Ordinal)
            ? (BoxState.Empty, 3)
            : MarkedLine.AnyBox(raw, at, raw.Length);

    /// <summary>The choice alone: what is asked behind it is not part of it.</summary>
    private static string Named(string raw)
    {
        var gap = raw.TrimStart().IndexOf("  ", StringComparison.Ordinal);
        var text = Inline.Of(gap > 0 ? raw.TrimStart()[..gap] : raw).Text;
        var end = text.IndexOfAny(['—', '–', '(', '（', ':', '|', Inline.Blank, ';']);
        return (end < 0 ? text : text[..end]).Trim('*', ' ', '-');
    }

    private static int FirstBox(string raw)
    {
        for (var at = 0; at < raw.Length; at++)
        {
            if (MarkedLine.AnyBox(raw, at, raw.Length).State != BoxState.None)
            {
                return at;
            }
        }

        return raw.Length;
    }

    /// <summary>A label and one state word: <c>Dashboard: `Configured`</c>, <c>Integrity check: ✅ PASSED</c>.</summary>
    private static List<string> State(Facts facts)
    {
        var rest = facts.Rest.Trim();
        var coded = facts.Entry.Words.Codes is [var code] && code == rest && SingleState().IsMatch(rest);
        var marked = Marked().Match(rest) is { Success: true } found ? found.Groups[1].Value : null;
        var plain = facts.Entry is { HasBox: false, IsListed: true, Parent: not null };
        return coded && plain ? [rest]
            : marked is not null && plain && facts.Lexicon.Is(Words.Of(marked), Concept.Yes) ? [marked]
            : [];
    }

    [GeneratedRegex(@"^[\p{L}0-9][\p{L}0-9 +'’().∕/|&-]*$")]
    private static partial Regex Choice();

    [GeneratedRegex(@"\bN/A\b", RegexOptions.IgnoreCase)]
    private static partial Regex NotApplicable();

    [GeneratedRegex(@"^\p{Lu}\p{L}{2,20}$")]
    private static partial Regex SingleState();

    [GeneratedRegex(@"^[✅✓✔☑🟢]\uFE0F?\s*(\p{Lu}{2,12})$")]
    private static partial Regex Marked();
}
