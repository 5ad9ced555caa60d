using System.Text.RegularExpressions;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Filling;

/// <summary>Finds every box and blank that belongs to an item, exact to the byte.</summary>
internal sealed partial class PlaceFinder
{
    private readonly SourceText _source;
    private readonly DocumentMarks _marks;
    private readonly bool[] _inFence;
    private readonly string _withoutComments;

    /// <summary>Looks once over the document; then <see cref="Find"/> is cheap.</summary>
    public PlaceFinder(SourceText source)
    {
        _source = source;
        _marks = DocumentMarks.Of(source);
        _inFence = FencedLines(source);
        _withoutComments = WithoutComments(WithoutFences());
    }

    /// <summary>The places of one item, in document order; boxes and blanks are counted on their own.</summary>
    /// <param name="item">1-based line of the item; every place carries it.</param>
    /// <param name="firstLine">1-based first line that belongs to the item.</param>
    /// <param name="lastLine">1-based last line that belongs to it, without the lines of its children.</param>
    public IReadOnlyList<Place> Find(int item, int firstLine, int lastLine)
    {
        var places = new List<Place>();
        var blanks = 0;
        var hasBox = false;
        foreach (var found in Enumerable.Range(firstLine, lastLine - firstLine + 1).SelectMany(InLine))
        {
            if (found.Kind != PlaceKind.Box)
            {
                places.Add(AsPlace(found, item, blanks++));
            }
            else if (!hasBox)
            {
                hasBox = true;
                places.Add(AsPlace(found, item, 0));
            }
        }

        return places;
    }

    private IEnumerable<FoundPlace> InLine(int line)
    {
        if (_inFence[line - 1])
        {
            return [];
        }

        var (start, end) = (_source.LineStart(line), _source.LineEnd(line));
        return TableRow.At(_source, line) is { } row
            ? row.Cells.SelectMany(it => InCell(it.Start, it.End, it.Heading))
            : LineScanner.Scan(_withoutComments[start..end], column: null, _marks).Select(it => Moved(it, start));
    }

    private IEnumerable<FoundPlace> InCell(int start, int end, string heading)
    {
        var cell = _withoutComments[start..end];
        if (EmptyCell().IsMatch(cell.AsSpan().Trim()) && _source.Text.AsSpan(start, end - start).Trim().Length == cell.Trim().Length)
        {
            return PlaceWords.KindOfColumn(heading) is { } kind ? [new(start, end, kind) { Label = heading }] : [];
        }

        return LineScanner.Scan(cell, heading, _marks).Select(it => Moved(it, start));
    }

    private static FoundPlace Moved(FoundPlace found, int by) => found with { Start = found.Start + by, End = found.End + by };

    private Place AsPlace(FoundPlace found, int item, int index)
    {
        var offset = _source.ByteOffset(found.Start);
        return new(item, index, found.Kind, offset, _source.ByteOffset(found.End) - offset)
        {
            Label = found.Label,
            Unit = found.Unit,
            Choices = found.Choices,
            TickedText = found.Style?.Ticked ?? "",
            EmptyText = found.Style?.Empty ?? "",
        };
    }

    /// <summary>Which lines stand in a fence, its marks included: what stands there is shown, not filled.</summary>
    private static bool[] FencedLines(SourceText source)
    {
        var inside = new bool[source.LineCount];
        var open = "";
        for (var line = 1; line <= source.LineCount; line++)
        {
            var text = source.Line(line);
            var mark = MayBeFence(text) ? Fence().Match(text) : Match.Empty;
            var run = mark.Groups["run"].Value;
            inside[line - 1] = open.Length > 0 || mark.Success;
            if (open.Length == 0)
            {
                open = run;
            }
            else if (mark.Success && run[0] == open[0] && run.Length >= open.Length && mark.Groups["info"].Value.Trim().Length == 0)
            {
                open = "";
            }
        }

        return inside;
    }

    private static bool MayBeFence(string line) =>
        line.Contains("```", StringComparison.Ordinal) || line.Contains("~~~", StringComparison.Ordinal);

    /// <summary>A comment that is shown in a fence opens and closes nothing.</summary>
    private char[] WithoutFences()
    {
        var text = _source.Text.ToCharArray();
        for (var line = 1; line <= _source.LineCount; line++)
        {
            if (_inFence[line - 1])
            {
                Array.Fill(text, ' ', _source.LineStart(line), _source.LineEnd(line) - _source.LineStart(line));
            }
        }

        return text;
    }

    /// <summary>Blanks comments out, line ends kept; one that never closes is none.</summary>
    private static string WithoutComments(char[] text)
    {
        for (var at = 0; text.AsSpan(at).IndexOf("<!--") is var open and >= 0; )
        {
            var start = at + open;
            var close = text.AsSpan(start + 4).IndexOf("-->");
            if (close < 0)
            {
                break;
            }

            at = start + 4 + close + 3;
            foreach (ref var it in text.AsSpan(start..at))
            {
                it = it is '\n' or '\r' ? it : ' ';
            }
        }

        return new(text);
    }

    [GeneratedRegex(@"^[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*(?<run>(?>`{3,}|~{3,}))(?<info>[^`]*)$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^(?:[-–—…]|TBD|tbd|TBC|⏳|🔲|⏳? ?[Pp]ending|\.\.\.)?$")]
    private static partial Regex EmptyCell();
}
