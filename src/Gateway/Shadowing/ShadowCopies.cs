using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Slipway.Gateway.Counting;
using Slipway.Gateway.Forwarding;
using Slipway.Gateway.Lanes;
using Yarp.ReverseProxy.Forwarder;

namespace Slipway.Gateway.Shadowing;

/// <summary>
/// Sends copies of requests that only read. Nobody waits for one, and its answer goes nowhere; when as many are under way as may be,
/// the next is dropped.
/// </summary>
internal sealed class ShadowCopies(GatewaySpec spec, ShadowFigures figures, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Marks a copy for the server that gets it.</summary>
    public const string Mark = "X-Slipway-Shadow";

    /// <summary>Copies that may be under way at once.</summary>
    public const int MostAtOnce = 64;

    /// <summary>Bytes of an answer that are read before it is left.</summary>
    private const int MostBytes = 1024 * 1024;

    /// <summary>Longest time of one copy.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly HttpMessageInvoker _connections = Connections.Make();
    private readonly CancellationTokenSource _over = new();
    private readonly Server _server = new(spec.Shadow!.Endpoint, Longest, clock);
    private readonly double _share = spec.Shadow.Share;
    private int _underWay;

    /// <summary>Takes a copy of the request, if it is one that may be copied and its turn. Returns at once.</summary>
    public void Offer(HttpContext context)
    {
        if (!OnlyReads(context) || Random.Shared.NextDouble() * 100 >= _share)
        {
            return;
        }

        if (Interlocked.Increment(ref _underWay) > MostAtOnce)
        {
            Interlocked.Decrement(ref _underWay);
            figures.CountDropped();
            return;
        }

        _ = SendAsync(context);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _connections.Dispose();
        _over.Dispose();
    }

    /// <summary>GET and HEAD without a body and without an upgrade. Everything else may change something, and is never copied.</summary>
    private static bool OnlyReads(HttpContext context) =>
        (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }
        && context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true };

    private HttpRequestMessage CopyOf(HttpContext context)
    {
        var request = context.Request;
        var copy = new HttpRequestMessage(
            HttpMethods.IsHead(request.Method) ? HttpMethod.Head : HttpMethod.Get,
            RequestUtilities.MakeDestinationAddress(_server.Prefix, request.Path, request.QueryString)
        )
        {
            Version = _server.Config.Version!,
            VersionPolicy = _server.Config.VersionPolicy!.Value,
        };
        foreach (var (name, values) in request.Headers)
        {
            if (!HopHeaders.Contains(name) && !LaneHeader.IsOne(name))
            {
                copy.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        ForwardedHeaders.Write(context, copy, spec.TrustedProxies);
        copy.Headers.TryAddWithoutValidation(Mark, "1");
        return copy;
    }

    /// <summary>Nothing that goes wrong here reaches the request, not even in making the copy.</summary>
    private async Task SendAsync(HttpContext context)
    {
        var started = clock.GetTimestamp();
        var isError = true;
        try
        {
            using var copy = CopyOf(context);
            using var limit = new CancellationTokenSource(Longest, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _over.Token);
            using var answer = await _connections.SendAsync(copy, either.Token);
            await ReadAsync(answer, either.Token);
            isError = (int)answer.StatusCode is >= 500 and <= 599;
        }
        catch (Exception failed)
            when (failed
                    is HttpRequestException
                        or IOException
                        or OperationCanceledException
                        or FormatException
                        or ArgumentException
                        or InvalidOperationException
            )
        {
            // It is counted below; there is nobody to tell.
        }
        finally
        {
            figures.Sent.Count(clock.GetElapsedTime(started), isError);
            Interlocked.Decrement(ref _underWay);
        }
    }

    private static async Task ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(ct);
        var piece = new byte[16 * 1024];
        var all = 0;
        for (var read = 1; read > 0 && all < MostBytes; all += read)
        {
            read = await body.ReadAsync(piece, ct);
        }
    }
}
