namespace Slipway.Checklists.Reading;

/// <summary>The document as its author laid it out: entries in order, each in its section, below its parent.</summary>
/// <param name="Source">The text it was read from.</param>
/// <param name="Entries">In document order.</param>
/// <param name="Comments">Lines that stand wholly inside HTML comments, for annotations.</param>
/// <param name="FrontMatter">The lines of the front matter without its marks; empty when there is none.</param>
internal sealed record Outline(
    SourceText Source,
    IReadOnlyList<Entry> Entries,
    IReadOnlyList<SourceLine> Comments,
    IReadOnlyList<SourceLine> FrontMatter
)
{
    /// <summary>The first heading; empty when there is none.</summary>
    public string Title => Entries.FirstOrDefault(it => it.Form == EntryForm.Heading)?.Words.Readable ?? "";

    public static Outline Of(SourceText source) => new OutlineReader(source).Read();
}
