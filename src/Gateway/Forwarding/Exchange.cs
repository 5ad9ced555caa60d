using Microsoft.AspNetCore.Http;
using Slipway.Gateway.Counting;
using Slipway.Gateway.Lanes;
using Yarp.ReverseProxy.Forwarder;

namespace Slipway.Gateway.Forwarding;

/// <summary>One request on its way: the headers that are changed there and back, and its place in the counters, once.</summary>
internal sealed class Exchange(LaneFigures figures, LaneChoice choice, GatewaySpec spec, TimeProvider clock) : HttpTransformer
{
    private readonly long _started = clock.GetTimestamp();
    private bool _counted;

    /// <summary>Time since it came.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(_started);

    /// <inheritdoc/>
    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext,
        HttpRequestMessage proxyRequest,
        string destinationPrefix,
        CancellationToken cancellationToken
    )
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        ForwardedHeaders.Write(httpContext, proxyRequest, spec.TrustedProxies);
        if (spec.LaneHeader is not null)
        {
            proxyRequest.Headers.Remove(LaneHeader.Name);
            proxyRequest.Headers.Remove(LaneHeader.SecretName);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext,
        HttpResponseMessage? proxyResponse,
        CancellationToken cancellationToken
    )
    {
        var goesOn = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        if (proxyResponse is not null)
        {
            Mark(httpContext);
            if (IsStream(proxyResponse))
            {
                Count(isError: false);
            }
        }

        return goesOn;
    }

    /// <summary>Counts it, unless it is counted already.</summary>
    public void Count(bool isError)
    {
        if (_counted)
        {
            return;
        }

        _counted = true;
        if (choice is LaneChoice.Asked)
        {
            figures.CountAsked();
        }
        else
        {
            figures.Count(Elapsed, isError);
        }
    }

    private void Mark(HttpContext context)
    {
        if (choice is LaneChoice.Asked asked)
        {
            context.Response.Headers[LaneHeader.Name] = asked.Lane == Lane.Candidate ? "candidate" : "stable";
        }
        else if (choice is LaneChoice.Drawn { NewCookie: { } cookie })
        {
            context.Response.Cookies.Append(
                spec.Sticky!.Name,
                cookie,
                new()
                {
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    Secure = context.Request.IsHttps,
                }
            );
        }
    }

    /// <summary>Connections that stay open by design (WebSockets, server-sent events) are counted when they are made: how long they stay says nothing.</summary>
    private static bool IsStream(HttpResponseMessage response) =>
        response.StatusCode == System.Net.HttpStatusCode.SwitchingProtocols
        || response.IsSuccessStatusCode
            && (
                response.RequestMessage?.Method == HttpMethod.Connect
                || response.Content.Headers.ContentType?.MediaType?.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase) == true
            );
}
