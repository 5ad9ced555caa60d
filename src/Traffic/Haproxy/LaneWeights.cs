namespace Slipway.Traffic.Haproxy;

/// <summary>The weights of both lanes in one back end: of each of their servers (within a lane all are the same), or of all together.</summary>
/// <param name="Stable">Of the version that serves.</param>
/// <param name="Candidate">Of the candidate.</param>
internal sealed record LaneWeights(long Stable, long Candidate)
{
    /// <summary>HAProxy's greatest weight (configuration manual, 5.2).</summary>
    public const int Most = 256;

    /// <summary>The weight of the servers of a lane that gets everything.</summary>
    private const int Whole = 100;

    /// <summary>
    /// The weights of each server whose share is nearest to the one asked for; of several the smallest: with large ones round robin may
    /// keep to one lane for hundreds of requests after a change (seen with HAProxy 2.6). With one server in each lane a share from 0.4 to
    /// 99.6 per cent is met within 0.2; what is nearer to 0 than to the least is the least, so that a lane that was asked to get
    /// traffic gets some.
    /// </summary>
    /// <param name="share">Of the candidate, in per cent, 0 to 100.</param>
    /// <param name="stableServers">Servers of the version that serves, from 1.</param>
    /// <param name="candidateServers">Servers of the candidate, from 1.</param>
    public static LaneWeights For(double share, int stableServers, int candidateServers)
    {
        if (share is 0 or 100)
        {
            return share == 0 ? new(Whole, 0) : new(0, Whole);
        }

        var (best, nearest) = (new LaneWeights(1, 1), double.MaxValue);
        for (var candidate = 1; candidate <= Most; candidate++)
        {
            var wanted = candidate * candidateServers * (100 - share) / (share * stableServers);
            var stable = (long)Math.Clamp(Math.Round(wanted), 1, Most);
            var weights = new LaneWeights(stable, candidate);
            var off = Math.Abs(weights.Share(stableServers, candidateServers) - share);
            if (off < nearest - 1e-9)
            {
                (best, nearest) = (weights, off);
            }
        }

        return best;
    }

    /// <summary>The share of the candidate, in per cent; not a number where nobody gets anything.</summary>
    public double Share(int stableServers, int candidateServers) =>
        100.0 * Candidate * candidateServers / ((Candidate * candidateServers) + (Stable * stableServers));

    /// <summary>
    /// Whether the candidate's weights are to be changed before the others, so that at no moment both are 0, and between the two
    /// changes the candidate has no more than the greater of its old and its new share. Both are those of all servers together.
    /// </summary>
    public bool CandidateFirst(LaneWeights before)
    {
        var rises = Candidate * before.Stable >= before.Candidate * Stable;
        return rises ? before.Stable >= Stable : Candidate <= before.Candidate && before.Stable > 0;
    }
}
