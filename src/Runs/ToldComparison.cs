using Slipway.Judging;
using Slipway.Traffic;

namespace Slipway.Runs;

/// <summary>The numbers that the gate of a step of traffic was decided by.</summary>
/// <param name="Move">Where traffic went, and what it had to show there.</param>
/// <param name="Rules">What the comparison was held to.</param>
/// <param name="RulesVersion">Version of the rules that judged, see <see cref="Kernel.JudgingRules"/>.</param>
/// <param name="Looks">Intervals that were seen.</param>
/// <param name="Last">How it stood at the last of them; null where nothing was compared.</param>
/// <param name="Decision">What the comparison said; null where nothing was compared.</param>
/// <param name="Split">The split that happened.</param>
/// <param name="Intervals">Digest of the intervals as <c>slipway judge compare</c> reads them; null when none were kept.</param>
public sealed record ToldComparison(
    TrafficMove Move,
    ComparisonRules Rules,
    int RulesVersion,
    int Looks,
    ComparisonPoint? Last,
    ComparisonDecision? Decision,
    SplitSeen Split,
    string? Intervals
);
