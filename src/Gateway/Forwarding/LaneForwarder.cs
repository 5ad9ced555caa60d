using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Slipway.Gateway.Counting;
using Slipway.Gateway.Lanes;
using Yarp.ReverseProxy.Forwarder;

namespace Slipway.Gateway.Forwarding;

/// <summary>Brings a request to a server of its lane and the answer back.</summary>
internal sealed class LaneForwarder(
    string name,
    LaneServers servers,
    LaneFigures figures,
    GatewaySpec spec,
    IHttpForwarder forwarder,
    HttpMessageInvoker connections,
    TimeProvider clock
)
{
    /// <summary>Forwards it and counts it, whatever becomes of it.</summary>
    public async Task ForwardAsync(HttpContext context, LaneChoice choice)
    {
        var exchange = new Exchange(figures, choice, spec, clock);
        figures.Begin();
        try
        {
            var error = await SendAsync(context, exchange);
            exchange.Count(IsLaneError(error, context, exchange.Elapsed));
            if (error != ForwarderError.None && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            {
                await FailureAnswer.WriteAsync(context, name, error);
            }
        }
        finally
        {
            // Whatever was thrown: no answer.
            exchange.Count(isError: true);
            figures.End();
        }
    }

    private async ValueTask<ForwarderError> SendAsync(HttpContext context, Exchange exchange)
    {
        var server = servers.Next();
        var error = await SendAsync(context, exchange, server);
        if (!RetryRule.MayRetry(context, error) || servers.Another(server) is not { } another)
        {
            return error;
        }

        figures.CountRetry();
        context.Response.Clear();
        context.Features.Set<IForwarderErrorFeature>(null);
        return await SendAsync(context, exchange, another);
    }

    private async ValueTask<ForwarderError> SendAsync(HttpContext context, Exchange exchange, Server server)
    {
        var error = await forwarder.SendAsync(context, server.Prefix, connections, server.Config, exchange);
        if (error is ForwarderError.Request or ForwarderError.RequestTimedOut)
        {
            server.DidNotAnswer();
        }
        else if (error == ForwarderError.None)
        {
            server.DidAnswer();
        }

        return error;
    }

    /// <summary>
    /// A status of 500 to 599, no answer, or an answer that was cut off. A client that leaves before there is an answer had none: a
    /// lane that lets its clients wait until they go would look well otherwise. One that leaves within an answer had one.
    /// </summary>
    private bool IsLaneError(ForwarderError error, HttpContext context, TimeSpan elapsed)
    {
        switch (error)
        {
            case ForwarderError.None:
            case ForwarderError.ResponseBodyClient:
                return context.Response.StatusCode is >= 500 and <= 599;
            case ForwarderError.ResponseBodyCanceled:
                // The client left, or nothing moved for too long; for certain the former only while that cannot have been.
                return elapsed >= spec.Timeout || context.Response.StatusCode is >= 500 and <= 599;
            case ForwarderError.RequestBodyClient:
                // What the client sent was no request (or too large); the answer says so.
                return context.Response.StatusCode is >= 500 and <= 599;
            case ForwarderError.RequestCanceled:
            case ForwarderError.RequestBodyCanceled:
                figures.CountLeftByClient();
                return true;
            default:
                return true;
        }
    }
}
