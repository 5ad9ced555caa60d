using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>What one item's places are filled with.</summary>
public sealed record ItemFilling
{
    /// <summary>Line of the item.</summary>
    public required int Line { get; init; }

    /// <summary>True ticks the box, false empties it, null leaves it as it is.</summary>
    public bool? Tick { get; init; }

    /// <summary>What goes into the item's blanks, by their index; a blank without a value stays as it is.</summary>
    public IReadOnlyDictionary<int, string> Blanks { get; init; } = new Dictionary<int, string>();

    /// <summary>For <c>--annotate</c>: the comment to add behind the item's line, without the comment's marks; null for none.</summary>
    public string? Annotation { get; init; }
}
