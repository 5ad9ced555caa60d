using System.Runtime.InteropServices;

namespace Slipway.Judging.Comparing;

/// <summary>The index of dispersion of errors over stretches of one length, see <see cref="Dispersion"/>.</summary>
/// <param name="Index">1 on average where errors are independent.</param>
/// <param name="StandardError">Of the index, where they are: of a sum of squared Poisson differences.</param>
/// <param name="Requests">Requests of a stretch in the smaller arm, the mean.</param>
/// <param name="Pairs">Pairs of stretches that had anything to say.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IndexOfDispersion(double Index, double StandardError, double Requests, int Pairs)
{
    /// <summary>The index of the differences of pairs that should be alike.</summary>
    public static IndexOfDispersion Of(IEnumerable<EventCounts> alike)
    {
        var (squares, expected, requests, pairs) = (0.0, 0.0, 0.0, 0);
        foreach (var pair in alike.Where(it => it is { Candidate: > 0, Baseline: > 0 }))
        {
            var all = (double)pair.Candidate + pair.Baseline;
            var rate = (pair.CandidateEvents + pair.BaselineEvents) / all;
            squares += pair.Excess * pair.Excess;
            // With one request less below: the rate is that of the same pair, and its variance comes out too small.
            expected += 4 * ((double)pair.Candidate * pair.Baseline / all) * rate * (1 - rate) * (all / (all - 1));
            requests += Math.Min(pair.Candidate, pair.Baseline);
            pairs++;
        }

        if (pairs == 0 || expected <= 0)
        {
            return new(1, double.PositiveInfinity, 0, pairs);
        }

        return new(squares / expected, Math.Sqrt((2 + (pairs / expected)) / pairs), requests / pairs, pairs);
    }
}
