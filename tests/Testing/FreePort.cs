using System.Net;
using System.Net.Sockets;

namespace Slipway.Testing;

/// <summary>Finds a TCP port of the loopback address on which nothing listens.</summary>
public static class FreePort
{
    /// <summary>A port that was free a moment ago. Prefer listening on port 0 where the test owns the listener.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
