using System.Net.Http;

namespace Slipway.Checks.Load;

/// <summary>How a request that was no good ended.</summary>
internal enum LoadError
{
    /// <summary>No connection: refused, no route, no such name.</summary>
    Connect,

    /// <summary>No encryption: a certificate that is not trusted, no common version.</summary>
    Tls,

    /// <summary>No whole answer in time, counted from the moment it was due.</summary>
    Timeout,

    /// <summary>An answer with another status than is wanted.</summary>
    Status,

    /// <summary>A connection that ended early, or an answer that is none.</summary>
    Broken,
}

/// <summary>What became of the requests. Safe for several writers at once.</summary>
internal sealed class LoadTally
{
    private readonly long[] _errors = new long[Enum.GetValues<LoadError>().Length];
    private long _good;
    private long _bytes;
    private long _dueLate;
    private long _takenLate;
    private long _waited;
    private long _rampErrors;
    private string? _first;

    /// <summary>Times of good answers, and of requests that were given up; what failed fast would only flatter.</summary>
    public LatencyHistogram Times { get; } = new();

    public long Good => Interlocked.Read(ref _good);

    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Requests that this program sent late although a connection was free.</summary>
    public long Late => Math.Max(Interlocked.Read(ref _dueLate), Interlocked.Read(ref _takenLate));

    /// <summary>Requests that had to wait because all connections were busy.</summary>
    public long Waited => Interlocked.Read(ref _waited);

    public long RampErrors => Interlocked.Read(ref _rampErrors);

    public long Errors => _errors.Sum();

    /// <summary>Answers of any status.</summary>
    public long Answered => Good + this[LoadError.Status];

    /// <summary>What the first error said; null when there was none.</summary>
    public string? FirstError => _first;

    public long this[LoadError error] => Interlocked.Read(ref _errors[(int)error]);

    public void Succeeded(TimeSpan took, bool measured)
    {
        if (measured)
        {
            Interlocked.Increment(ref _good);
            Times.Record(took);
        }
    }

    public void Failed(LoadError error, string why, TimeSpan took, bool measured)
    {
        Interlocked.CompareExchange(ref _first, why, null);
        if (!measured)
        {
            Interlocked.Increment(ref _rampErrors);
            return;
        }

        Interlocked.Increment(ref _errors[(int)error]);
        if (error == LoadError.Timeout)
        {
            Times.Record(took);
        }
    }

    public void Read(long bytes) => Interlocked.Add(ref _bytes, bytes);

    /// <summary>It was let into the queue late.</summary>
    public void WasDueLate() => Interlocked.Increment(ref _dueLate);

    /// <summary>It was taken from the queue late: by a connection that was free, or because none was.</summary>
    public void BeganLate(bool wasFree) => Interlocked.Increment(ref wasFree ? ref _takenLate : ref _waited);

    /// <summary>The class of a failure, as the client library tells it.</summary>
    public static LoadError ClassOf(Exception failure) =>
        (failure as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError => LoadError.Connect,
            HttpRequestError.SecureConnectionError => LoadError.Tls,
            _ => LoadError.Broken,
        };
}
