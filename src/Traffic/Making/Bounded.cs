using System.Globalization;
using System.Net.Sockets;

namespace Slipway.Traffic.Making;

/// <summary>The edge of every driver: a call has an end, and what the world does is told and not thrown.</summary>
internal sealed class Bounded(string whom, TimeSpan limit, TimeProvider clock)
{
    /// <summary>Asks, at most for the limit. Only cancelling by the caller is thrown.</summary>
    public async Task<Told<T>> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            return new Told<T>.Known(await ask(either.Token));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Unknown<T>(string.Create(CultureInfo.InvariantCulture, $"no whole answer within {limit.TotalSeconds:0.###} s"));
        }
        catch (Exception world) when (world is NotToldException or IOException or SocketException or UnauthorizedAccessException)
        {
            ct.ThrowIfCancellationRequested();
            return Unknown<T>(world.Message);
        }
    }

    private Told<T>.Unknown Unknown<T>(string why) => new($"{whom}: {why}");
}
