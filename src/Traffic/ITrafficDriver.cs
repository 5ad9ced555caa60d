namespace Slipway.Traffic;

/// <summary>
/// Moves traffic between two lanes: <em>stable</em>, the version that serves, and <em>candidate</em>, the one that is being released.
/// It never throws for what the world does: a proxy that does not answer is <see cref="Told{T}.Unknown"/>. One driver is one folder and
/// one line in <see cref="TrafficDrivers"/>; all of them keep to one contract suite.
/// </summary>
public interface ITrafficDriver
{
    /// <summary>Its stored name, for instance <c>haproxy</c>.</summary>
    string Name { get; }

    /// <summary>The share that the candidate is asked to have now, in per cent (0 to 100), read from the proxy itself.</summary>
    Task<Told<double>> ReadAsync(CancellationToken ct);

    /// <summary>
    /// Asks for a share of the candidate, in per cent (0 to 100), and reads it back: what it answers is what the proxy then says. Sets
    /// no connection aside; setting the same share twice is setting it once.
    /// </summary>
    Task<Told<double>> SetAsync(double share, CancellationToken ct);

    /// <summary>What each lane has done so far. Two of them, subtracted, are what happened between.</summary>
    Task<Told<LaneCounts>> CountAsync(CancellationToken ct);
}

/// <summary>What the world told, or why it is not known.</summary>
public abstract record Told<T>
{
    private Told() { }

    /// <summary>It is this.</summary>
    public sealed record Known(T Value) : Told<T>;

    /// <summary>It is not known, and this is why, in a sentence for a person.</summary>
    public sealed record Unknown(string Why) : Told<T>;
}

/// <summary>The counters of both lanes at one moment.</summary>
/// <param name="At">When they were read.</param>
/// <param name="Epoch">Names the stretch in which they only grow: another one means that they began anew (a restart, a rotated log), so that a difference across it means nothing.</param>
/// <param name="Stable">Of the version that serves.</param>
/// <param name="Candidate">Of the version that is being released.</param>
public sealed record LaneCounts(DateTimeOffset At, string Epoch, LaneCount Stable, LaneCount Candidate);

/// <summary>What one lane has done.</summary>
/// <param name="Requests">Answered requests.</param>
/// <param name="Errors">Of these failed: a status of 500 to 599, or no answer at all.</param>
/// <param name="Latency">Requests in each of <see cref="LatencyBuckets"/>, from fast to slow; empty where the driver does not know it.</param>
public sealed record LaneCount(long Requests, long Errors, IReadOnlyList<long> Latency);

/// <summary>The buckets in which latencies are counted: the same for all drivers, so that lanes and moments compare.</summary>
public static class LatencyBuckets
{
    /// <summary>Upper ends, in milliseconds; one bucket more holds what is slower. Each is 2^(1/2) times the one before, from 1 ms to about 46 s.</summary>
    public static IReadOnlyList<double> UpperMilliseconds { get; } = [.. Enumerable.Range(0, 32).Select(it => Math.Pow(2, it / 2.0))];

    /// <summary>Number of buckets.</summary>
    public static int Count => UpperMilliseconds.Count + 1;

    /// <summary>The bucket of a latency.</summary>
    /// <param name="milliseconds">Not negative.</param>
    public static int Of(double milliseconds)
    {
        var at = 0;
        while (at < UpperMilliseconds.Count && milliseconds > UpperMilliseconds[at])
        {
            at++;
        }

        return at;
    }
}
