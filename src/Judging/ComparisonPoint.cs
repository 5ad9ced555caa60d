using System.Runtime.InteropServices;

namespace Slipway.Judging;

/// <summary>What an arm did from the beginning of a comparison up to a look.</summary>
/// <param name="Requests">Requests.</param>
/// <param name="Errors">Of these failed.</param>
/// <param name="Low">The lowest rate that is not contradicted, see <see cref="ConfidenceSequence"/>; 0 to 1.</param>
/// <param name="High">The highest.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ArmRate(long Requests, long Errors, double Low, double High)
{
    /// <summary>The share that failed; null without requests.</summary>
    public double? Rate => Requests > 0 ? (double)Errors / Requests : null;
}

/// <summary>How a comparison stood at a look, to be drawn.</summary>
/// <param name="At">The look, as the intervals tell it.</param>
/// <param name="Baseline">What serves.</param>
/// <param name="Candidate">What is being released.</param>
/// <param name="Against">Natural logarithm of the e-value against the candidate.</param>
/// <param name="For">Natural logarithm of that for it, of the errors alone.</param>
/// <param name="Outcome">What was said.</param>
/// <param name="Attribution">Whose a breach was.</param>
public sealed record ComparisonPoint(
    TimeSpan At,
    ArmRate Baseline,
    ArmRate Candidate,
    double Against,
    double For,
    ComparisonOutcome Outcome,
    Attribution Attribution
);
