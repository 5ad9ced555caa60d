using System.Text;

namespace Slipway.Platform.Processes;

/// <summary>Text as a person reads it on a terminal, without what only the terminal reads (ECMA-48 control sequences).</summary>
internal static class Plain
{
    private const char Escape = '\u001b';
    private const char Csi = '\u009b';
    private const char Bell = '\u0007';

    public static string Text(string raw)
    {
        if (!raw.AsSpan().ContainsAny("\u001b\u009b\r\0\b"))
        {
            return raw;
        }

        var text = new StringBuilder(raw.Length);
        for (var at = 0; at < raw.Length; )
        {
            switch (raw[at])
            {
                case Escape:
                    at = AfterEscape(raw, at + 1);
                    break;
                case Csi:
                    at = AfterControlSequence(raw, at + 1);
                    break;
                case '\r':
                    text.Append('\n');
                    at += at + 1 < raw.Length && raw[at + 1] == '\n' ? 2 : 1;
                    break;
                case '\0':
                    text.Append('\uFFFD');
                    at++;
                    break;
                case '\b':
                    // Overstruck bold of manual pages (c BS c): the second writing stays.
                    text.Length = Math.Max(0, text.Length - (text.Length > 0 && text[^1] != '\n' ? 1 : 0));
                    at++;
                    break;
                default:
                    text.Append(raw[at++]);
                    break;
            }
        }

        return text.ToString();
    }

    private static int AfterEscape(string raw, int at)
    {
        if (at >= raw.Length)
        {
            return at;
        }

        return raw[at] switch
        {
            '[' => AfterControlSequence(raw, at + 1),
            ']' or 'P' or 'X' or '^' or '_' => AfterString(raw, at + 1),
            >= ' ' and <= '/' => Math.Min(at + 2, raw.Length),
            _ => at + 1,
        };
    }

    private static int AfterControlSequence(string raw, int at)
    {
        while (at < raw.Length && raw[at] is >= ' ' and <= '?')
        {
            at++;
        }

        return at < raw.Length && raw[at] is >= '@' and <= '~' ? at + 1 : at;
    }

    /// <summary>Ends at BEL or ESC \. One that does not end within its line swallows nothing: a stray sequence must not hide output.</summary>
    private static int AfterString(string raw, int at)
    {
        for (var end = at; end < raw.Length && raw[end] != '\n'; end++)
        {
            if (raw[end] == Bell)
            {
                return end + 1;
            }

            if (raw[end] == Escape && end + 1 < raw.Length && raw[end + 1] == '\\')
            {
                return end + 2;
            }
        }

        return at;
    }
}
