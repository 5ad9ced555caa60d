using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Slipway.Testing;

/// <summary>A real Alertmanager on a port of the loopback address, with its files in a temporary folder.</summary>
public sealed class AlertmanagerServer : IAsyncDisposable
{
    private const string Program = "/usr/bin/prometheus-alertmanager";
    private readonly TempFolder _folder = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler());
    private readonly Process _server;
    private readonly ConcurrentQueue<string> _said = new();

    private AlertmanagerServer(string config, string[] words)
    {
        var port = FreePort.Find();
        Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        ConfigFile = _folder.Write("alertmanager.yml", config);
        _server = Process.Start(
            new ProcessStartInfo(
                Program,
                [
                    $"--config.file={ConfigFile}",
                    $"--storage.path={_folder.Path}/data",
                    $"--web.listen-address=127.0.0.1:{port}",
                    "--log.level=error",
                    .. words is [] ? ["--cluster.listen-address="] : words,
                ]
            )
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        _server.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _server.BeginErrorReadLine();
    }

    /// <summary>Its address.</summary>
    public string Url { get; }

    /// <summary>The path of its configuration.</summary>
    public string ConfigFile { get; }

    /// <summary>Starts one with this configuration, and waits until it answers.</summary>
    public static async Task<AlertmanagerServer> StartAsync(string config, CancellationToken ct, params string[] words)
    {
        if (!File.Exists(Program))
        {
            throw new InvalidOperationException("Alertmanager is not installed: apt-get install prometheus-alertmanager (./test does it).");
        }

        var server = new AlertmanagerServer(config, words);
        await Eventually.Holds("Alertmanager listens", server.Listens, ct, TimeSpan.FromSeconds(20));
        await Eventually.Says(server._http, new($"{server.Url}/api/v2/status"), "versionInfo", ct, TimeSpan.FromSeconds(20));
        return server;
    }

    /// <summary>Posts JSON to a path of the API and returns the answer.</summary>
    public async Task<string> PostAsync(string path, string json, CancellationToken ct)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri($"{Url}/{path}"), body, ct);
        return await answer.Content.ReadAsStringAsync(ct);
    }

    /// <summary>Deletes what is at a path of the API.</summary>
    public async Task DeleteAsync(string path, CancellationToken ct) => (await _http.DeleteAsync(new Uri($"{Url}/{path}"), ct)).Dispose();

    /// <summary>Gets a path.</summary>
    public Task<string> GetAsync(string path, CancellationToken ct) => _http.GetStringAsync(new Uri($"{Url}/{path}"), ct);

    private bool Listens()
    {
        if (_server.HasExited)
        {
            throw new InvalidOperationException($"Alertmanager ended with code {_server.ExitCode}: {string.Join(" ", _said)}");
        }

        try
        {
            using var client = new TcpClient("127.0.0.1", new Uri(Url).Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _server.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }
}
