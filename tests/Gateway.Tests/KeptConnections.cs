using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Slipway.Gateway.Tests;

/// <summary>A server that keeps its connections and answers what only reads; at a change it hangs up without a word, as if it had died having carried it out.</summary>
internal sealed class KeptConnections : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _changes;

    public KeptConnections()
    {
        _listener.Start();
        Url = $"http://{_listener.LocalEndpoint}";
        _ = AcceptAsync();
    }

    public string Url { get; }

    /// <summary>How often a change came.</summary>
    public int Changes => Volatile.Read(ref _changes);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            var piece = new byte[8192];
            for (var read = await stream.ReadAsync(piece); read > 0; read = await stream.ReadAsync(piece))
            {
                if (!Encoding.ASCII.GetString(piece, 0, read).StartsWith("GET", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref _changes);
                    return;
                }

                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray());
            }
        }
    }
}
