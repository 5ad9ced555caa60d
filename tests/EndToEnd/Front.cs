using System.Diagnostics;
using Slipway.Testing;

namespace Slipway.EndToEnd;

/// <summary>A proxy that really runs, in front of two versions of a service.</summary>
public sealed class Front : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private IAsyncDisposable? _server;
    private Process? _process;

    private Front() { }

    /// <summary>Where callers reach it.</summary>
    public int Port { get; } = FreePort.Find();

    /// <summary>Host and port where it tells its figures; empty for a proxy that has no such place of its own.</summary>
    public string Admin { get; private set; } = "";

    /// <summary>What <c>traffic:</c> of an environment says of it, without the gate.</summary>
    public string Settings { get; private set; } = "";

    /// <summary>Starts one; all traffic goes to the first version.</summary>
    public static async Task<Front> StartAsync(string kind, int stable, int candidate, CancellationToken ct)
    {
        var front = new Front();
        await (
            kind switch
            {
                "haproxy" => front.HaproxyAsync(stable, candidate, ct),
                "nginx" => front.NginxAsync(stable, candidate),
                _ => front.GatewayAsync(stable, candidate, ct),
            }
        );
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _folder.Dispose();
    }

    private async Task HaproxyAsync(int stable, int candidate, CancellationToken ct)
    {
        _server = await HaproxyServer.StartAsync(
            _folder,
            $"""
            listen app
              bind 127.0.0.1:{Port}
              server v1 127.0.0.1:{stable} weight 100
              server v2 127.0.0.1:{candidate} weight 0
            """,
            it => it.Contains("app,v2,", StringComparison.Ordinal),
            ct
        );
        Settings = $"driver: haproxy, address: \"unix:{_folder["admin.sock"]}\", stable: app/v1, candidate: app/v2";
    }

    private async Task NginxAsync(int stable, int candidate)
    {
        var status = FreePort.Find();
        File.Copy(Path.Combine(Workplace.Repository, "deploy/traffic/slipway-lanes.conf"), _folder["lanes.conf"]);
        _server = await NginxServer.StartAsync(
            _folder,
            $$"""
            include {{_folder["lanes.conf"]}};
            log_format slipway '$slipway_lane $status $request_time';
            upstream stable { server 127.0.0.1:{{stable}}; }
            upstream candidate { server 127.0.0.1:{{candidate}}; }
            server {
              listen 127.0.0.1:{{Port}};
              location / {
                access_log {{_folder["lanes.log"]}} slipway;
                keepalive_timeout 0;
                proxy_pass http://$slipway_lane;
              }
            }
            server {
              listen 127.0.0.1:{{status}};
              location = /slipway-lanes { default_type text/plain; return 200 "$slipway_lanes"; }
            }
            """,
            Port,
            hasMaster: true
        );
        var call = $"/usr/sbin/nginx -p {_folder.Path} -c {_folder["nginx.conf"]} -e {_folder["error.log"]}";
        Settings =
            $"driver: nginx, file: \"{_folder["lanes.conf"]}\", status: \"http://127.0.0.1:{status}/slipway-lanes\", "
            + $"log: \"{_folder["lanes.log"]}\", test: \"{call} -t\", reload: \"kill -HUP {((NginxServer)_server).ProcessId}\"";
    }

    private async Task GatewayAsync(int stable, int candidate, CancellationToken ct)
    {
        var admin = FreePort.Find();
        _process = Process.Start(
            new ProcessStartInfo(
                Workplace.Executable,
                [
                    "gateway",
                    "--listen",
                    $"http://127.0.0.1:{Port}",
                    "--stable",
                    $"http://127.0.0.1:{stable}",
                    "--candidate",
                    $"http://127.0.0.1:{candidate}",
                    "--admin",
                    $"http://127.0.0.1:{admin}",
                ]
            )
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        _ = _process.StandardError.ReadToEndAsync(ct);
        _ = _process.StandardOutput.ReadToEndAsync(ct);
        using var http = new HttpClient(new SocketsHttpHandler());
        await Eventually.Says(http, new($"http://127.0.0.1:{admin}/v1/health"), "serving", ct);
        Admin = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"127.0.0.1:{admin}");
        Settings = $"driver: gateway, url: \"http://127.0.0.1:{admin}\"";
    }
}
