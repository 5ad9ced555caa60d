using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Items;

/// <summary>Where annotations stand in a document: a comment on the item's line or the next, and behind a fence's language.</summary>
internal static class AnnotationSource
{
    private const string Opening = "<!-- slipway:";

    /// <summary>Each annotation with the line of the item it speaks of, its text, and where it stands.</summary>
    public static IEnumerable<(int ItemLine, string Text, int Line, int Column)> AllIn(Outline outline)
    {
        var entries = outline.Entries.GroupBy(it => it.Line).ToDictionary(it => it.Key, it => it.First());
        for (var line = 1; line <= outline.Source.LineCount; line++)
        {
            var text = outline.Source.Line(line);
            var open = text.IndexOf(Opening, StringComparison.OrdinalIgnoreCase);
            var close = open < 0 ? -1 : text.IndexOf("-->", open, StringComparison.Ordinal);
            if (close < 0)
            {
                continue;
            }

            var alone = text[..open].Trim().Trim('>').Length == 0;
            var item = alone ? Above(entries, line) : line;
            if (item is { } at && entries.ContainsKey(at))
            {
                yield return (at, text[(open + Opening.Length)..close].Trim(), line, open + 1);
            }
        }

        foreach (
            var fence in outline.Entries.Where(it =>
                it.Fence is { Info.Length: > 0 } found
                && found.Info.Contains('=', StringComparison.Ordinal)
                && !found.Info.Contains('{', StringComparison.Ordinal)
            )
        )
        {
            yield return (fence.Line, fence.Fence!.Info, fence.Line, 1);
        }
    }

    /// <summary>Reads the words of an annotation. The grammar belongs to the settings; until it is there nothing is understood.</summary>
    public static AnnotationSpec? Parse(string text, string file, int line, int column, List<Fault> faults) => null;

    /// <summary>The nearest entry at most two lines above that is an item by its marks.</summary>
    private static int? Above(Dictionary<int, Entry> entries, int line)
    {
        for (var at = line - 1; at >= line - 2 && at > 0; at--)
        {
            if (entries.ContainsKey(at))
            {
                return at;
            }
        }

        return null;
    }
}
