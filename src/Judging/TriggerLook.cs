using System.Runtime.InteropServices;

namespace Slipway.Judging;

/// <summary>One look at a condition.</summary>
/// <param name="Sample">What is held against the bound.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TriggerLook(Sample Sample)
{
    /// <summary>The number whose growth is asked for; null for that of <see cref="Sample"/>. Not finite: none was seen.</summary>
    public double? Number { get; init; }

    /// <summary>What the number is a multiple of, in its unit; null when that was not seen.</summary>
    public double? Baseline { get; init; }

    /// <summary>Something was changed since the look before.</summary>
    public bool Changed { get; init; }

    /// <summary>The number of the growth; null when there is none.</summary>
    internal double? Grows => (Number ?? (Sample.IsUsable ? Sample.Number : null)) is { } number && double.IsFinite(number) ? number : null;
}
