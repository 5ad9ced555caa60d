using Microsoft.AspNetCore.Http;
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

    private LaneForwarder Of(Lane lane) => lane == Lane.Candidate ? candidate : stable;
}
