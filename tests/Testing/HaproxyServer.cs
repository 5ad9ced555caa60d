using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Slipway.Testing;

/// <summary>A real HAProxy of its own, in a temporary folder, with an admin socket there. Needs the package <c>haproxy</c>.</summary>
public sealed class HaproxyServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/haproxy";

    private readonly Process _server;
    private readonly string _socket;

    private HaproxyServer(Process server, string socket) => (_server, _socket) = (server, socket);

    /// <summary>Starts it with these sections, and returns when what its statistics say is settled.</summary>
    public static async Task<HaproxyServer> StartAsync(TempFolder folder, string sections, Func<string, bool> settled, CancellationToken ct)
    {
        if (!File.Exists(Program))
        {
            Assert.Fail("HAProxy is not installed: apt-get install haproxy (./test does it).");
        }

        var socket = folder["admin.sock"];
        folder.Write(
            "haproxy.cfg",
            $"""
            global
              stats socket {socket} level admin
            defaults
              mode http
              timeout connect 1s
              timeout client 5s
              timeout server 5s
            {sections}

            """
        );
        var server = new HaproxyServer(
            Process.Start(
                new ProcessStartInfo(Program, ["-db", "-f", folder["haproxy.cfg"]])
                {
                    RedirectStandardError = true,
                    UseShellExecute = false,
                }
            )!,
            socket
        );
        var told = server._server.StandardError.ReadToEndAsync(ct);
        await Eventually.Holds(
            "HAProxy has checked its servers",
            () => server._server.HasExited || settled(server.Do("show stat -1 6 -1")),
            ct,
            TimeSpan.FromSeconds(20)
        );
        server._server.HasExited.ShouldBeFalse(server._server.HasExited ? await told : "");
        return server;
    }

    /// <summary>Gives a command to its admin socket; empty while there is none.</summary>
    public string Do(string command)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(_socket));
            socket.Send(Encoding.ASCII.GetBytes($"{command}\n"));
            using var reader = new StreamReader(new NetworkStream(socket));
            return reader.ReadToEnd();
        }
        catch (SocketException)
        {
            return "";
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
    }
}
