using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Slipway.Gateway.Tests;

/// <summary>A real server behind the gateway. It says its name, and remembers what it was asked.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication _server;

    private Backend(WebApplication server) => _server = server;

    /// <summary>How many requests came.</summary>
    public long Count => Asked.Count;

    /// <summary>Their methods, paths and headers, in order.</summary>
    public ConcurrentQueue<Asked> Asked { get; } = new();

    /// <summary>Where it listens.</summary>
    public string Url { get; private set; } = "";

    /// <summary>One that answers 200 with its name, or as it is told.</summary>
    public static async Task<Backend> StartAsync(string name, RequestDelegate? answer = null, int port = 0, bool priorKnowledge = false)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(it =>
                it.Listen(IPAddress.Loopback, port, on => on.Protocols = priorKnowledge ? HttpProtocols.Http2 : HttpProtocols.Http1)
            );
        var backend = new Backend(builder.Build());
        backend._server.UseWebSockets();
        backend._server.Run(context =>
        {
            backend.Asked.Enqueue(Tests.Asked.Of(context));
            return answer?.Invoke(context) ?? context.Response.WriteAsync(name, context.RequestAborted);
        });
        await backend._server.StartAsync(TestContext.Current.CancellationToken);
        backend.Url = backend
            ._server.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single()
            .Replace("http", priorKnowledge ? "h2c" : "http", StringComparison.Ordinal);
        return backend;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _server.StopAsync(atOnce.Token);
        await _server.DisposeAsync();
    }
}

/// <summary>What a backend was asked.</summary>
internal sealed record Asked(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    public static Asked Of(HttpContext context) =>
        new(
            context.Request.Method,
            $"{context.Request.Path}{context.Request.QueryString}",
            context.Request.Headers.ToDictionary(it => it.Key, it => it.Value.ToString(), StringComparer.OrdinalIgnoreCase)
        );
}
