namespace Slipway.Judging;

/// <summary>What one arm did in one interval.</summary>
/// <param name="requests">Requests, 0 to 10¹².</param>
/// <param name="errors">Of these failed; 0 to <paramref name="requests"/>.</param>
/// <param name="latency">Requests in each latency bucket, from fast to slow; empty when latencies are not known.</param>
public readonly ref struct ArmInterval(long requests, long errors, ReadOnlySpan<long> latency)
{
    /// <summary>Requests.</summary>
    public long Requests { get; } = requests;

    /// <summary>Failed requests.</summary>
    public long Errors { get; } = errors;

    /// <summary>Requests in each latency bucket, from fast to slow.</summary>
    public ReadOnlySpan<long> Latency { get; } = latency;

    /// <summary>What is impossible about it, in words; null when nothing is.</summary>
    public string? Fault()
    {
        const long most = 1_000_000_000_000;
        if (Requests is < 0 or > most)
        {
            return $"n is {Requests}; it is a count from 0 to {most}";
        }

        if (Errors < 0 || Errors > Requests)
        {
            return $"errors is {Errors} of n = {Requests}; it is a count from 0 to n";
        }

        foreach (var bucket in Latency)
        {
            if (bucket is < 0 or > most)
            {
                return $"a latency bucket holds {bucket}; it is a count from 0 to {most}";
            }
        }

        return null;
    }
}
