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

    /// <summary>True for words that stand for something to be filled in: <c>[Name]</c>, <c>[YYYY-MM-DD]</c>.</summary>
    public static bool IsBracketed(string rest)
    {
        var text = rest.Trim();
        if (text is "TBD" or "TBC" or "tbd" or "YYYY-MM-DD" or "DD/MM/YYYY" or "MM/DD/YYYY" or "DD.MM.YYYY" or "HH:MM")
        {
            return true;
        }

        return text.Length is > 3 and < 40
            && (text[0] == '[' && text.IndexOf(']', StringComparison.Ordinal) == text.Length - 1 || text[0] == '<' && text[^1] == '>')
            && char.IsLetter(text[1])
            && !text.Contains('/', StringComparison.Ordinal);
    }

    /// <summary>Index of the first colon that ends a label: not one of a time, an address or a ratio.</summary>
    private static int ColonIn(string text)
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
