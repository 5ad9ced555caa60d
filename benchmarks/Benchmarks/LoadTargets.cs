using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Slipway.Benchmarks;

/// <summary>A server whose times are known: of a hundred requests 80 take 20 ms, 17 take 60 ms and 3 take 200 ms, so that no percentile stands on an edge.</summary>
internal sealed class SlowServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _turn;

    public SlowServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The part is over.
        }
    }

    /// <summary>Requests have no body and come one at a time, so what is read is one request.</summary>
    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            var stream = client.GetStream();
            var request = new byte[4096];
            try
            {
                while (await stream.ReadAsync(request) > 0)
                {
                    var turn = Interlocked.Increment(ref _turn) % 100;
                    await Task.Delay(
                        TimeSpan.FromMilliseconds(
                            turn < 80 ? 20
                            : turn < 97 ? 60
                            : 200
                        ),
                        TimeProvider.System
                    );
                    await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray());
                }
            }
            catch (IOException)
            {
                // The other side has hung up.
            }
        }
    }
}

/// <summary>A real nginx that answers at once.</summary>
internal sealed class QuickServer : IDisposable
{
    private readonly Process _nginx;

    private QuickServer(Process nginx, string url) => (_nginx, Url) = (nginx, url);

    public string Url { get; }

    public static async Task<QuickServer> StartAsync(Workplace work)
    {
        var port = FreePort();
        var configuration = work.With(
            "nginx.conf",
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                daemon off; master_process off; pid {{work.Folder}}/pid; error_log {{work.Folder}}/errors;
                events { worker_connections 1024; }
                http {
                  access_log off; keepalive_requests 10000000; client_body_temp_path {{work.Folder}}/body; proxy_temp_path {{work.Folder}}/proxy;
                  fastcgi_temp_path {{work.Folder}}/fastcgi; uwsgi_temp_path {{work.Folder}}/uwsgi; scgi_temp_path {{work.Folder}}/scgi;
                  server { listen 127.0.0.1:{{port}}; location / { return 200 ok; } }
                }
                """
            )
        );
        var nginx = Process.Start(
            new ProcessStartInfo("/usr/sbin/nginx", ["-p", work.Folder, "-c", configuration, "-e", $"{work.Folder}/errors"])
            {
                UseShellExecute = false,
            }
        )!;
        while (!await AcceptsAsync(port) && !nginx.HasExited)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return new(nginx, string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
    }

    public void Dispose()
    {
        _nginx.Kill();
        _nginx.WaitForExit();
        _nginx.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static async Task<bool> AcceptsAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
