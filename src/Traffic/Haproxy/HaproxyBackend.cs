using Slipway.Traffic.Making;

namespace Slipway.Traffic.Haproxy;

/// <summary>One back end as it is now.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Stable">Its servers of the version that serves.</param>
/// <param name="Candidate">Its servers of the candidate.</param>
internal sealed record HaproxyBackend(string Name, IReadOnlyList<HaproxyServerRow> Stable, IReadOnlyList<HaproxyServerRow> Candidate)
{
    /// <summary>The share of new requests that goes to the candidate, in per cent: by the weights of the servers that get any.</summary>
    /// <exception cref="NotToldException">The candidate has a weight, and no server of it gets requests.</exception>
    public double Share()
    {
        if (Candidate.All(it => it.Weight == 0))
        {
            return 0;
        }

        var (candidate, stable) = (Serving(Candidate), Serving(Stable));
        return candidate > 0
            ? 100.0 * candidate / (candidate + stable)
            : throw new NotToldException(
                $"the candidate has a weight in {Name}, and none of its servers gets requests: {States(Candidate)}"
            );
    }

    /// <summary>The weights for a share, and the commands that set them, in an order that is safe at every moment.</summary>
    /// <exception cref="NotToldException">The candidate is to get traffic, and none of its servers could take it.</exception>
    public (LaneWeights Weights, IReadOnlyList<string> Commands) For(double share)
    {
        if (share > 0 && !Candidate.Any(it => it.IsThere))
        {
            throw new NotToldException(
                $"the candidate gets no traffic in {Name}, as none of its servers could take it: {States(Candidate)}"
            );
        }

        var weights = LaneWeights.For(share, There(Stable), There(Candidate));
        var before = new LaneWeights(Stable.Sum(it => it.Weight), Candidate.Sum(it => it.Weight));
        var after = new LaneWeights(weights.Stable * Stable.Count, weights.Candidate * Candidate.Count);
        var (stable, candidate) = (Commands(Stable, weights.Stable), Commands(Candidate, weights.Candidate));
        return (weights, after.CandidateFirst(before) ? [.. candidate, .. stable] : [.. stable, .. candidate]);
    }

    /// <summary>Whether the servers have these weights.</summary>
    public bool Has(LaneWeights weights) =>
        Stable.All(it => it.Weight == weights.Stable) && Candidate.All(it => it.Weight == weights.Candidate);

    private static IEnumerable<string> Commands(IReadOnlyList<HaproxyServerRow> lane, long weight) =>
        lane.Where(it => it.Weight != weight).Select(it => $"set weight {it.Name} {weight}");

    private static int There(IReadOnlyList<HaproxyServerRow> lane) =>
        lane.Count(it => it.IsThere) is var there and > 0 ? there : lane.Count;

    private static long Serving(IReadOnlyList<HaproxyServerRow> lane) => lane.Where(it => it.Serves).Sum(it => it.Weight);

    private static string States(IReadOnlyList<HaproxyServerRow> lane) =>
        string.Join(", ", lane.Select(it => $"{it.Name} {(it.Backup ? "stands in for others" : it.Status)}"));
}
