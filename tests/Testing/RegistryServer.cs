using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.Testing;

/// <summary>A real registry of images on a port of the loopback address. Needs the package <c>docker-registry</c>.</summary>
public sealed class RegistryServer : IAsyncDisposable
{
    private const string Program = "/usr/bin/docker-registry";

    private readonly TempFolder _folder = new();
    private readonly Process _server;

    private RegistryServer(int port, string authentication)
    {
        Port = port;
        var configuration = _folder.Write(
            "config.yml",
            $$"""
            version: 0.1
            log: { level: error }
            storage:
              filesystem: { rootdirectory: {{_folder["data"]}} }
            http:
              addr: 127.0.0.1:{{port}}
              secret: {{Guid.CreateVersion7():N}}
            {{authentication}}
            """
        );
        _server = Process.Start(
            new ProcessStartInfo(Program, ["serve", configuration])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        _ = _server.StandardError.ReadToEndAsync();
        _ = _server.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Its address.</summary>
    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <summary>Starts one, and waits until it accepts connections.</summary>
    /// <param name="ct">Ends the wait.</param>
    /// <param name="authentication">The part <c>auth:</c> of its configuration; empty for none.</param>
    public static async Task<RegistryServer> StartAsync(CancellationToken ct, string authentication = "")
    {
        if (!File.Exists(Program))
        {
            Assert.Fail("The registry is not installed: apt-get install docker-registry (./test does it).");
        }

        var server = new RegistryServer(FreePort.Find(), authentication);
        await Eventually.Holds("the registry listens", () => server.Accepts(), ct, TimeSpan.FromSeconds(20));
        return server;
    }

    /// <summary>Uploads a blob, and returns its descriptor as JSON.</summary>
    public static async Task<string> PushBlobAsync(
        HttpClient http,
        string url,
        string repository,
        string content,
        string type,
        CancellationToken ct
    )
    {
        using var begun = await http.PostAsync(new Uri($"{url}/v2/{repository}/blobs/uploads/"), content: null, ct);
        begun.EnsureSuccessStatusCode();
        var bytes = Encoding.UTF8.GetBytes(content);
        var digest = DigestOf(content);
        var place = begun.Headers.Location!;
        using var body = new ByteArrayContent(bytes);
        using var done = await http.PutAsync(new Uri($"{place}{(place.Query.Length > 0 ? "&" : "?")}digest={digest}"), body, ct);
        done.EnsureSuccessStatusCode();
        return $$"""{"mediaType":"{{type}}","digest":"{{digest}}","size":{{bytes.Length}}}""";
    }

    /// <summary>Uploads a manifest under a tag or digest, and returns its digest.</summary>
    public static async Task<string> PushManifestAsync(
        HttpClient http,
        string url,
        string repository,
        string reference,
        string manifest,
        string type,
        CancellationToken ct
    )
    {
        using var body = new StringContent(manifest);
        body.Headers.ContentType = new(type);
        using var done = await http.PutAsync(new Uri($"{url}/v2/{repository}/manifests/{reference}"), body, ct);
        done.IsSuccessStatusCode.ShouldBeTrue(await done.Content.ReadAsStringAsync(ct));
        return DigestOf(manifest);
    }

    /// <summary>The digest of a text.</summary>
    public static string DigestOf(string content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";

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

    private bool Accepts()
    {
        if (_server.HasExited)
        {
            throw new InvalidOperationException($"The registry ended with code {_server.ExitCode}.");
        }

        try
        {
            using var client = new TcpClient("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
