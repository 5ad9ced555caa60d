using Slipway.Checklists.Filling;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists;

/// <summary>
/// Fills the boxes and blanks of a document and changes nothing else, byte for byte. What is written is made harmless: a value
/// cannot make a line, a box, a tag or a link. What has no place is not written.
/// </summary>
public static class ChecklistFiller
{
    /// <summary>The author's document with the places filled. Without fillings the bytes come back as they are.</summary>
    /// <param name="checklist">The document as it was read.</param>
    /// <param name="fillings">What goes where; of two for one line the later wins.</param>
    public static byte[] Fill(Checklist checklist, IReadOnlyList<ItemFilling> fillings)
    {
        var source = SourceText.Read(checklist.Bytes);
        var edits = EditsOf(checklist, fillings, source);
        var bytes = new List<byte>(checklist.Bytes.Length + 256);
        var from = 0;
        foreach (var edit in edits)
        {
            bytes.AddRange(checklist.Bytes.Span[from..edit.Offset]);
            bytes.AddRange(Garbling.Encode(edit.Text, source.Repaired));
            from = edit.Offset + edit.Length;
        }

        bytes.AddRange(checklist.Bytes.Span[from..]);
        return [.. bytes];
    }

    private static List<Edit> EditsOf(Checklist checklist, IReadOnlyList<ItemFilling> fillings, SourceText source)
    {
        var places = checklist.Places.Where(it => !it.Included).ToLookup(it => it.Line);
        var fences = checklist.Plan.Items.Where(it => it.InsideBlock is not null).ToLookup(it => it.Line, it => it.InsideBlock);
        var writer = new PlaceWriter(source);
        var comments = new CommentWriter(source);
        var edits = new List<Edit>();
        foreach (var filling in fillings.Reverse().DistinctBy(it => it.Line).OrderBy(it => it.Line))
        {
            edits.AddRange(places[filling.Line].SelectMany(it => Filled(writer, it, filling)));
            if (filling.Annotation is { } annotation && filling.Line >= 1 && filling.Line <= source.LineCount)
            {
                edits.AddRange(comments.Write(filling.Line, fences[filling.Line].FirstOrDefault(), annotation));
            }
        }

        return [.. edits.Distinct().OrderBy(it => it.Offset)];
    }

    private static IEnumerable<Edit> Filled(PlaceWriter writer, Place place, ItemFilling filling)
    {
        if (place.Kind == PlaceKind.Box)
        {
            return filling.Tick is { } tick ? writer.Box(place, tick) : [];
        }

        return filling.Blanks.TryGetValue(place.Index, out var value) ? writer.Blank(place, value) : [];
    }
}
