using Slipway.Kernel;
using Slipway.Traffic;

namespace Slipway.Cli;

/// <summary>What the traffic of an environment looked like in a stretch of time.</summary>
/// <param name="Share">The share of the candidate, as the proxy says, in per cent; null when it is not known.</param>
/// <param name="Before">The counters at first; null when they are not known.</param>
/// <param name="After">The counters then; null when they are not known.</param>
/// <param name="Split">The split that happened, held against the one asked for; null when nothing can be said.</param>
/// <param name="Why">Why something is not known; null when all is.</param>
internal sealed record TrafficLook(double? Share, LaneCounts? Before, LaneCounts? After, SplitSeen? Split, string? Why)
{
    /// <summary>Whether the split is as it was asked for: only what was seen passes.</summary>
    public Verdict Verdict =>
        Why is not null
            ? Verdict.Error
            : Split?.Verdict switch
            {
                SplitVerdict.Matches => Verdict.Pass,
                SplitVerdict.Differs => Verdict.Fail,
                _ => Verdict.Inconclusive,
            };

    /// <summary>What one lane did between the two looks; null when that is not known.</summary>
    public LaneCount? Did(Func<LaneCounts, LaneCount> lane) =>
        Before is { } before && After is { } after && before.Epoch == after.Epoch && lane(after).Requests >= lane(before).Requests
            ? new(lane(after).Requests - lane(before).Requests, Math.Max(0, lane(after).Errors - lane(before).Errors), [])
            : null;
}
