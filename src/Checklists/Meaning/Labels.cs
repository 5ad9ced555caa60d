using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning;

/// <summary>Finds the label of a line and what stands behind it.</summary>
internal static class Labels
{
    private static readonly char[] Between = [':', '：', '-', '–', '—', ' ', '→'];

    public static LabelParts Split(Inline words)
    {
        var text = words.Text;
        var bold = words.Bold;
        var at = bold.Length > 0 ? text.IndexOf(bold, StringComparison.Ordinal) : -1;
        if (at >= 0 && bold.Length < 120)
        {
            // The colon may stand inside the bold words with more behind it: "**Status: [ ] GO**".
            var colon = ColonIn(bold);
            var end = colon > 0 ? at + colon : at + bold.Length;
            return new(text[at..end].Trim(Between), text[end..].TrimStart(Between).TrimEnd());
        }

        var plain = ColonIn(text);
        return plain is > 0 and <= 80 ? new(text[..plain].Trim(), text[(plain + 1)..].Trim()) : new("", text);
    }

    /// <summary>
    /// The label without what only says when it counts: "(optional) Approved by: …" is a label "Approved by", and so is
    /// "If the schema changed: Approved by: …".
    /// </summary>
    public static LabelParts WithoutLead(LabelParts parts, Lexicon lexicon)
    {
        if (
            parts.Label.StartsWith('(')
            && parts.Label.IndexOf(')', StringComparison.Ordinal) is var close and > 1
            && close + 1 < parts.Label.Length
            && Words.Of(parts.Label[1..close]) is var aside
            && (lexicon.Says(aside, Concept.Optional) || lexicon.Begins(aside, Concept.If))
        )
        {
            return parts with { Label = parts.Label[(close + 1)..].Trim(Between) };
        }

        return lexicon.Begins(Words.Of(parts.Label), Concept.If) && ColonIn(parts.Behind) is var colon and > 0 and <= 80
            ? new(parts.Behind[..colon].Trim(), parts.Behind[(colon + 1)..].Trim())
            : parts;
    }

    /// <summary>True for words that stand for something to be filled in: <c>[Name]</c>, <c>[YYYY-MM-DD]</c>.</summary>
    public static bool IsBracketed(string rest)
    {
        var text = rest.Trim();
        if (text is "@" or "TBD" or "TBC" or "tbd" or "YYYY-MM-DD" or "DD/MM/YYYY" or "MM/DD/YYYY" or "DD.MM.YYYY" or "HH:MM")
        {
            return true;
        }

        return text.Length is > 3 and < 40
            && (text[0] == '[' && text.IndexOf(']', StringComparison.Ordinal) == text.Length - 1 || text[0] == '<' && text[^1] == '>')
            && char.IsLetter(text[1])
            && !text.Contains('/', StringComparison.Ordinal);
    }

    /// <summary>Index of the first colon that ends a label: not one of a time, an address or a ratio.</summary>
    public static int ColonIn(string text)
    {
        for (var at = 1; at < text.Length && at < 120; at++)
        {
            if (
                text[at] == '：'
                || text[at] == ':'
                    && (
                        at + 1 == text.Length
                        || text[at + 1] is ' ' or Inline.Blank or '*'
                        || char.IsSurrogate(text[at + 1])
                        || char.GetUnicodeCategory(text[at + 1]) == System.Globalization.UnicodeCategory.OtherSymbol
                    )
            )
            {
                return at;
            }
        }

        return -1;
    }
}

/// <summary>A line in two parts.</summary>
/// <param name="Label">The words before the colon, or the bold ones; empty when there are none.</param>
/// <param name="Behind">What follows.</param>
internal sealed record LabelParts(string Label, string Behind);
