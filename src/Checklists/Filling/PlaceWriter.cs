using System.Text.RegularExpressions;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Filling;

/// <summary>One change of bytes: what stands from <paramref name="Offset"/> for <paramref name="Length"/> bytes gives way to <paramref name="Text"/>.</summary>
internal readonly record struct Edit(int Offset, int Length, string Text);

/// <summary>Says what each place becomes.</summary>
internal sealed partial class PlaceWriter(SourceText source)
{
    private readonly DocumentMarks _marks = DocumentMarks.Of(source);

    /// <summary>The change that ticks or empties a box; none when it is so already.</summary>
    public IEnumerable<Edit> Box(Place place, bool tick)
    {
        var wanted = tick ? place.TickedText : place.EmptyText;
        return TextOf(place) == wanted ? [] : [new(place.Offset, place.Length, wanted)];
    }

    /// <summary>The changes that write a value into a blank; none when the value is empty, or no choice of boxes that stand side by side.</summary>
    public IEnumerable<Edit> Blank(Place place, string value)
    {
        if (place is { Kind: PlaceKind.Choice, TickedText.Length: > 0 })
        {
            return SideBySide(place, value);
        }

        var start = IndexOf(place.Offset);
        var end = IndexOf(place.Offset + place.Length);
        var context = ContextOf(start);
        var text = ChoiceOf(place, value) ?? (IsOneGlyph(place, value) ? value.Trim() : SafeText.Write(WithoutUnit(place, value), context));
        if (text.Length == 0)
        {
            return [];
        }

        return [new(place.Offset, place.Length, context.InTable && IsWholeCell(start, end) ? $" {text} " : text)];
    }

    /// <summary>The choice as the author wrote it; null when the value is none of them.</summary>
    private static string? ChoiceOf(Place place, string value) =>
        place.Choices.FirstOrDefault(it => string.Equals(Plain(it), Plain(value), StringComparison.OrdinalIgnoreCase));

    private static string Plain(string text) => string.Concat(text.Where(it => !char.IsWhiteSpace(it) && it is not '-'));

    /// <summary>A status cell may show a box-like glyph, and nothing else may.</summary>
    private bool IsOneGlyph(Place place, string value) =>
        place.Kind == PlaceKind.Status && value.Trim() is "☑" or "☐" or "⬜" && !_marks.TickIsBox;

    private List<Edit> SideBySide(Place place, string value)
    {
        var choice = ChoiceOf(place, value);
        var start = IndexOf(place.Offset);
        var boxes = Boxes.Find(source.Text[start..IndexOf(place.Offset + place.Length)], _marks.TickIsBox);
        var edits = new List<Edit>();
        for (var i = 0; choice is not null && i < Math.Min(boxes.Count, place.Choices.Count); i++)
        {
            var wanted = place.Choices[i] == choice;
            if (boxes[i].Ticked != wanted)
            {
                var from = source.ByteOffset(start + boxes[i].Start);
                var length = source.ByteOffset(start + boxes[i].End) - from;
                edits.Add(new(from, length, wanted ? boxes[i].Style.Ticked : boxes[i].Style.Empty));
            }
        }

        return edits;
    }

    /// <summary>A unit that stays behind the blank is not written twice.</summary>
    private static string WithoutUnit(Place place, string value)
    {
        var trimmed = value.Trim();
        return place.Unit is { } unit && trimmed.Length > unit.Length && trimmed.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
            ? trimmed[..^unit.Length].TrimEnd()
            : trimmed;
    }

    private ValueContext ContextOf(int index)
    {
        var line = source.LineOf(index);
        var column = index - source.LineStart(line);
        var text = source.Line(line);
        var inTable = TableRow.At(source, line) is not null;
        var inCode = LineMask.Of(text).CodeMarks.Any(it => it.Start <= column && column < it.End);
        return new(inCode, inTable, !inTable && !inCode && Lead().Match(text).Length >= column);
    }

    /// <summary>The place reaches from bar to bar, so blanks are put around the value.</summary>
    private bool IsWholeCell(int start, int end) =>
        (start == 0 || source.Text[start - 1] is '|' or '\n' or '\r')
        && (end == source.Text.Length || source.Text[end] is '|' or '\n' or '\r')
        && !source.Text.AsSpan(start, end - start).Contains('_');

    private string TextOf(Place place) => source.Text[IndexOf(place.Offset)..IndexOf(place.Offset + place.Length)];

    /// <summary>The first character that begins at a byte or behind it.</summary>
    private int IndexOf(int offset)
    {
        var (low, high) = (0, source.Text.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = source.ByteOffset(middle) < offset ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    [GeneratedRegex(@"^[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*(?:\[[ xX]?\][ \t]*)?")]
    private static partial Regex Lead();
}
