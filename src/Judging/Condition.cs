using System.Globalization;
using System.Runtime.InteropServices;
using Slipway.Kernel;

namespace Slipway.Judging;

/// <summary>A comparison with a number, as in <c>&gt; 0.10</c>.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Condition(Comparison Comparison, double Bound)
{
    /// <summary>Reads a sign and a finite number; null when it is anything else, also a number with a unit: what the samples count in is not known here.</summary>
    public static Condition? TryParse(string text)
    {
        var trimmed = text.Trim();
        var sign = new string([.. trimmed.TakeWhile(it => it is '<' or '>' or '=' or '!' or '≤' or '≥' or '≠')]);
        return
            Comparisons.Read(sign) is { } comparison
            && double.TryParse(trimmed[sign.Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out var bound)
            && double.IsFinite(bound)
            ? new Condition(comparison, bound)
            : null;
    }
}
