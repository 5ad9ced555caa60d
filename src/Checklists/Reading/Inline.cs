using System.Buffers;
using System.Text;

namespace Slipway.Checklists.Reading;

/// <summary>The words of a line without their mark-up, with the code, links and blanks that were in it.</summary>
/// <param name="Text">The words; a blank stands as <see cref="Blank"/>.</param>
/// <param name="Bold">The bold words that the line begins with, or empty.</param>
/// <param name="WhollyBold">True when nothing but marks stands beside the bold words.</param>
/// <param name="Codes">What stood in code marks.</param>
/// <param name="Urls">Targets of links and bare addresses.</param>
internal sealed record Inline(string Text, string Bold, bool WhollyBold, IReadOnlyList<string> Codes, IReadOnlyList<string> Urls)
{
    /// <summary>Stands in <see cref="Text"/> for a blank to fill, whatever its shape was.</summary>
    public const char Blank = '\uE000';

    /// <summary>Only so much of one line is understood; the rest is kept but not looked at, so that reading stays linear.</summary>
    public const int Longest = 2000;

    /// <summary>True when a blank is left to fill.</summary>
    public bool HasBlank => Text.Contains(Blank, StringComparison.Ordinal);

    public static Inline Of(string raw)
    {
        var source = raw.Length > Longest ? raw[..Longest] : raw;
        var reader = new InlineReader(WithBlanks(WithoutComments(source)));
        return reader.Read();
    }

    /// <summary>The words as a person reads them: a blank is three underscores.</summary>
    public string Readable =>
        !HasBlank && !Text.Contains("  ", StringComparison.Ordinal) && !Text.StartsWith(' ') && !Text.EndsWith(' ')
            ? Text
            : string.Join(' ', Text.Replace("\uE000", "___").Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string WithoutComments(string raw)
    {
        if (!raw.Contains("<!--", StringComparison.Ordinal))
        {
            return raw;
        }

        var into = new StringBuilder();
        var at = 0;
        while (raw.IndexOf("<!--", at, StringComparison.Ordinal) is var open and >= 0)
        {
            into.Append(raw, at, open - at);
            var close = raw.IndexOf("-->", open, StringComparison.Ordinal);
            at = close < 0 ? raw.Length : close + 3;
        }

        return into.Append(raw, at, raw.Length - at).ToString();
    }

    private static readonly SearchValues<char> BlankSigns = SearchValues.Create("_*\\.…＿");

    /// <summary>Runs of underscores, escaped or between stars, and long rows of dots become one sign.</summary>
    private static string WithBlanks(string raw)
    {
        if (raw.AsSpan().IndexOfAny(BlankSigns) < 0)
        {
            return raw;
        }

        var into = new StringBuilder(raw.Length);
        for (var at = 0; at < raw.Length; )
        {
            var length = Math.Max(BlankLength(raw, at), PairLength(raw, at));
            if (length > 0)
            {
                into.Append(Blank);
                at += length;
            }
            else
            {
                into.Append(raw[at++]);
            }
        }

        return into.ToString();
    }

    /// <summary>Length of a time or date to fill in: <c>__:__</c>, <c>__/__/____</c>, <c>__月__日</c>; 0 when none begins here.</summary>
    private static int PairLength(string raw, int at)
    {
        var (end, parts) = (at, 0);
        while (Underscores(raw, end) is var next and > 0 && next >= end + 2)
        {
            parts++;
            end = next;
            var joins = end < raw.Length && raw[end] is ':' or '：' or '/' or '.' or '-' or '年' or '月' or '日' or '时' or '時';
            if (!joins)
            {
                break;
            }

            if (Underscores(raw, end + 1) < end + 3)
            {
                return parts > 1 || raw[end] > '年' - 1 ? end - at : 0;
            }

            end++;
        }

        return parts > 1 ? end - at : 0;
    }

    private static int Underscores(string raw, int at)
    {
        while (at < raw.Length && raw[at] == '_')
        {
            at++;
        }

        return at;
    }

    private static int BlankLength(string raw, int at)
    {
        if (raw[at] is not ('_' or '*' or '\\' or '.' or '…' or '＿'))
        {
            return 0;
        }

        var end = at;
        var (underscores, stars, dots) = (0, 0, 0);
        for (; end < raw.Length; end++)
        {
            underscores +=
                raw[end] is '_' ? 1
                : raw[end] is '＿' ? 2
                : 0;
            stars += raw[end] == '*' ? 1 : 0;
            dots +=
                raw[end] is '.' ? 1
                : raw[end] is '…' ? 3
                : 0;
            var escape = raw[end] == '\\' && end + 1 < raw.Length && raw[end + 1] == '_';
            if (!escape && raw[end] is not ('_' or '*' or '.' or '…' or '＿'))
            {
                break;
            }
        }

        var isBlank = underscores >= 3 || underscores >= 1 && stars >= 6 || underscores == 0 && stars == 0 && dots >= 6;
        return isBlank ? end - at : 0;
    }
}
