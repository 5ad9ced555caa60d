using Slipway.Checklists.Annotations;
using Slipway.Checklists.Meaning.Commands;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Items;

/// <summary>Where annotations stand in a document: a comment on the item's line or below it, and behind a fence's language.</summary>
internal static class AnnotationSource
{
    private const string Opening = "<!--";
    private const string Name = "slipway:";

    /// <summary>Each annotation with the line of the entry it speaks of; what cannot be used becomes a fault.</summary>
    public static IEnumerable<(int EntryLine, AnnotationSpec Said)> AllIn(Outline outline, string file, ToolTable tools, List<Fault> faults)
    {
        var entries = outline.Entries.Select(it => it.Line).ToHashSet();
        var fenced = outline.Entries.Where(it => it.Fence is not null).ToDictionary(it => it.Line, it => it.Fence!.LastLine);
        var closings = outline
            .Entries.Where(it => it.Fence is not null)
            .DistinctBy(it => it.Fence!.LastLine)
            .ToDictionary(it => it.Fence!.LastLine, it => it.Line);
        for (var line = 1; line <= outline.Source.LineCount; line++)
        {
            if (fenced.TryGetValue(line, out var last))
            {
                line = Math.Max(line, last);
                continue;
            }

            if (OnLine(outline.Source, line, file, tools, faults) is { } said && EntryOf(outline, entries, closings, line) is { } entry)
            {
                yield return (entry, said);
            }
        }

        foreach (var fence in outline.Entries.Where(it => it.Fence is { Info.Length: > 0 }))
        {
            var column = outline.Source.Line(fence.Line).IndexOf(fence.Fence!.Info, StringComparison.Ordinal) + 1;
            if (AnnotationReader.ParseFence(fence.Fence.Info, file, fence.Line, Math.Max(1, column), faults, tools) is { } said)
            {
                yield return (fence.Line, said);
            }
        }
    }

    /// <summary>The annotation that begins on a line; it may go over several lines.</summary>
    private static AnnotationSpec? OnLine(SourceText source, int line, string file, ToolTable tools, List<Fault> faults)
    {
        var text = source.Line(line);
        var open = text.IndexOf(Opening, StringComparison.Ordinal);
        var start = open < 0 ? -1 : open + Opening.Length + BlanksIn(text, open + Opening.Length);
        if (start < 0 || string.Compare(text, start, Name, 0, Name.Length, StringComparison.OrdinalIgnoreCase) != 0)
        {
            return null;
        }

        var from = source.LineStart(line) + start + Name.Length;
        var close = source.Text.IndexOf("-->", from, Math.Min(4000, source.Text.Length - from), StringComparison.Ordinal);
        return close < 0 ? null : AnnotationReader.Parse(source.Text[from..close], file, line, start + Name.Length + 1, faults, tools);
    }

    private static int BlanksIn(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return end - at;
    }

    /// <summary>The entry on the line itself, otherwise the nearest one at most two lines above; of a fence its opening line.</summary>
    private static int? EntryOf(Outline outline, HashSet<int> entries, Dictionary<int, int> closings, int line)
    {
        for (var at = line; at >= line - 2 && at > 0; at--)
        {
            if (entries.Contains(at))
            {
                return at;
            }

            if (at < line && outline.Source.Line(at).Trim().Length > 0)
            {
                return closings.TryGetValue(at, out var first) ? first : null;
            }
        }

        return null;
    }
}
