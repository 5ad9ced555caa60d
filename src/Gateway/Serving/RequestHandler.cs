using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Slipway.Gateway.Counting;
using Slipway.Gateway.Forwarding;
using Slipway.Gateway.Lanes;
using Slipway.Gateway.Shadowing;

namespace Slipway.Gateway.Serving;

/// <summary>What is done with each request: its lane, its copy, its way.</summary>
internal sealed class RequestHandler(
    ShareControl share,
    LaneChooser chooser,
    LaneForwarder stable,
    LaneForwarder candidate,
    ShadowCopies? shadow,
    Figures figures
)
{
    public Task HandleAsync(HttpContext context)
    {
        if (IsTunnel(context))
        {
            figures.CountRefused();
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return FailureAnswer.WriteAsync(context, "this is no proxy for tunnels");
        }

        switch (chooser.Choose(context, share.Now))
        {
            case LaneChoice.Refused refused:
                figures.CountRefused();
                context.Response.StatusCode = refused.Status;
                return FailureAnswer.WriteAsync(context, refused.Why);
            case LaneChoice.Asked asked:
                return Of(asked.Lane).ForwardAsync(context, asked);
            case LaneChoice.Drawn drawn:
                shadow?.Offer(context);
                return Of(drawn.Lane).ForwardAsync(context, drawn);
            default:
                throw new InvalidOperationException("A choice of lane that nobody knows.");
        }
    }

    /// <summary>Behind a CONNECT the bytes of a client would reach a server as they are, read by nobody. WebSockets over HTTP/2 begin with one too.</summary>
    private static bool IsTunnel(HttpContext context) =>
        HttpMethods.IsConnect(context.Request.Method)
        && context.Features.Get<IHttpExtendedConnectFeature>() is not { IsExtendedConnect: true };

    private LaneForwarder Of(Lane lane) => lane == Lane.Candidate ? candidate : stable;
}
