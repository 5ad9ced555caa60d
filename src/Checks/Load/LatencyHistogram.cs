using System.Numerics;

namespace Slipway.Checks.Load;

/// <summary>
/// Counts times in buckets whose width grows with the time: 128 of equal width between each power of two microseconds and the
/// next. So a time is kept to within 1/128 (0.8 %) of itself, below 256 µs exactly, and the memory does not grow with the number
/// of requests. Safe for several writers at once. The form is that of HdrHistogram (G. Tene).
/// </summary>
internal sealed class LatencyHistogram
{
    private const int Half = 128;

    /// <summary>Longer times count as this one: 2^32 µs are 71 minutes.</summary>
    private const long Longest = uint.MaxValue;

    private readonly long[] _counts = new long[IndexOf(Longest) + 1];
    private long _all;
    private long _largest;

    /// <summary>How many times were recorded.</summary>
    public long Count => Interlocked.Read(ref _all);

    /// <summary>The longest one, exactly.</summary>
    public TimeSpan Max => TimeSpan.FromMicroseconds(Interlocked.Read(ref _largest));

    /// <summary>Records a time; one below zero counts as zero.</summary>
    public void Record(TimeSpan took)
    {
        var microseconds = Math.Clamp((long)Math.Ceiling(took.TotalMicroseconds), 0, Longest);
        Interlocked.Increment(ref _counts[IndexOf(microseconds)]);
        Interlocked.Increment(ref _all);
        for (var seen = Interlocked.Read(ref _largest); microseconds > seen; )
        {
            seen = Interlocked.CompareExchange(ref _largest, microseconds, seen) is var now && now == seen ? microseconds : now;
        }
    }

    /// <summary>
    /// The time within which this share of all ended, by nearest rank; of its bucket the upper end, so that rounding flatters
    /// nobody. Null when there are too few for the rank to mean anything: 20 for 0.95, 1000 for 0.999.
    /// </summary>
    /// <param name="share">Above 0 and below 1.</param>
    public TimeSpan? At(double share)
    {
        if (Count < FewestFor(share))
        {
            return null;
        }

        var rank = (long)Math.Ceiling(Math.Round(share * Count, 6));
        var sofar = 0L;
        for (var at = 0; at < _counts.Length; at++)
        {
            sofar += _counts[at];
            if (sofar >= rank)
            {
                return TimeSpan.FromMicroseconds(Math.Min(UpperEnd(at), Interlocked.Read(ref _largest)));
            }
        }

        return Max;
    }

    /// <summary>So many times are needed for a share.</summary>
    public static long FewestFor(double share) => (long)Math.Ceiling(Math.Round(1 / (1 - share), 6));

    /// <summary>Below 256 the value itself; above, the leading 8 bits and how far they were shifted.</summary>
    private static int IndexOf(long value)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)value) - 7);
        return shift * Half + (int)(value >> shift);
    }

    private static long UpperEnd(int index)
    {
        var shift = Math.Max(0, index / Half - 1);
        return ((long)(index - shift * Half + 1) << shift) - 1;
    }
}
