using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Slipway.Testing;

/// <summary>
/// A server that speaks the API of S3, made by others (s3rver); it comes from npm (see <see cref="NpmPackage"/>). It knows who asks
/// (<c>S3RVER</c>) and does not check signatures of version 4.
/// </summary>
public sealed class S3Server : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private Process? _server;

    /// <summary>Where it listens.</summary>
    public string Url { get; private set; } = "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var programs = await NpmPackage.InstalledAsync("s3rver", "3.7.1");
        var port = FreePort.Find();
        string[] buckets = ["--configure-bucket", "backups", "--configure-bucket", "second", "--configure-bucket", "empty"];
        string[] words = ["-d", _folder["data"], "-a", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-s", .. buckets];
        _server = Process.Start(
            new ProcessStartInfo(Path.Combine(programs, "s3rver"), words)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                WorkingDirectory = _folder.Path,
            }
        )!;
        _ = _server.StandardOutput.ReadToEndAsync();
        _ = _server.StandardError.ReadToEndAsync();
        Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        await Eventually.Holds("s3rver listens", () => Accepts(port), CancellationToken.None, TimeSpan.FromSeconds(30));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _server!.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
        _folder.Dispose();
    }

    private bool Accepts(int port)
    {
        if (_server!.HasExited)
        {
            throw new InvalidOperationException($"s3rver ended with code {_server.ExitCode}.");
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
}
