using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Slipway.Testing;

/// <summary>
/// A real RabbitMQ on ports of its own, with its management API, its files in a temporary folder, and STOMP, by which a test can
/// be a consumer. It takes seconds to start: one for all tests of a class. Needs the package <c>rabbitmq-server</c>.
/// </summary>
public sealed class RabbitServer : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler());
    private readonly int _management = FreePort.Find();
    private readonly int _stomp = FreePort.Find();
    private readonly int _names = FreePort.Find();
    private Process? _server;

    /// <summary>The address of its management API.</summary>
    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://guest:guest@127.0.0.1:{_management}");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _folder.Write("enabled", "[rabbitmq_management,rabbitmq_stomp].");
        _folder.Write(
            "rabbit.conf",
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                listeners.tcp.1 = 127.0.0.1:{FreePort.Find()}
                stomp.listeners.tcp.1 = 127.0.0.1:{_stomp}
                management.tcp.ip = 127.0.0.1
                management.tcp.port = {_management}
                collect_statistics_interval = 100
                """
            )
        );
        _server = Process.Start(Started(Program()))!;
        _ = _server.StandardOutput.ReadToEndAsync();
        _ = _server.StandardError.ReadToEndAsync();
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("guest:guest"u8));
        await Eventually.Says(_http, Api("overview"), "rabbitmq_version", CancellationToken.None, TimeSpan.FromSeconds(120));
    }

    /// <summary>Makes a queue, with its arguments in JSON.</summary>
    public Task MakeAsync(string queue, CancellationToken ct, string arguments = "{}") =>
        SendAsync(HttpMethod.Put, $"queues/%2F/{queue}", $$"""{"durable":true,"arguments":{{arguments}}}""", ct);

    /// <summary>Sends a message to a queue, with its properties in JSON.</summary>
    public Task PublishAsync(string queue, string text, CancellationToken ct, string properties = "{}") =>
        SendAsync(
            HttpMethod.Post,
            "exchanges/%2F/amq.default/publish",
            $$"""{"properties":{{properties}},"routing_key":"{{queue}}","payload":"{{text}}","payload_encoding":"string"}""",
            ct
        );

    /// <summary>Becomes a consumer of a queue that acknowledges nothing, until it is closed.</summary>
    public async Task<TcpClient> ConsumeAsync(string queue, CancellationToken ct)
    {
        var client = new TcpClient("127.0.0.1", _stomp);
        var frames =
            $"CONNECT\naccept-version:1.2\nhost:/\nlogin:guest\npasscode:guest\n\n\0SUBSCRIBE\nid:0\ndestination:/amq/queue/{queue}\nack:client\n\n\0";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(frames), ct);
        return client;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false })
        {
            _server.Kill(entireProcessTree: true);
            await _server.WaitForExitAsync();
        }

        _server?.Dispose();
        using var names = Process.Start(Started("/usr/bin/epmd", "-relaxed_command_check", "-kill"))!;
        _ = names.StandardOutput.ReadToEndAsync();
        await names.WaitForExitAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    private async Task SendAsync(HttpMethod method, string path, string json, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, Api(path));
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
    }

    private Uri Api(string path) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_management}/api/{path}"));

    private ProcessStartInfo Started(string program, params string[] words)
    {
        var start = new ProcessStartInfo(program, words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in Variables())
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private Dictionary<string, string> Variables() =>
        new(StringComparer.Ordinal)
        {
            ["HOME"] = _folder.Path,
            ["RABBITMQ_NODENAME"] = string.Create(CultureInfo.InvariantCulture, $"test{_management}@localhost"),
            ["RABBITMQ_MNESIA_BASE"] = _folder["data"],
            ["RABBITMQ_LOG_BASE"] = _folder["log"],
            ["RABBITMQ_PID_FILE"] = _folder["pid"],
            ["RABBITMQ_CONFIG_FILE"] = _folder["rabbit.conf"],
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = _folder["enabled"],
            ["RABBITMQ_DIST_PORT"] = FreePort.Find().ToString(CultureInfo.InvariantCulture),
            ["ERL_EPMD_PORT"] = _names.ToString(CultureInfo.InvariantCulture),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        };

    /// <summary>Not the one in /usr/sbin, which becomes another user.</summary>
    private static string Program() =>
        Directory.Exists("/usr/lib/rabbitmq/lib")
            ? Directory
                .EnumerateFiles("/usr/lib/rabbitmq/lib", "rabbitmq-server", SearchOption.AllDirectories)
                .First(it => it.Contains("/sbin/"))
            : throw new InvalidOperationException("RabbitMQ is not installed: apt-get install rabbitmq-server (./test does it).");
}
