using System.Net;
using System.Net.Sockets;

namespace Slipway.Gateway.Tests;

/// <summary>A port whose queue of connections is full, so that the system answers no further one.</summary>
internal sealed class FullQueue : IDisposable
{
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _waiting = [];

    public FullQueue()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(0);
        for (var i = 0; i < 4; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            _ = socket.BeginConnect(_listener.LocalEndPoint!, null, null);
            _waiting.Add(socket);
        }
    }

    public string Url => $"http://{_listener.LocalEndPoint}";

    public void Dispose()
    {
        _waiting.ForEach(it => it.Dispose());
        _listener.Dispose();
    }
}
