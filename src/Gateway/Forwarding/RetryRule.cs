using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace Slipway.Gateway.Forwarding;

/// <summary>Which requests may be sent a second time.</summary>
internal static class RetryRule
{
    /// <summary>
    /// Only one that changes nothing (GET, HEAD, OPTIONS), has no body, and whose connection could not be made or ended before the
    /// head of an answer was there. One that took too long is not: the second would burden what is slow.
    /// </summary>
    /// <remarks>Source: RFC 9110, 9.2.1 (safe methods) and 9.2.2 (automatic retries).</remarks>
    public static bool MayRetry(HttpContext context, ForwarderError error) =>
        error is ForwarderError.Request or ForwarderError.RequestTimedOut
        && !context.Response.HasStarted
        && !context.RequestAborted.IsCancellationRequested
        && IsSafe(context.Request.Method)
        && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }
        && context.Features.Get<IForwarderErrorFeature>()?.Exception switch
        {
            HttpRequestException failed => ConnectionFailed(failed),
            // The pool's own: no connection came about within the time for that.
            OperationCanceledException { InnerException: TimeoutException } => true,
            _ => false,
        };

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool ConnectionFailed(HttpRequestException failed) =>
        failed.HttpRequestError
            is HttpRequestError.ConnectionError
                or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ResponseEnded
        || failed is { HttpRequestError: HttpRequestError.Unknown, InnerException: IOException };
}
