using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Slipway.Testing;

/// <summary>A socket that accepts connections and then does what a test wants.</summary>
public sealed class SocketDouble : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();

    /// <summary>Serves each connection by this; it stays open until the end.</summary>
    public SocketDouble(Func<NetworkStream, CancellationToken, Task> serve)
    {
        _listener.Start();
        _ = AcceptAsync(serve);
    }

    /// <summary>Its port.</summary>
    public string Port => ((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>Accepts and says nothing.</summary>
    public static SocketDouble Silent() => new((_, ct) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct));

    /// <summary>Says these bytes and hangs up.</summary>
    public static SocketDouble Saying(byte[] bytes) => new((stream, ct) => stream.WriteAsync(bytes, ct).AsTask());

    /// <summary>Says these bytes and no more, and listens until the other side goes.</summary>
    public static SocketDouble Ending(byte[] bytes) =>
        new(
            async (stream, ct) =>
            {
                await stream.WriteAsync(bytes, ct);
                stream.Socket.Shutdown(SocketShutdown.Send);
                await stream.CopyToAsync(Stream.Null, ct);
            }
        );

    /// <inheritdoc/>
    public void Dispose()
    {
        _over.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync(Func<NetworkStream, CancellationToken, Task> serve)
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_over.Token), serve);
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client, Func<NetworkStream, CancellationToken, Task> serve)
    {
        using (client)
        {
            try
            {
                await serve(client.GetStream(), _over.Token);
            }
            catch (Exception over) when (over is IOException or OperationCanceledException or SocketException)
            {
                // The other side has heard enough.
            }
        }
    }
}
