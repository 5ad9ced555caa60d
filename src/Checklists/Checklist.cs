namespace Slipway.Checklists;

/// <summary>A document that has been read: its bytes as they are, the places that can be filled, and the plan.</summary>
public sealed class Checklist
{
    private readonly Lazy<IReadOnlyList<Place>> _places;

    internal Checklist(ReadOnlyMemory<byte> bytes, Plan plan, Func<IReadOnlyList<Place>> places)
    {
        Bytes = bytes;
        Plan = plan;
        _places = new(places);
    }

    internal Checklist(ReadOnlyMemory<byte> bytes, Plan plan, IReadOnlyList<Place> places)
        : this(bytes, plan, () => places) { }

    /// <summary>The author's bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What is to happen.</summary>
    public Plan Plan { get; }

    /// <summary>Every box and blank of every item, in document order; looked for when they are first asked for.</summary>
    public IReadOnlyList<Place> Places => _places.Value;

    /// <summary>The documents that it includes, as they were read; nothing is ever filled into them.</summary>
    public IReadOnlyList<IncludedText> Included { get; init; } = [];

    /// <summary>Items of the settings whose words fit no line, or are a part of several: they say nothing here.</summary>
    public IReadOnlyList<ItemSettings> Unfitting { get; init; } = [];

    /// <summary>Why the items read as they do, by line; for explanations.</summary>
    internal IReadOnlyDictionary<int, Meaning.Items.Reasons> Reasons { get; init; } = new Dictionary<int, Meaning.Items.Reasons>();
}

/// <summary>A place in the document that is filled: a box, or a blank of some shape.</summary>
/// <param name="Line">Line of the item that the place belongs to.</param>
/// <param name="Index">0-based number of the place among the item's places of the same shape group: the box has index 0, blanks count from 0 on their own.</param>
/// <param name="Kind">What belongs in it.</param>
/// <param name="Offset">Byte offset of what is replaced.</param>
/// <param name="Length">Length in bytes of what is replaced.</param>
public sealed record Place(int Line, int Index, PlaceKind Kind, int Offset, int Length)
{
    /// <summary>The label before it, mark-up stripped: <c>Duration</c>, <c>Name</c>, the column of a table; empty when there is none.</summary>
    public string Label { get; init; } = "";

    /// <summary>The unit that stays behind the blank (<c>ms</c>), or null.</summary>
    public string? Unit { get; init; }

    /// <summary>The choices of a pick list, as written; empty for other kinds.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>True in an included document: it is asked for, and never written, because that document is not this checklist's.</summary>
    public bool Included { get; init; }

    /// <summary>For a box, and for a choice between boxes that stand side by side: how a ticked one looks, in its own style; empty for other kinds.</summary>
    public string TickedText { get; init; } = "";

    /// <summary>See <see cref="TickedText"/>.</summary>
    public string EmptyText { get; init; } = "";
}

/// <summary>What belongs in a place.</summary>
public enum PlaceKind
{
    /// <summary>A box that is ticked when the item passed.</summary>
    Box,

    /// <summary>One of the choices; the rest goes.</summary>
    Choice,

    /// <summary>A name or signature.</summary>
    Name,

    /// <summary>A date, or date and time.</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A number, its unit stays.</summary>
    Number,

    /// <summary>The empty status cell of a row. A single box in a cell is a <see cref="Box"/>.</summary>
    Status,

    /// <summary>Any text.</summary>
    Text,
}
