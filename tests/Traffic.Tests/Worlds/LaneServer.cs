using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Slipway.Traffic.Tests.Worlds;

/// <summary>
/// A back end of one lane, on a socket of its own, that knows what came to it: <c>/</c> answers, <c>/fail</c> with 500,
/// <c>/hang-up</c> not at all, <c>/wait</c> once it is let go.
/// </summary>
public sealed class LaneServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SemaphoreSlim _letGo = new(0);
    private long _requests;
    private long _last;
    private long _waiting;

    private LaneServer(string lane)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(it => AnswerAsync(it, lane));
    }

    /// <summary>Where it listens: <c>127.0.0.1:port</c>.</summary>
    public string Address => new Uri(_app.Urls.Single()).Authority;

    /// <summary>What came to it so far.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>When the last request came, in the clock's ticks.</summary>
    public long Last => Interlocked.Read(ref _last);

    /// <summary>Requests that wait to be let go.</summary>
    public long Waiting => Interlocked.Read(ref _waiting);

    public static async Task<LaneServer> StartAsync(string lane)
    {
        var server = new LaneServer(lane);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Answers all that wait.</summary>
    public void LetGo() => _letGo.Release(100);

    public async ValueTask DisposeAsync()
    {
        LetGo();
        await _app.DisposeAsync();
        _letGo.Dispose();
    }

    private async Task AnswerAsync(HttpContext context, string lane)
    {
        Interlocked.Exchange(ref _last, TimeProvider.System.GetTimestamp());
        Interlocked.Increment(ref _requests);
        switch (context.Request.Path.Value)
        {
            case "/fail":
                context.Response.StatusCode = 500;
                break;
            case "/hang-up":
                context.Abort();
                return;
            case "/wait":
                Interlocked.Increment(ref _waiting);
                await _letGo.WaitAsync(context.RequestAborted);
                break;
        }

        context.Response.ContentLength = lane.Length;
        await context.Response.WriteAsync(lane);
    }
}
