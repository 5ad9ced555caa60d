using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>A gRPC server with a health service, one without, an etcd, an nginx before them, and a server that lies.</summary>
public sealed class GrpcWorld : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> _running = [];

    public TempFolder Folder { get; } = new();

    public string Plain { get; private set; } = "";

    public string Secure { get; private set; } = "";

    /// <summary>Speaks gRPC, and has no health service.</summary>
    public string Bare { get; private set; } = "";

    public string Etcd { get; private set; } = "";

    /// <summary>The first, through an nginx.</summary>
    public string Through { get; private set; } = "";

    /// <summary>An nginx whose server behind it is gone.</summary>
    public string Gone { get; private set; } = "";

    /// <summary>Answers in every way that is not gRPC; the service that is asked for says how.</summary>
    public string Lying { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        using var authority = new Authority();
        var (certificate, key) = authority.Sign("localhost");
        Folder.Write("root.pem", authority.RootPem);
        Folder.Write("server.pem", certificate + authority.IntermediatePem);
        Folder.Write("server.key", key);
        var ports = Enumerable.Range(0, 7).Select(_ => FreePort.Find()).ToList();
        (Plain, Bare, Etcd) = (At(ports[0]), At(ports[2]), At(ports[3]));
        (Through, Gone, Lying) = (At(ports[4]), At(ports[5]), At(ports[6]));
        Secure = string.Create(CultureInfo.InvariantCulture, $"https://localhost:{ports[1]}");
        var server = GrpcServer.StartAsync(
            ports[0],
            ports[1],
            ports[2],
            Folder["server.pem"],
            Folder["server.key"],
            CancellationToken.None
        );
        var etcd = EtcdServer.StartAsync(Folder, ports[3], CancellationToken.None);
        _running.Add(await NginxServer.StartAsync(Folder, Servers(ports), ports[5]));
        _running.Add(await LiarAsync(ports[6]));
        _running.Add(await server);
        _running.Add(await etcd);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var it in _running)
        {
            await it.DisposeAsync();
        }

        Folder.Dispose();
    }

    private static string At(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    private static string Servers(List<int> ports) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            server { listen 127.0.0.1:{{ports[4]}} http2; location / { grpc_pass grpc://127.0.0.1:{{ports[0]}}; } }
            server { listen 127.0.0.1:{{ports[5]}} http2; location / { grpc_pass grpc://127.0.0.1:1; } }
            """
        );

    private static async Task<WebApplication> LiarAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(it => it.ListenLocalhost(port, listen => listen.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.Run(LieAsync);
        await app.StartAsync();
        return app;
    }

    private static async Task LieAsync(HttpContext context)
    {
        using var question = new MemoryStream();
        await context.Request.Body.CopyToAsync(question);
        var how = System.Text.Encoding.ASCII.GetString(question.ToArray().AsSpan(7));
        var answer = context.Response;
        answer.ContentType = how == "page" ? "text/html" : "application/grpc";
        answer.StatusCode = how == "503" ? 503 : 200;
        byte[] body = how switch
        {
            "empty" or "head-only" or "failed" => [],
            "packed" => [1, 0, 0, 0, 2, 8, 1],
            "cut" => [0, 0, 0, 0, 9, 8, 1],
            "two" => [0, 0, 0, 0, 2, 8, 1, 0, 0, 0, 0, 2, 8, 2],
            "long" => [0, 0, 1, 0, 0, .. new byte[70_000]],
            "text" => [0, 0, 0, 0, 3, 0x0a, 1, 65],
            "garbage" => [0, 0, 0, 0, 3, 0x0a, 200, 1],
            "groups" => [0, 0, 0, 0, 2, 0x0b, 0x0c],
            "more-fields" => [0, 0, 0, 0, 14, 0x08, 0x02, 0x11, 1, 2, 3, 4, 5, 6, 7, 8, 0x1a, 1, 65],
            "last-wins" => [0, 0, 0, 0, 4, 8, 1, 8, 2],
            _ => [0, 0, 0, 0, 2, 8, 1],
        };
        if (how is "early" or "head-only" or "failed" or "both")
        {
            answer.Headers["grpc-status"] = how == "failed" ? "13" : "0";
        }

        if (how == "aborted")
        {
            await answer.Body.WriteAsync(body);
            await answer.Body.FlushAsync();
            context.Abort();
            return;
        }

        await answer.Body.WriteAsync(body);
        foreach (var status in Trailers(how))
        {
            answer.AppendTrailer("grpc-status", status);
        }
    }

    private static string[] Trailers(string how) =>
        how switch
        {
            "no-trailers" or "early" or "head-only" or "failed" => [],
            "odd" => ["OK"],
            "beyond" => ["99"],
            "twice" => ["0", "13"],
            _ => ["0"],
        };
}
