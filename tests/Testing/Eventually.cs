namespace Slipway.Testing;

/// <summary>Awaits a condition of the outside world, with a deadline: the one place in the tests where real time passes.</summary>
public static class Eventually
{
    /// <summary>Returns once the condition holds; fails with these words after the deadline (default 10 s).</summary>
    public static async Task Holds(string what, Func<bool> condition, CancellationToken ct, TimeSpan? deadline = null)
    {
        var limit = deadline ?? TimeSpan.FromSeconds(10);
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > limit)
            {
                throw new TimeoutException($"Not within {limit.TotalSeconds} s: {what}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, ct);
        }
    }

    /// <summary>As above, where asking takes a while itself.</summary>
    public static async Task Holds(string what, Func<Task<bool>> condition, CancellationToken ct, TimeSpan? deadline = null)
    {
        var limit = deadline ?? TimeSpan.FromSeconds(10);
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > limit)
            {
                throw new TimeoutException($"Not within {limit.TotalSeconds} s: {what}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, ct);
        }
    }

    /// <summary>Returns once a server answers at this address with a body that holds the word; fails after the deadline (default 10 s).</summary>
    public static async Task Says(HttpClient http, Uri address, string word, CancellationToken ct, TimeSpan? deadline = null)
    {
        var limit = deadline ?? TimeSpan.FromSeconds(10);
        var start = TimeProvider.System.GetTimestamp();
        while (!await Holds(http, address, word, ct))
        {
            if (TimeProvider.System.GetElapsedTime(start) > limit)
            {
                throw new TimeoutException($"Not within {limit.TotalSeconds} s: {address} says {word}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, ct);
        }
    }

    private static async Task<bool> Holds(HttpClient http, Uri address, string word, CancellationToken ct)
    {
        try
        {
            return (await http.GetStringAsync(address, ct)).Contains(word, StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
