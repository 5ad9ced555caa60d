using System.Runtime.InteropServices;

namespace Slipway.Judging;

/// <summary>A value that is remembered for a growth.</summary>
/// <param name="At">When it was seen.</param>
/// <param name="Number">The value.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TrailPoint(TimeSpan At, double Number);
