namespace Slipway.Judging.Comparing;

/// <summary>Intervals that are looked at together, as one brings too few requests for a burst of errors to be within it.</summary>
internal sealed class LookBlock(long perLook)
{
    private long[] _candidate = [];
    private long[] _baseline = [];
    private int _candidates;
    private int _baselines;

    /// <summary>Requests and errors of both arms since the last look.</summary>
    public EventCounts Counts { get; private set; }

    /// <summary>Requests in each latency bucket of the candidate; empty when it told none.</summary>
    public ReadOnlySpan<long> Candidate => _candidate.AsSpan(0, _candidates);

    /// <inheritdoc cref="Candidate"/>
    public ReadOnlySpan<long> Baseline => _baseline.AsSpan(0, _baselines);

    /// <summary>Puts one more interval to it, and begins anew after a look; true when both arms have brought enough for one.</summary>
    public bool Add(in EventCounts counts, ReadOnlySpan<long> candidate, ReadOnlySpan<long> baseline)
    {
        if (Math.Min(Counts.Candidate, Counts.Baseline) >= perLook)
        {
            Clear();
        }

        Counts = Counts.And(counts);
        Add(ref _candidate, ref _candidates, candidate);
        Add(ref _baseline, ref _baselines, baseline);
        return Math.Min(Counts.Candidate, Counts.Baseline) >= perLook;
    }

    private void Clear()
    {
        Counts = default;
        _candidate.AsSpan().Clear();
        _baseline.AsSpan().Clear();
        (_candidates, _baselines) = (0, 0);
    }

    private static void Add(ref long[] sums, ref int length, ReadOnlySpan<long> buckets)
    {
        if (sums.Length < buckets.Length)
        {
            Array.Resize(ref sums, buckets.Length);
        }

        length = Math.Max(length, buckets.Length);
        for (var i = 0; i < buckets.Length; i++)
        {
            sums[i] += buckets[i];
        }
    }
}
