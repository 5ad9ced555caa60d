using Slipway.Platform;

namespace Slipway.Checks.Links;

/// <summary>What became of an address.</summary>
internal enum Reach
{
    /// <summary>It answers.</summary>
    Alive,

    /// <summary>It says that it is not there (404, 410).</summary>
    Dead,

    /// <summary>It does not say: silence, a refusal, a fault of its own.</summary>
    Unknown,
}

/// <summary>Links to other hosts: each address is asked once, a few at a time.</summary>
internal sealed class RemoteLinks(IHttp http, TimeSpan limit, int concurrency)
{
    /// <summary>What became of each address, with the reason.</summary>
    public async Task<IReadOnlyDictionary<string, (Reach Reach, string Why)>> AskAsync(
        IReadOnlyCollection<string> addresses,
        CancellationToken ct
    )
    {
        var told = new System.Collections.Concurrent.ConcurrentDictionary<string, (Reach, string)>(StringComparer.Ordinal);
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = ct };
        await Parallel.ForEachAsync(addresses, options, async (it, token) => told[it] = await OneAsync(it, token));
        return told;
    }

    private async Task<(Reach, string)> OneAsync(string address, CancellationToken ct)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url))
        {
            return (Reach.Dead, "is no address");
        }

        // Many servers know only GET.
        var first = await AskAsync(url, "HEAD", ct);
        return first.Reach == Reach.Alive ? first : await AskAsync(url, "GET", ct);
    }

    private async Task<(Reach Reach, string Why)> AskAsync(Uri url, string method, CancellationToken ct)
    {
        var question = new HttpQuestion
        {
            Url = url,
            Method = method,
            Limit = limit,
            MaxBodyBytes = 1024,
        };
        return await http.AskAsync(question, ct) switch
        {
            HttpOutcome.Answer { Status: >= 200 and < 300 } it => (Reach.Alive, $"status {it.Status}"),
            HttpOutcome.Answer { Status: 404 or 410 } it => (Reach.Dead, $"answers with status {it.Status}"),
            HttpOutcome.Answer it => (Reach.Unknown, $"answers with status {it.Status}"),
            HttpOutcome.NoAnswer it => (Reach.Unknown, it.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
