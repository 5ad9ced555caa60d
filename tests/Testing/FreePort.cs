using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Slipway.Testing;

/// <summary>Finds a TCP port of the loopback address on which nothing listens.</summary>
public static class FreePort
{
    /// <summary>Below the ports that the system gives to connections and to listeners on port 0: those come and go by themselves.</summary>
    private const int First = 20_000;
    private const int Last = 32_000;

    private static readonly ConcurrentDictionary<int, bool> Given = [];

    /// <summary>A port that was free a moment ago, and that is not given twice. Prefer listening on port 0 where the test owns the listener.</summary>
    public static int Find()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(First, Last);
            if (Given.TryAdd(port, true) && IsFree(port))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
