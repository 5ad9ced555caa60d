using System.Text;
using Slipway.Judging;
using Slipway.Kernel;
using Slipway.Runs.Execution;
using Slipway.Runs.Journal;

namespace Slipway.Runs.Telling;

/// <summary>What the gate of a step of traffic saw, read again out of its evidence.</summary>
/// <param name="Seen">The facts; null when there are none, or a text of them is missing.</param>
/// <param name="Trail">The comparison with how it stood at each look; null where nothing was compared.</param>
/// <param name="Intervals">Digest of the intervals; null when none were kept.</param>
internal sealed record GateSight(Observation? Seen, ComparisonTrail? Trail, string? Intervals)
{
    /// <summary>Reads the evidence of one attempt.</summary>
    /// <param name="move">Where traffic went.</param>
    /// <param name="evidence">What the attempt left behind.</param>
    /// <param name="find">Bytes by their digest; null when they are missing, or are not what the digest says.</param>
    public static GateSight Of(TrafficMove move, IReadOnlyList<Evidence> evidence, Func<string, byte[]?> find)
    {
        if (evidence is not [.., { Observed: { } facts }])
        {
            return new(null, null, null);
        }

        var seen = ObservationJson.Read(facts, sha256 => find(sha256) is { } bytes ? Encoding.UTF8.GetString(bytes) : null);
        var intervals = ObservationJson.TextsOf(facts).FirstOrDefault(it => it.Name == "body").Sha256;
        var isCompared = seen is { Looking: Looking.Saw } && TrafficJudge.IsCompared(move);
        return new(
            seen,
            isCompared ? TrafficJudge.Trail(move.Gate, seen!.Body ?? "") : null,
            string.IsNullOrEmpty(intervals) ? null : intervals
        );
    }
}
