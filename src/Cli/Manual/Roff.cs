using System.Globalization;
using System.Text;

namespace Slipway.Cli.Manual;

/// <summary>Text for man(7): what the formatter would take for a command of its own is escaped.</summary>
internal static class Roff
{
    /// <summary>One or more lines of running text; <c>`code`</c> becomes bold.</summary>
    public static string Text(string text)
    {
        var pieces = text.Split('`');
        // A mark without its partner is a mark.
        var paired = pieces.Length % 2 == 1;
        var all = new StringBuilder();
        for (var at = 0; at < pieces.Length; at++)
        {
            all.Append(paired && at % 2 == 1 ? Bold(pieces[at]) : $"{(paired || at == 0 ? "" : "\\`")}{Plain(pieces[at])}");
        }

        return Lines(all.ToString());
    }

    /// <summary>As it is, in a bold face, minus signs that can be copied.</summary>
    public static string Bold(string text) => $"\\fB{Plain(text).Replace("-", "\\-", StringComparison.Ordinal)}\\fR";

    /// <summary>A place for a value.</summary>
    public static string Italic(string text) => $"\\fI{Plain(text)}\\fR";

    /// <summary>Lines that are shown as they are.</summary>
    public static string Code(string text) => Lines(Plain(text).Replace("-", "\\-", StringComparison.Ordinal));

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var it in text.EnumerateRunes())
        {
            plain.Append(
                it.Value switch
                {
                    '\\' => "\\e",
                    '\'' => "\\(aq",
                    '^' => "\\(ha",
                    '~' => "\\(ti",
                    < 128 => it.ToString(),
                    _ => string.Create(CultureInfo.InvariantCulture, $"\\[u{it.Value:X4}]"),
                }
            );
        }

        return plain.ToString();
    }

    /// <summary>A point at the beginning of a line would begin a request.</summary>
    private static string Lines(string text) =>
        string.Join('\n', text.Split('\n').Select(it => it.Trim() is var line && line.StartsWith('.') ? $"\\&{line}" : line));
}
