using System.Net;
using System.Net.Sockets;

namespace Slipway.Testing;

/// <summary>Accepts connections on a port of the loopback address, says some bytes, and then nothing for ever.</summary>
public sealed class SilentListener : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> _held = [];
    private readonly byte[] _words;
    private readonly bool _closes;

    /// <summary>Listens.</summary>
    /// <param name="words">What it says to everybody; nothing by default.</param>
    /// <param name="closes">Whether it hangs up after its words.</param>
    public SilentListener(byte[]? words = null, bool closes = false)
    {
        (_words, _closes) = (words ?? [], closes);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        lock (_held)
        {
            _held.ForEach(it => it.Dispose());
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync();
                lock (_held)
                {
                    _held.Add(socket);
                }

                _ = SpeakAsync(socket);
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task SpeakAsync(Socket socket)
    {
        try
        {
            await socket.SendAsync(_words);
            if (_closes)
            {
                socket.Close();
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The other side has heard enough.
        }
    }
}
