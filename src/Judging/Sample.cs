using System.Runtime.InteropServices;

namespace Slipway.Judging;

/// <summary>What stood at one time of a series.</summary>
public enum SampleKind
{
    /// <summary>Nothing at this time.</summary>
    Missing,

    /// <summary>The series has ended (a stale marker of Prometheus).</summary>
    Stale,

    /// <summary>A number; NaN and the infinities too.</summary>
    Number,
}

/// <summary>One sample: a number, or why there is none.</summary>
/// <param name="Kind">What stood there.</param>
/// <param name="Number">The number, in the unit of the bound that it is held against; 0 unless <paramref name="Kind"/> says that there is one.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Sample(SampleKind Kind, double Number)
{
    /// <summary>Nothing at this time.</summary>
    public static Sample Missing => new(SampleKind.Missing, 0);

    /// <summary>The series has ended.</summary>
    public static Sample Stale => new(SampleKind.Stale, 0);

    /// <summary>A number.</summary>
    public static Sample Of(double number) => new(SampleKind.Number, number);

    /// <summary>Whether it can be held against a bound: NaN and infinities cannot.</summary>
    public bool IsUsable => Kind == SampleKind.Number && double.IsFinite(Number);
}
