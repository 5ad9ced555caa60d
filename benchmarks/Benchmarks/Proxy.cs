using System.Diagnostics;
using System.Globalization;

namespace Slipway.Benchmarks;

/// <summary>A proxy in front of a server, as a process with one way through it, kept connections on both sides.</summary>
internal sealed class Proxy : IDisposable
{
    private readonly Process _process;

    private Proxy(Process process, string url) => (_process, Url) = (process, url);

    public string Url { get; }

    public static Task<Proxy> HaproxyAsync(Workplace work, string server)
    {
        var port = QuickServer.FreePort();
        var configuration = work.With(
            "haproxy.cfg",
            $"""
            defaults
              mode http
              timeout connect 1s
              timeout client 60s
              timeout server 60s
              http-reuse always
            frontend front
              bind 127.0.0.1:{port}
              default_backend back
            backend back
              server one {new Uri(server).Authority}

            """
        );
        return StartAsync(port, "/usr/sbin/haproxy", ["-db", "-f", configuration]);
    }

    public static Task<Proxy> NginxAsync(Workplace work, string server)
    {
        var port = QuickServer.FreePort();
        var folder = Path.Combine(work.Folder, "proxy");
        Directory.CreateDirectory(folder);
        var configuration = work.With(
            "proxy.conf",
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                daemon off; worker_processes auto; pid {{folder}}/pid; error_log {{folder}}/errors;
                events { worker_connections 1024; }
                http {
                  access_log off; keepalive_requests 10000000; client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy;
                  fastcgi_temp_path {{folder}}/fastcgi; uwsgi_temp_path {{folder}}/uwsgi; scgi_temp_path {{folder}}/scgi;
                  upstream back { server {{new Uri(server).Authority}}; keepalive 128; keepalive_requests 10000000; }
                  server { listen 127.0.0.1:{{port}}; location / {
                    proxy_pass http://back; proxy_http_version 1.1; proxy_set_header Connection ""; } }
                }
                """
            )
        );
        return StartAsync(port, "/usr/sbin/nginx", ["-p", folder, "-c", configuration, "-e", $"{folder}/errors"]);
    }

    public static Task<Proxy> GatewayAsync(Workplace work, string slipway, string server)
    {
        var port = QuickServer.FreePort();
        var authority = $"http://{new Uri(server).Authority}";
        return StartAsync(
            port,
            slipway,
            [
                .. (string[])["gateway", "--listen", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")],
                .. (string[])["--stable", authority, "--candidate", authority, "--share", "10"],
                .. (string[])["--admin", "http://127.0.0.1:0", "--state", Path.Combine(work.Folder, "share")],
            ]
        );
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task<Proxy> StartAsync(int port, string program, IReadOnlyList<string> arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        _ = process.StandardError.ReadToEndAsync();
        while (!await QuickServer.AcceptsAsync(port) && !process.HasExited)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return process.HasExited
            ? throw new InvalidOperationException($"{program} did not start")
            : new(process, string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
    }
}
