namespace Slipway.Checklists.Reading;

/// <summary>A box of a line.</summary>
internal enum BoxState
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>Not ticked.</summary>
    Empty,

    /// <summary>Ticked.</summary>
    Ticked,
}

/// <summary>One line taken apart: quote marks, indentation, list marker, box, and what is left.</summary>
/// <param name="Indent">Column of the marker, or of the text when there is none; tabs reach to multiples of four.</param>
/// <param name="Quotes">How many quote marks stand before it.</param>
/// <param name="Marker">The list marker as written, or empty.</param>
/// <param name="Box">Whether a box follows.</param>
/// <param name="BoxStart">Index of the box in the understood text.</param>
/// <param name="BoxEnd">Index behind the box.</param>
/// <param name="ContentStart">Index of the first character of what is left.</param>
internal sealed record MarkedLine(int Indent, int Quotes, string Marker, BoxState Box, int BoxStart, int BoxEnd, int ContentStart)
{
    private const string Bullets = "-*+•▪◦‣●○▸►➤–—";

    /// <summary>A middle dot lists in Japanese, and stands close to its words.</summary>
    private const char MiddleDot = '・';
    private const string EmptyGlyphs = "☐□⬜▢◻🔲";
    private const string TickedGlyphs = "☑☒🗹";

    /// <summary>True for <c>1.</c>, <c>2)</c>, <c>a)</c>, <c>(3)</c>, <c>④</c>.</summary>
    public bool Ordered => Marker.Length > 1 || Marker is [>= FirstCircled and <= LastCircled];

    /// <summary>A line below this one without the quote marks and the indentation that this one has.</summary>
    public string Unindent(string text)
    {
        var at = 0;
        for (var quote = 0; quote < Quotes; quote++)
        {
            var mark = text.IndexOf('>', at);
            at = mark >= 0 && text.AsSpan(at, mark - at).Trim().IsEmpty ? mark + 1 : at;
        }

        at += Quotes > 0 && at < text.Length && text[at] == ' ' ? 1 : 0;
        var column = 0;
        while (at < text.Length && column < Indent && text[at] is ' ' or '\t')
        {
            column = text[at] == '\t' ? (column / 4 + 1) * 4 : column + 1;
            at++;
        }

        return text[at..];
    }

    /// <summary>Takes the text of one line apart; <paramref name="start"/> is its first index and <paramref name="end"/> the one behind it.</summary>
    public static MarkedLine Of(string text, int start, int end)
    {
        var at = start;
        var column = 0;
        var quotes = 0;
        var marker = "";
        var indent = -1;
        for (var round = 0; round < 8; round++)
        {
            (at, column) = SkipBlanks(text, at, end, column);
            indent = marker.Length == 0 ? column : indent;
            var length = at < end && text[at] == '>' && marker.Length == 0 ? 1 : MarkerLength(text, at, end);
            if (length == 0)
            {
                break;
            }

            quotes += text[at] == '>' ? 1 : 0;
            marker = text[at] == '>' ? "" : text[at..(at + length)];
            column += length;
            at += length;
        }

        var (box, boxEnd) = BoxAt(text, at, end, marker.Length > 0);
        var content = box == BoxState.None ? at : SkipBlanks(text, boxEnd, end, 0).At;
        return new(indent, quotes, marker, box, at, boxEnd, content);
    }

    /// <summary>Length of a box at an index, any style, with its state; zero when there is none.</summary>
    public static (BoxState State, int Length) AnyBox(string text, int at, int end)
    {
        var (state, boxEnd) = BoxAt(text, at, end, afterMarker: false);
        return (state, boxEnd - at);
    }

    private static (int At, int Column) SkipBlanks(string text, int at, int end, int column)
    {
        while (at < end && (text[at] is ' ' or '\t' or '\u00A0' or '\u3000'))
        {
            column = text[at] == '\t' ? (column / 4 + 1) * 4 : column + 1;
            at++;
        }

        return (at, column);
    }

