using System.Globalization;
using System.Runtime.InteropServices;

namespace Slipway.Judging;

/// <summary>So many misses among the last samples do not reset a condition.</summary>
/// <param name="Misses">0 or more, and fewer than <paramref name="Samples"/>: otherwise nothing would ever reset.</param>
/// <param name="Samples">1 to 64.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Tolerance(int Misses, int Samples)
{
    /// <summary>The first miss resets.</summary>
    public static Tolerance None => new(0, 1);

    /// <summary>Reads <c>1/5</c>; null when it is none.</summary>
    public static Tolerance? TryParse(string text) =>
        text.Split('/') is [var misses, var samples]
        && int.TryParse(misses, NumberStyles.None, CultureInfo.InvariantCulture, out var k)
        && int.TryParse(samples, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && k < n
        && n is >= 1 and <= 64
            ? new Tolerance(k, n)
            : null;

    /// <summary>The bits of the last samples.</summary>
    internal ulong Window => Samples >= 64 ? ulong.MaxValue : (1UL << Samples) - 1;
}
