using System.Text;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Slipway.Gateway.Forwarding;

/// <summary>What a client reads when its lane has no answer. It names no server.</summary>
internal static class FailureAnswer
{
    public static Task WriteAsync(HttpContext context, string lane, ForwarderError error) =>
        WriteAsync(
            context,
            error switch
            {
                ForwarderError.RequestTimedOut => $"the lane {lane} did not answer in time",
                ForwarderError.RequestBodyClient => "the request could not be read to its end",
                _ => $"the lane {lane} has no server that answers",
            }
        );

    /// <summary>A line of text behind the status that is set.</summary>
    public static Task WriteAsync(HttpContext context, string why)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        var body = Encoding.UTF8.GetBytes($"slipway gateway: {why}\n");
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
