using System.Diagnostics;
using System.Net.Sockets;

namespace Slipway.Testing;

/// <summary>A real nginx of its own, in a temporary folder, on the ports that its configuration names.</summary>
public sealed class NginxServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nginx";

    private readonly Process _server;

    /// <summary>The process of its master.</summary>
    public int ProcessId => _server.Id;

    private NginxServer(Process server) => _server = server;

    /// <summary>
    /// Starts it with these <c>server</c> blocks, and returns when <paramref name="port"/> accepts connections. As OpenSSL's own
    /// settings forbid what is old and weak, <paramref name="anyStrength"/> lifts that for this server. One that is reloaded needs a
    /// master, <paramref name="hasMaster"/>.
    /// </summary>
    public static async Task<NginxServer> StartAsync(
        TempFolder folder,
        string servers,
        int port,
        bool anyStrength = false,
        bool hasMaster = false
    )
    {
        if (!File.Exists(Program))
        {
            Assert.Fail("nginx is not installed: apt-get install nginx-light (./test does it).");
        }

        folder.Write("nginx.conf", Configuration(folder.Path, servers, hasMaster));
        folder.Write(
            "openssl.cnf",
            "openssl_conf = all\n[all]\nssl_conf = ssl\n[ssl]\nsystem_default = lax\n[lax]\nMinProtocol = TLSv1\nCipherString = DEFAULT:@SECLEVEL=0\n"
        );
        var start = new ProcessStartInfo(Program, ["-p", folder.Path, "-c", folder["nginx.conf"], "-e", folder["error.log"]])
        {
            UseShellExecute = false,
        };
        if (anyStrength)
        {
            start.Environment["OPENSSL_CONF"] = folder["openssl.cnf"];
        }

        var server = new NginxServer(Process.Start(start)!);
        await Eventually.Holds(
            $"nginx listens (see {folder.Path}/error.log)",
            () => server._server.HasExited || Accepts(port),
            CancellationToken.None,
            TimeSpan.FromSeconds(30)
        );
        server._server.HasExited.ShouldBeFalse(File.Exists(folder["error.log"]) ? folder.Read("error.log") : "nginx ended");
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
    }

    private static string Configuration(string folder, string servers, bool hasMaster) =>
        $$"""
            daemon off;
            master_process {{(hasMaster ? "on" : "off")}};
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/error.log;
            events { worker_connections 256; }
            http {
              access_log off;
              client_body_temp_path {{folder}}/body;
              proxy_temp_path {{folder}}/proxy;
              fastcgi_temp_path {{folder}}/fastcgi;
              uwsgi_temp_path {{folder}}/uwsgi;
              scgi_temp_path {{folder}}/scgi;
              {{servers}}
            }
            """;

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
