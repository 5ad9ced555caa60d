namespace Slipway.Judging.Comparing;

/// <summary>
/// Evidence that the candidate is slower by more than what nobody minds, in stochastic order: three races of "slow" requests, where slow is beyond the median, the
/// 90th and the 99th percentile of what both arms showed before. The edges of the buckets are not needed, only their order.
/// </summary>
internal sealed class LatencyEvidence(double margin, double slower)
{
    private static readonly double[] Ranks = [0.5, 0.9, 0.99];
    private static readonly double[] Shares = [0.35, 0.4, 0.25];

    /// <summary>Which of them has to be within the margin for a go: the 90th percentile.</summary>
    private const int Deciding = 1;

    private readonly ExcessEvidence[] _excess = [new(), new(), new()];
    private readonly MarginEvidence _margin = new(margin);
    private double[] _seen = [];

    /// <summary>The e-value so far, over the three races.</summary>
    public double Value { get; private set; } = 1;

    /// <summary>Evidence that the candidate is within the margin.</summary>
    public MarginEvidence Margin => _margin;

    /// <summary>One more interval: the requests in each bucket, from fast to slow; the shorter list counts as filled with zeros.</summary>
    public void Observe(ReadOnlySpan<long> candidate, ReadOnlySpan<long> baseline)
    {
        Grow(Math.Max(candidate.Length, baseline.Length));
        var (candidates, baselines) = (From(candidate, 0), From(baseline, 0));
        Value = 0;
        for (var i = 0; i < Ranks.Length; i++)
        {
            if (SlowFrom(Ranks[i]) is { } slow)
            {
                var counts = new EventCounts(candidates, From(candidate, slow), baselines, From(baseline, slow));
                _excess[i].Observe(counts with { Handicap = slower });
                if (i == Deciding)
                {
                    _margin.Observe(counts);
                }
            }

            Value += Shares[i] * _excess[i].Value;
        }

        Learn(candidate);
        Learn(baseline);
    }

    /// <summary>The first bucket that is slow, so that the requests beyond are nearest to the rank's share; null while nothing was seen.</summary>
    private int? SlowFrom(double rank)
    {
        var total = 0.0;
        foreach (var requests in _seen)
        {
            total += requests;
        }

        var (slow, beyond, nearest) = ((int?)null, total, double.MaxValue);
        for (var bucket = 1; bucket < _seen.Length; bucket++)
        {
            beyond -= _seen[bucket - 1];
            var off = Math.Abs(beyond - (1 - rank) * total);
            if (off < nearest)
            {
                (slow, nearest) = (bucket, off);
            }
        }

        return total > 0 ? slow : null;
    }

    private void Grow(int buckets)
    {
        if (_seen.Length < buckets)
        {
            Array.Resize(ref _seen, buckets);
        }
    }

    /// <summary>What was seen fades within some hours, so that slow is what is slow nowadays.</summary>
    private void Learn(ReadOnlySpan<long> arm)
    {
        const double fading = 1 - 1.0 / 1024;
        for (var bucket = 0; bucket < _seen.Length; bucket++)
        {
            _seen[bucket] = _seen[bucket] * fading + (bucket < arm.Length ? arm[bucket] : 0);
        }
    }

    private static long From(ReadOnlySpan<long> buckets, int first)
    {
        var sum = 0L;
        for (var i = first; i < buckets.Length; i++)
        {
            sum += buckets[i];
        }

        return sum;
    }
}
