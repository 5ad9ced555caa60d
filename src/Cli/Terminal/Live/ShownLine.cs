using System.Globalization;
using Spectre.Console.Rendering;

namespace Slipway.Cli.Terminal.Live;

/// <summary>What a piece of a line means; its look is chosen in one place.</summary>
internal enum Tone
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>Beside the point.</summary>
    Faint,

    /// <summary>A heading.</summary>
    Strong,

    /// <summary>Passed.</summary>
    Good,

    /// <summary>Failed.</summary>
    Bad,

    /// <summary>Not known, or waited for.</summary>
    Doubt,

    /// <summary>What runs now.</summary>
    Now,
}

/// <summary>Words in one tone.</summary>
internal readonly record struct Piece(string Text, Tone Tone = Tone.Plain);

/// <summary>One row of the picture: pieces that never wrap.</summary>
internal sealed record ShownLine(params IReadOnlyList<Piece> Pieces)
{
    /// <summary>A line that stays may be cut at the terminal's edge instead of going on in the next row: nobody needs its end.</summary>
    public bool MayBeCut { get; init; }

    /// <summary>The words alone.</summary>
    public string Text => string.Concat(Pieces.Select(it => it.Text));

    /// <summary>Cells that it takes.</summary>
    public int Width => Pieces.Sum(it => Cells.Of(it.Text));

    /// <summary>The line, cut to a width; what is cut leaves a mark.</summary>
    public ShownLine Within(int width)
    {
        if (Width <= width)
        {
            return this;
        }

        var kept = new List<Piece>();
        var left = width;
        foreach (var piece in Pieces)
        {
            var own = Cells.Of(piece.Text);
            if (own < left)
            {
                kept.Add(piece);
                left -= own;
                continue;
            }

            kept.Add(piece with { Text = Cells.Short(piece.Text + (own == left ? "…" : ""), left) });
            break;
        }

        return new(kept);
    }

    /// <summary>The line in rows of at most this width, broken at blanks; rows after the first begin with so many blanks.</summary>
    public IReadOnlyList<ShownLine> Wrapped(int width, int indent)
    {
        if (Width <= width)
        {
            return [this];
        }

        var room = width - indent >= 20 ? indent : Math.Min(indent, 2);
        var rows = new List<ShownLine>();
        var row = new List<Piece>();
        var used = 0;
        foreach (var (word, tone) in Pieces.SelectMany(piece => Cells.Words(piece.Text).Select(it => (it, piece.Tone))))
        {
            var own = Cells.Of(word);
            if (used + Cells.Of(word.TrimEnd()) > width && used > room)
            {
                rows.Add(Ended(row));
                row = [new(new string(' ', room))];
                used = room;
                if (word.Trim().Length == 0)
                {
                    continue;
                }
            }

            row.Add(new(word, tone));
            used += own;
        }

        rows.Add(Ended(row));
        return rows;
    }

    /// <summary>Blanks at the end of a full row would go on in the next one.</summary>
    private static ShownLine Ended(List<Piece> row) => new([.. row.SkipLast(1), row[^1] with { Text = row[^1].Text.TrimEnd(' ') }]);

    /// <summary>Puts a second line at the right end; it goes first when there is no room for both.</summary>
    public ShownLine With(ShownLine right, int width, int least = 12)
    {
        var room = width - right.Width - 2;
        if (right.Width == 0 || room < Math.Min(least, Width))
        {
            return Within(width);
        }

        var left = Within(room);
        return new([.. left.Pieces, new(new string(' ', width - left.Width - right.Width)), .. right.Pieces]);
    }
}

/// <summary>Cells that text takes on a terminal: wide characters take two, marks none.</summary>
internal static class Cells
{
    /// <summary>Of a text without control characters.</summary>
    public static int Of(string text) => Ascii(text) ? text.Length : Elements(text).Sum(Wide);

    /// <summary>At most this many cells; what is cut leaves a mark.</summary>
    public static string Short(string text, int cells)
    {
        if (Of(text) <= cells)
        {
            return text;
        }

        if (cells <= 0)
        {
            return "";
        }

        var (kept, left) = (new System.Text.StringBuilder(), cells - 1);
        foreach (var element in Elements(text))
        {
            left -= Wide(element);
            if (left < 0)
            {
                break;
            }

            kept.Append(element);
        }

        return kept.Append('…').ToString();
    }

    /// <summary>The words of a text, each with the blanks behind it; put together they are the text.</summary>
    public static IEnumerable<string> Words(string text)
    {
        for (var start = 0; start < text.Length; )
        {
            var end = text.IndexOf(' ', start);
            end = end < 0 ? text.Length : end;
            while (end < text.Length && text[end] == ' ')
            {
                end++;
            }

            yield return text[start..end];
            start = end;
        }
    }

    private static bool Ascii(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static IEnumerable<string> Elements(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            yield return elements.GetTextElement();
        }
    }

    /// <summary>An element that is joined of several, or asks to be shown as a picture, takes two cells where it is drawn as one.</summary>
    private static int Wide(string element) =>
        element.Length == 1 && element[0] is >= ' ' and <= '~' ? 1
        : element.Contains('\ufe0f', StringComparison.Ordinal) || element.Contains('\u200d', StringComparison.Ordinal) ? 2
        : Math.Min(2, new Segment(element).CellCount());
}
