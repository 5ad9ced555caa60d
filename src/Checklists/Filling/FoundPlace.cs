namespace Slipway.Checklists.Filling;

/// <summary>A place in the understood text, before it is counted and turned into bytes.</summary>
/// <param name="Start">Index of its first character in the understood text.</param>
/// <param name="End">Index behind its last character.</param>
/// <param name="Kind">What belongs in it.</param>
internal sealed record FoundPlace(int Start, int End, PlaceKind Kind)
{
    /// <summary>See <see cref="Place.Label"/>.</summary>
    public string Label { get; init; } = "";

    /// <summary>See <see cref="Place.Unit"/>.</summary>
    public string? Unit { get; init; }

    /// <summary>See <see cref="Place.Choices"/>.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The box in its own style; null when the place is none and holds none.</summary>
    public BoxStyle? Style { get; init; }
}

/// <summary>How a box looks, ticked and empty.</summary>
/// <param name="Ticked">The text of a ticked one.</param>
/// <param name="Empty">The text of an empty one.</param>
internal sealed record BoxStyle(string Ticked, string Empty);
