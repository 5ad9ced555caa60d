using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Slipway.Testing;

/// <summary>A real NSD of its own, authoritative for one zone, on the loopback address, over UDP and TCP.</summary>
public sealed class NsdServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nsd";

    private readonly Process _server;
    private readonly TempFolder _folder;

    private NsdServer(Process server, TempFolder folder, int port) => (_server, _folder, Port) = (server, folder, port);

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>Starts it with this zone file, and returns when it answers.</summary>
    public static async Task<NsdServer> StartAsync(string zone, string records)
    {
        if (!File.Exists(Program))
        {
            Assert.Fail("NSD is not installed: apt-get install nsd (./test does it).");
        }

        var (folder, port) = (new TempFolder(), FreePort.Find());
        folder.Write("zone", records);
        folder.Write(
            "nsd.conf",
            $"""
            server:
              ip-address: 127.0.0.1@{port}
              server-count: 1
              username: ""
              database: ""
              zonesdir: "{folder.Path}"
              pidfile: "{folder["pid"]}"
              logfile: "{folder["log"]}"
              xfrdfile: "{folder["xfrd"]}"
              xfrdir: "{folder.Path}"
              zonelistfile: "{folder["zones"]}"
            remote-control:
              control-enable: no
            zone:
              name: "{zone}"
              zonefile: "zone"
            """
        );
        var server = new NsdServer(
            Process.Start(new ProcessStartInfo(Program, ["-d", "-c", folder["nsd.conf"]]) { UseShellExecute = false })!,
            folder,
            port
        );
        await Eventually.Holds(
            $"NSD answers (see {folder.Path}/log)",
            () => server._server.HasExited || Answers(port),
            CancellationToken.None,
            TimeSpan.FromSeconds(30)
        );
        server._server.HasExited.ShouldBeFalse(File.Exists(folder["log"]) ? folder.Read("log") : "NSD ended");
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_server.HasExited)
        {
            _server.Kill(entireProcessTree: true);
            await _server.WaitForExitAsync();
        }

        _server.Dispose();
        _folder.Dispose();
    }

    /// <summary>It answers anything to a question for the root.</summary>
    private static bool Answers(int port)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 200 };
            socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
            socket.Send([0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1]);
            return socket.Receive(new byte[512]) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
