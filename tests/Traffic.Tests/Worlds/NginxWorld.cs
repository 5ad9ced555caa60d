using System.Diagnostics;
using Slipway.Testing;
using Slipway.Traffic.Nginx;

namespace Slipway.Traffic.Tests.Worlds;

/// <summary>A real nginx with a master and two workers, as it runs in the field.</summary>
public sealed class NginxWorld : TrafficWorld
{
    private const string Program = "/usr/sbin/nginx";
    private readonly SilentListener _silence = new();
    private readonly SilentListener _nonsense = new("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n25"u8.ToArray(), closes: true);
    private readonly SilentListener _broken = new("HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\nslipway/1 10 "u8.ToArray(), closes: true);
    private Process? _nginx;

    public override double Near => 0.005;

    public override bool KnowsLatency => true;

    /// <summary>Each is a reload.</summary>
    public override int EverydayChanges => 10;

    public override int ManyChanges => 100;

    /// <summary>Where the running nginx says what it serves.</summary>
    public int Status { get; } = FreePort.Find();

    public override ITrafficDriver Driver => field ??= Of();

    public override ITrafficDriver WithNobody => Of(("status", "http://127.0.0.1:1/"), ("log", Folder["none.log"]));

    public override ITrafficDriver WithSilence =>
        Of(("status", $"http://127.0.0.1:{_silence.Port}/"), ("log", Folder["none.log"]), ("limit", "300ms"));

    public override IEnumerable<ITrafficDriver> WithGarbage =>
        new[] { _nonsense, _broken }.Select(it => Of(("status", $"http://127.0.0.1:{it.Port}/"), ("log", Folder.Path)));

    /// <summary>The driver with some settings other than the usual ones.</summary>
    public ITrafficDriver Of(params (string Name, string Value)[] others)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["file"] = "lanes.conf",
            ["status"] = $"http://127.0.0.1:{Status}/slipway-lanes",
            ["log"] = "lanes.log",
            ["test"] = $"{Call} -t",
            ["reload"] = $"{Call} -s reload",
        };
        foreach (var (name, value) in others)
        {
            settings[name] = value;
        }

        return Make("nginx", Folder.Path, [.. settings.Select(it => (it.Key, it.Value))]);
    }

    public override async Task RestartAsync()
    {
        await StopAsync();
        // As whoever rotates logs does: the old one keeps its name no longer.
        File.Move(Folder["lanes.log"], Folder["lanes.log.1"], overwrite: true);
        await StartAsync();
    }

    protected override async Task StartAsync()
    {
        Needed.OrFail(File.Exists(Program), "nginx", "nginx-light");
        Folder.Write("lanes.conf", LanesFile.Of(0, "$request_id").Text());
        Folder.Write("nginx.conf", Configuration());
        _nginx = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"exec {Call}"]) { UseShellExecute = false })!;
        using var http = new HttpClient(new SocketsHttpHandler());
        await Eventually.Says(http, new($"http://127.0.0.1:{Status}/slipway-lanes"), "slipway/1", CancellationToken.None);
    }

    protected override async Task StopAsync()
    {
        if (_nginx is not null)
        {
            _nginx.Kill(entireProcessTree: true);
            await _nginx.WaitForExitAsync();
            _nginx.Dispose();
            _nginx = null;
        }
    }

    private string Call => $"{Program} -p {Folder.Path} -c {Folder["nginx.conf"]} -e {Folder["error.log"]}";

    private string Configuration() =>
        $$"""
            daemon off;
            worker_processes 2;
            pid {{Folder["nginx.pid"]}};
            error_log {{Folder["error.log"]}};
            events { worker_connections 256; }
            http {
              include {{Folder["lanes.conf"]}};
              log_format slipway '$slipway_lane $status $request_time';
              access_log off;
              client_body_temp_path {{Folder["body"]}};
              proxy_temp_path {{Folder["proxy"]}};
              fastcgi_temp_path {{Folder["fastcgi"]}};
              uwsgi_temp_path {{Folder["uwsgi"]}};
              scgi_temp_path {{Folder["scgi"]}};
              upstream stable { server {{Stable.Address}}; keepalive 16; }
              upstream candidate { server {{Candidate.Address}}; keepalive 16; }
              server {
                listen 127.0.0.1:{{Port}};
                location / {
                  access_log {{Folder["lanes.log"]}} slipway;
                  # A reload closes connections that wait for a next request, and a request that is just then on its way is lost.
                  keepalive_timeout 0;
                  proxy_pass http://$slipway_lane;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                }
              }
              server {
                listen 127.0.0.1:{{Status}};
                location = /slipway-lanes { default_type text/plain; return 200 "$slipway_lanes"; }
              }
            }
            """;
}
