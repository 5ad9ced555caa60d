using Slipway.Traffic;

namespace Slipway.Gateway.Counting;

/// <summary>What a lane has done since the gateway started. Counted without locks, by many requests at once.</summary>
internal sealed class LaneFigures
{
    private readonly long[] _latency = new long[LatencyBuckets.Count];
    private long _errors;
    private long _inFlight;
    private long _retries;
    private long _leftByClient;
    private long _asked;
    private long _microseconds;

    /// <summary>Requests that are being answered now, also those that asked for the lane.</summary>
    public long InFlight => Interlocked.Read(ref _inFlight);

    /// <summary>Requests that were sent to a second server, because the first had no answer.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>Of the errors: the client left before there was an answer.</summary>
    public long LeftByClient => Interlocked.Read(ref _leftByClient);

    /// <summary>Requests that asked for the lane by header. They are in no other count: a test is no traffic.</summary>
    public long Asked => Interlocked.Read(ref _asked);

    /// <summary>Sum of all times, in seconds.</summary>
    public double Seconds => Interlocked.Read(ref _microseconds) / 1e6;

    public void Begin() => Interlocked.Increment(ref _inFlight);

    public void End() => Interlocked.Decrement(ref _inFlight);

    public void CountRetry() => Interlocked.Increment(ref _retries);

    public void CountAsked() => Interlocked.Increment(ref _asked);

    public void CountLeftByClient() => Interlocked.Increment(ref _leftByClient);

    /// <summary>One request is over. The bucket first, then the error: read the other way round, errors never exceed requests.</summary>
    public void Count(TimeSpan took, bool isError)
    {
        Interlocked.Increment(ref _latency[LatencyBuckets.Of(took.TotalMilliseconds)]);
        Interlocked.Add(ref _microseconds, (long)took.TotalMicroseconds);
        if (isError)
        {
            Interlocked.Increment(ref _errors);
        }
    }

    /// <summary>The counters at one moment; requests are the sum of the buckets, so that the two never contradict each other.</summary>
    public LaneCount Read()
    {
        var errors = Interlocked.Read(ref _errors);
        var latency = new long[_latency.Length];
        for (var at = 0; at < latency.Length; at++)
        {
            latency[at] = Interlocked.Read(ref _latency[at]);
        }

        return new(latency.Sum(), errors, latency);
    }
}
