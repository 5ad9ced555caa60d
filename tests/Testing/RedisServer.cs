using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Slipway.Testing;

/// <summary>A real Redis on a port of the loopback address, with its files in a temporary folder. Needs the package <c>redis-server</c>.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Process _server;

    private RedisServer(int port, string[] settings)
    {
        Port = port;
        string[] words =
        [
            "--port",
            $"{port}",
            "--bind",
            "127.0.0.1",
            "--dir",
            Data,
            "--save",
            "",
            "--enable-debug-command",
            "local",
            .. settings,
        ];
        Directory.CreateDirectory(Data);
        _server = Process.Start(
            new ProcessStartInfo(Program("redis-server"), words)
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
                WorkingDirectory = _folder.Path,
            }
        )!;
        _ = _server.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Its address.</summary>
    public string Url => $"redis://127.0.0.1:{Port}";

    /// <summary>The folder of its files.</summary>
    public string Data => _folder["data"];

    /// <summary>Starts one, with settings as on its command line, and waits until it accepts connections.</summary>
    public static async Task<RedisServer> StartAsync(CancellationToken ct, params string[] settings)
    {
        var server = new RedisServer(FreePort.Find(), settings);
        await Eventually.Holds("Redis listens", () => server.Accepts(server.Port), ct, TimeSpan.FromSeconds(20));
        return server;
    }

    /// <summary>Carries out a command and returns what it printed.</summary>
    public async Task<string> DoAsync(CancellationToken ct, params string[] words)
    {
        using var client = Client(words);
        var said = await client.StandardOutput.ReadToEndAsync(ct);
        await client.WaitForExitAsync(ct);
        return said.Trim();
    }

    /// <summary>Begins a command and does not wait for it.</summary>
    public Process Client(params string[] words) =>
        Process.Start(
            new ProcessStartInfo(Program("redis-cli"), ["-p", Port.ToString(CultureInfo.InvariantCulture), .. words])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
        _folder.Dispose();
    }

    private bool Accepts(int port)
    {
        if (_server.HasExited)
        {
            throw new InvalidOperationException($"Redis ended with code {_server.ExitCode}.");
        }

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

    private static string Program(string name) =>
        File.Exists($"/usr/bin/{name}")
            ? $"/usr/bin/{name}"
            : throw new InvalidOperationException($"{name} is not installed: apt-get install redis-server (./test does it).");
}