    private static int MarkerLength(string text, int at, int end)
    {
        if (at >= end)
        {
            return 0;
        }

        if (text[at] == MiddleDot || text[at] is >= FirstCircled and <= LastCircled)
        {
            return 1;
        }

        if (text[at] is '(' or '（')
        {
            return Bracketed(text, at, end);
        }

        if (Bullets.Contains(text[at], StringComparison.Ordinal))
        {
            return at + 1 == end || text[at + 1] is ' ' or '\t' or '\u00A0' ? 1 : 0;
        }

        var digits = at;
        while (digits < end && digits - at < 9 && IsDigit(text[digits]))
        {
            digits++;
        }

        if (digits > at && digits - at < 4 && digits < end && text[digits] is '．' or '）' or '、')
        {
            return digits + 1 - at;
        }

        if (digits > at && digits - at < 3 && Dashed(text, digits, end) is var dashed and > 0)
        {
            return dashed - at;
        }

        if (SectionNumber(text, digits, end) is var behind and > 0 && digits > at)
        {
            return behind - at;
        }

        var letter = digits == at && char.IsLetter(text[at]);
        digits += letter ? 1 : 0;
        var closes =
            digits > at && digits < end && (text[digits] == ')' || text[digits] == '.' && (!letter || char.IsAsciiLetterLower(text[at])));
        return closes && (digits + 1 == end || text[digits + 1] is ' ' or '\t') ? digits + 1 - at : 0;
    }

    private const char FirstCircled = '①';
    private const char LastCircled = '⑳';

    private static bool IsDigit(char sign) => sign is >= '0' and <= '9' or >= '０' and <= '９';

    /// <summary>Length of <c>(1)</c> with its brackets; 0 when it is none.</summary>
    private static int Bracketed(string text, int at, int end)
    {
        var digits = at + 1;
        while (digits < end && digits - at < 4 && IsDigit(text[digits]))
        {
            digits++;
        }

        return digits > at + 1 && digits < end && text[digits] is ')' or '）' ? digits + 1 - at : 0;
    }

    /// <summary>The end of <c>1 -</c> before a sentence; 0 when it is none, for instance a range.</summary>
    private static int Dashed(string text, int at, int end) =>
        at + 3 < end && text[at] == ' ' && text[at + 1] is '-' or '–' or '—' && text[at + 2] == ' ' && char.IsUpper(text[at + 3])
            ? at + 2
            : 0;

    /// <summary>The end of <c>1.2</c> or <c>1.2.3.</c> before words; 0 when it is none, for instance a quantity.</summary>
    private static int SectionNumber(string text, int at, int end)
    {
        var parts = 0;
        while (at + 1 < end && text[at] == '.' && char.IsAsciiDigit(text[at + 1]) && parts < 4)
        {
            at++;
            parts++;
            while (at < end && char.IsAsciiDigit(text[at]))
            {
                at++;
            }
        }

        at += parts > 0 && at < end && text[at] is '.' or ')' ? 1 : 0;
        return
            parts > 0 && at + 1 < end && text[at] == ' ' && (char.IsUpper(text[at + 1]) || text[at + 1] is >= '\u3040' or '[' or '`' or '*')
            ? at
            : 0;
    }

    private static (BoxState State, int End) BoxAt(string text, int at, int end, bool afterMarker)
    {
        if (at >= end)
        {
            return (BoxState.None, at);
        }

        if (char.IsAscii(text[at]))
        {
            return Brackets(text, at, end, afterMarker);
        }

        var glyph = text.AsSpan(at, char.IsHighSurrogate(text[at]) && at + 1 < end ? 2 : 1);
        var isEmpty = EmptyGlyphs.AsSpan().IndexOf(glyph) >= 0;
        if (!isEmpty && TickedGlyphs.AsSpan().IndexOf(glyph) < 0)
        {
            return (BoxState.None, at);
        }

        var behind = at + glyph.Length;
        behind += behind < end && text[behind] == '\uFE0F' ? 1 : 0;
        return (isEmpty ? BoxState.Empty : BoxState.Ticked, behind);
    }

    private static (BoxState State, int End) Brackets(string text, int at, int end, bool afterMarker)
    {
        var open = text[at] == '\\' ? at + 1 : at;
        if (open >= end || text[open] != '[')
        {
            return (BoxState.None, at);
        }

        var close = text.IndexOf(']', open, Math.Min(end - open, 5));
        if (close < 0 || close + 1 < end && text[close + 1] is '(' or ':' or '[')
        {
            return (BoxState.None, at);
        }

        var inside = text[(open + 1)..close].TrimEnd('\\');
        var said = inside.Trim();
        var state = said switch
        {
            "" when inside.Length > 0 || afterMarker => BoxState.Empty,
            "_" when afterMarker => BoxState.Empty,
            "x" or "X" or "✓" or "✔" or "✔️" or "✅" or "х" or "Х" => BoxState.Ticked,
            _ => BoxState.None,
        };
        return state == BoxState.None ? (state, at) : (state, close + 1);
    }
}
