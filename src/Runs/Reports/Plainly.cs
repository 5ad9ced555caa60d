using System.Globalization;
using System.Text;

namespace Slipway.Runs.Reports;

/// <summary>
/// Foreign text made harmless for the eye: what a terminal or a browser would obey instead of showing (control characters,
/// escape sequences, characters that turn the direction of writing, characters without width) is shown by its name. Encoding
/// for HTML is the renderer's work, not this one's.
/// </summary>
internal static class Plainly
{
    /// <summary>Characters of a text that are shown at the most.</summary>
    public const int MostText = 4_000;

    /// <summary>One line of text.</summary>
    public static string Line(string? text) => Cut(Show(text ?? "", lines: false), MostText);

    /// <summary>Text that keeps its lines: a command, a comment.</summary>
    public static string Lines(string? text) => Cut(Show(text ?? "", lines: true), 4 * MostText);

    /// <summary>Raw output: as <see cref="Lines"/>, without length limit, and colours are left out.</summary>
    public static string Output(string text) => Show(WithoutColours(text), lines: true);

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return $"{text[..end]} … ({(text.Length - end).ToString("N0", CultureInfo.InvariantCulture)} more characters)";
    }

    private static string Show(string text, bool lines)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                var rune = new Rune(c, text[++i]);
                _ = rune.Value is >= 0xE0000 and <= 0xE0FFF ? Name(shown, rune.Value) : shown.Append(rune.ToString());
            }
            else if (c is '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                continue;
            }
            else
            {
                Show(shown, text, i, lines);
            }
        }

        return shown.ToString();
    }

    private static StringBuilder Show(StringBuilder shown, string text, int at, bool lines)
    {
        var c = text[at];
        return c switch
        {
            '\n' => shown.Append(lines ? '\n' : ' '),
            '\t' => shown.Append(lines ? '\t' : ' '),
            '\r' => shown.Append(lines ? "␍\n" : "␍"),
            < ' ' => shown.Append((char)(0x2400 + c)),
            '\x7f' => shown.Append('␡'),
            >= '\u0080' and <= '\u009f' => Name(shown, c),
            '\u200c' or '\u200d' when JoinsScript(text, at) => shown.Append(c),
            _ when IsHidden(c) => Name(shown, c),
            _ when char.IsSurrogate(c) => shown.Append('\ufffd'),
            _ => shown.Append(c),
        };
    }

    private static bool IsHidden(char c) =>
        c
            is '\u00ad'
                or '\u034f'
                or '\u061c'
                or '\u115f'
                or '\u1160'
                or '\u180e'
                or '\u3164'
                or '\ufeff'
                or '\uffa0'
                or (>= '\u200b' and <= '\u200f')
                or (>= '\u2028' and <= '\u202e')
                or (>= '\u2060' and <= '\u206f')
                or (>= '\ufff9' and <= '\ufffc')
                or '\ufffe'
                or '\uffff';

    /// <summary>Joiners belong to scripts and emoji; between letters of ASCII they only hide.</summary>
    private static bool JoinsScript(string text, int at) =>
        at > 0 && !char.IsAscii(text[at - 1]) && at + 1 < text.Length && !char.IsAscii(text[at + 1]);

    private static StringBuilder Name(StringBuilder shown, int code) => shown.Append(CultureInfo.InvariantCulture, $"⟨U+{code:X4}⟩");

    /// <summary>Without <c>ESC [ … m</c>: it says nothing but colour; every other sequence stays to be shown.</summary>
    private static string WithoutColours(string text)
    {
        if (!text.Contains("\u001b[", StringComparison.Ordinal))
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == '\u001b' && EndOfColour(text, at) is { } behind)
            {
                at = behind;
            }
            else
            {
                kept.Append(text[at++]);
            }
        }

        return kept.ToString();
    }

    /// <summary>Index of the first character behind a colour sequence that begins here; null when none does.</summary>
    private static int? EndOfColour(string text, int at)
    {
        if (at + 1 >= text.Length || text[at + 1] != '[')
        {
            return null;
        }

        var end = at + 2;
        while (end < text.Length && end - at < 40 && (char.IsAsciiDigit(text[end]) || text[end] is ';' or ':'))
        {
            end++;
        }

        return end < text.Length && text[end] == 'm' ? end + 1 : null;
    }
}
