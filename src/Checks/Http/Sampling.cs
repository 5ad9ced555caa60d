using Slipway.Platform;

namespace Slipway.Checks.Http;

/// <summary>Asks the same question many times, at most so many at once.</summary>
internal static class Sampling
{
    public static async Task<IReadOnlyList<HttpOutcome>> TakeAsync(
        IHttp http,
        HttpQuestion question,
        int samples,
        int concurrency,
        CancellationToken ct
    )
    {
        var outcomes = new HttpOutcome[samples];
        await Parallel.ForAsync(
            0,
            samples,
            new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = ct },
            async (at, token) => outcomes[at] = await http.AskAsync(question, token)
        );
        return outcomes;
    }
}
