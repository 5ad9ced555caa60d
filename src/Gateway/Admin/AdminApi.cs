using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Slipway.Gateway.Counting;
using Slipway.Gateway.Forwarding;
using Slipway.Gateway.Lanes;

namespace Slipway.Gateway.Admin;

/// <summary>Where the share is read and set, and the counters are read.</summary>
internal sealed class AdminApi(
    GatewaySpec spec,
    ShareControl share,
    Figures figures,
    LaneServers stable,
    LaneServers candidate,
    TimeProvider clock
)
{
    private const string Json = "application/json";

    /// <summary>Answers one request.</summary>
    public Task HandleAsync(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value);
        if (!AdminAccess.FromHere(spec, context))
        {
            return FailAsync(
                context,
                StatusCodes.Status421MisdirectedRequest,
                "ask for this address by its own name: 127.0.0.1 or localhost"
            );
        }

        if (path == "/v1/health")
        {
            return method == "GET" ? WriteAsync(context, Json, """{"status":"serving"}"""u8.ToArray()) : NotAllowedAsync(context, "GET");
        }

        if (!AdminAccess.May(spec, context))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return FailAsync(context, StatusCodes.Status401Unauthorized, "send the token of --token-file: Authorization: Bearer TOKEN");
        }

        return (path, method) switch
        {
            ("/v1/lanes", "GET") => LanesAsync(context),
            ("/v1/lanes", "PUT") => SetAsync(context),
            ("/v1/lanes", _) => NotAllowedAsync(context, "GET, PUT"),
            ("/metrics", "GET") => MetricsAsync(context),
            ("/metrics", _) => NotAllowedAsync(context, "GET"),
            _ => FailAsync(context, StatusCodes.Status404NotFound, "there are /v1/lanes, /v1/health and /metrics"),
        };
    }

    private Task LanesAsync(HttpContext context) =>
        WriteAsync(context, Json, LanesDocument.Write(figures, share.Now.Share, clock.GetUtcNow()));

    private Task MetricsAsync(HttpContext context) =>
        WriteAsync(
            context,
            "text/plain; version=0.0.4; charset=utf-8",
            Encoding.UTF8.GetBytes(MetricsText.Write(figures, share.Now.Share, stable.Skipped, candidate.Skipped))
        );

    private async Task SetAsync(HttpContext context)
    {
        switch (await ShareBody.ReadAsync(context))
        {
            case ShareBody.Faulty faulty:
                await FailAsync(context, faulty.Status, faulty.Why);
                break;
            case ShareBody.Share asked when share.Set(asked.Value) is { } fault:
                await FailAsync(context, StatusCodes.Status500InternalServerError, $"the share stays {share.Now.Share}: {fault}");
                break;
            default:
                await LanesAsync(context);
                break;
        }
    }

    private static Task NotAllowedAsync(HttpContext context, string methods)
    {
        context.Response.Headers.Allow = methods;
        return FailAsync(context, StatusCodes.Status405MethodNotAllowed, $"this is for {methods}");
    }

    private static Task FailAsync(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, Json, ErrorDocument.Write(why));
    }

    private static Task WriteAsync(HttpContext context, string type, byte[] body)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
