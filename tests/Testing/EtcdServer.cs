using System.Diagnostics;
using System.Net.Sockets;

namespace Slipway.Testing;

/// <summary>A real etcd, which speaks the health protocol of gRPC. Needs the package <c>etcd-server</c>.</summary>
public sealed class EtcdServer : IAsyncDisposable
{
    private const string Program = "/usr/bin/etcd";

    private readonly Process _server;

    private EtcdServer(Process server) => _server = server;

    /// <summary>Starts it with its files in a folder, and returns when it accepts connections.</summary>
    public static async Task<EtcdServer> StartAsync(TempFolder folder, int port, CancellationToken ct)
    {
        if (!File.Exists(Program))
        {
            Assert.Fail("etcd is not installed: apt-get install etcd-server (./test does it).");
        }

        var (clients, peers) = ($"http://127.0.0.1:{port}", $"http://127.0.0.1:{FreePort.Find()}");
        string[] words =
        [
            "--data-dir",
            folder["etcd"],
            "--listen-client-urls",
            clients,
            "--advertise-client-urls",
            clients,
            "--listen-peer-urls",
            peers,
            "--initial-advertise-peer-urls",
            peers,
            "--initial-cluster",
            $"default={peers}",
            "--logger",
            "zap",
            "--log-level",
            "error",
        ];
        var server = new EtcdServer(Process.Start(new ProcessStartInfo(Program, words) { UseShellExecute = false })!);
        await Eventually.Holds("etcd listens", () => server._server.HasExited || Accepts(port), ct, TimeSpan.FromSeconds(30));
        server._server.HasExited.ShouldBeFalse("etcd ended");
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
    }

    private static bool Accepts(int port)
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
