namespace Slipway.Checklists.Reading;

/// <summary>The shape of an entry.</summary>
internal enum EntryForm
{
    /// <summary>A heading of Markdown.</summary>
    Heading,

    /// <summary>An entry of a list.</summary>
    Listed,

    /// <summary>A line of a paragraph.</summary>
    Line,

    /// <summary>A row of a table.</summary>
    Row,

    /// <summary>A fence.</summary>
    Fence,
}

/// <summary>One thing that the author wrote on a line of its own, with its place among the others. Nothing is decided here.</summary>
internal sealed class Entry
{
    public required int Line { get; init; }

    /// <summary>The last line whose words belong to it; what stands below it is not meant.</summary>
    public int LastLine { get; set; }

    public required EntryForm Form { get; init; }

    public required MarkedLine Marks { get; init; }

    /// <summary>The words without mark-up.</summary>
    public required Inline Words { get; set; }

    /// <summary>The source of the words, mark-up kept.</summary>
    public required string Raw { get; set; }

    public required Section Section { get; init; }

    /// <summary>The line before a list that ends in a colon and speaks for the whole list.</summary>
    public Entry? LeadIn { get; init; }

    /// <summary>The list entry above with less indentation; of a fence the entry it hangs on.</summary>
    public Entry? Parent { get; init; }

    public List<Entry> Children { get; } = [];

    public Fence? Fence { get; init; }

    public Row? Row { get; init; }

    public string Text => Words.Text;

    public bool HasBox => Marks.Box != BoxState.None;

    public bool IsListed => Form == EntryForm.Listed;

    /// <summary>A heading, or the bold line that serves as one.</summary>
    public bool IsTitle => Form == EntryForm.Heading || Form == EntryForm.Line && Section.IsBold && Section.Line == Line;

    /// <summary>The fence that hangs on this entry first; null when none does.</summary>
    public Entry? AttachedFence => Children.FirstOrDefault(it => it.Form == EntryForm.Fence);

    public override string ToString() => $"{Line} {Form} {Text}";
}

/// <summary>A heading, or a bold line that serves as one, and what stands under it.</summary>
/// <param name="Level">1 to 6, one more for a bold line; 0 for the document.</param>
/// <param name="Text">The words.</param>
/// <param name="Line">1-based line; 0 for the document.</param>
/// <param name="Parent">The section that holds this one.</param>
/// <param name="IsBold">True for a bold line that serves as a heading.</param>
internal sealed record Section(int Level, string Text, int Line, Section? Parent, bool IsBold)
{
    /// <summary>The nearest real heading, mark-up stripped.</summary>
    public string Phase => IsBold ? Parent?.Phase ?? "" : Text;

    /// <summary>This section and those that hold it, from the inside out.</summary>
    public IEnumerable<Section> Chain()
    {
        for (var at = this; at is not null; at = at.Parent)
        {
            yield return at;
        }
    }

    /// <inheritdoc/>
    public bool Equals(Section? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Line;
}

/// <summary>A fence and the lines in it.</summary>
/// <param name="Language">First word behind the fence marks, lower case; empty when there is none.</param>
/// <param name="Info">What stands behind the language.</param>
/// <param name="LastLine">1-based line of the closing marks, or the last line.</param>
/// <param name="Body">The lines with their 1-based numbers, the fence's indentation taken away.</param>
internal sealed record Fence(string Language, string Info, int LastLine, IReadOnlyList<SourceLine> Body);

/// <summary>A line with its number.</summary>
internal sealed record SourceLine(int Number, string Text);

/// <summary>A row of a table.</summary>
/// <param name="Columns">The words of the table's head.</param>
/// <param name="Cells">The words of the row; at least one, which may be empty.</param>
internal sealed record Row(IReadOnlyList<string> Columns, IReadOnlyList<Inline> Cells)
{
    /// <summary>The cell under the first column that fits; null when there is none.</summary>
    public Inline? Under(Func<string, bool> column)
    {
        for (var i = 0; i < Math.Min(Columns.Count, Cells.Count); i++)
        {
            if (column(Columns[i]))
            {
                return Cells[i];
            }
        }

        return null;
    }
}
