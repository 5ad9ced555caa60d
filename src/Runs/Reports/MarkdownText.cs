using System.Text;

namespace Slipway.Runs.Reports;

/// <summary>
/// Foreign words inside Markdown that a forge shows: they stay words. They make no mark-up, no table cell, no HTML, no link, no
/// mention, no reference to an issue, and close none. What would trigger one is parted by a word joiner (U+2060), which nobody
/// sees.
/// </summary>
internal static class MarkdownText
{
    private const char Joiner = '\u2060';

    /// <summary>One line; longer texts are cut.</summary>
    public static string Of(string? text, int most = 200)
    {
        var words = Figures.Start(Plainly.Line(text), most);
        var safe = new StringBuilder(words.Length + 16);
        for (var i = 0; i < words.Length; i++)
        {
            Append(safe, words, i);
        }

        return safe.ToString();
    }

    private static void Append(StringBuilder safe, string words, int at)
    {
        var c = words[at];
        _ = c switch
        {
            '<' => safe.Append("&lt;"),
            '>' => safe.Append("&gt;"),
            '&' => safe.Append("&amp;"),
            '\\' or '`' or '*' or '_' or '[' or ']' or '{' or '}' or '~' or '|' or '$' or '^' => safe.Append('\\').Append(c),
            '@' => safe.Append(c).Append(Joiner),
            '#' or '!' or '%' when At(words, at + 1) is { } after && !char.IsWhiteSpace(after) => safe.Append(c).Append(Joiner),
            ':' when Follows(words, at, "//") || At(words, at + 1) is { } next && char.IsAsciiLetter(next) => safe.Append(c).Append(Joiner),
            '-' when at >= 2 && words.AsSpan(at - 2, 2).Equals("GH", StringComparison.OrdinalIgnoreCase) => safe.Append(c).Append(Joiner),
            '.' when at >= 3 && words.AsSpan(at - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase) => safe.Append(Joiner).Append(c),
            _ => safe.Append(c),
        };
    }

    private static bool Follows(string words, int at, string next) => words.AsSpan(at + 1).StartsWith(next, StringComparison.Ordinal);

    private static char? At(string words, int at) => at < words.Length ? words[at] : null;
}
