namespace Slipway.Traffic.Nginx;

/// <summary>What was counted of one lane so far.</summary>
internal sealed class LaneTally
{
    private readonly long[] _latency = new long[LatencyBuckets.Count];
    private long _requests;
    private long _errors;

    /// <summary>Adds one request. An error is a status of 500 to 599, and one below 100: nothing was answered.</summary>
    public void Add(int status, double milliseconds)
    {
        _requests++;
        _errors += status is >= 500 or < 100 ? 1 : 0;
        _latency[LatencyBuckets.Of(milliseconds)]++;
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        (_requests, _errors) = (0, 0);
        Array.Clear(_latency);
    }

    /// <summary>The counters.</summary>
    public LaneCount Count() => new(_requests, _errors, [.. _latency]);
}
