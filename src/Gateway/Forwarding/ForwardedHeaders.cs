using Microsoft.AspNetCore.Http;

namespace Slipway.Gateway.Forwarding;

/// <summary>What a server is told of the client that it cannot see.</summary>
internal static class ForwardedHeaders
{
    private const string For = "X-Forwarded-For";
    private const string Host = "X-Forwarded-Host";
    private const string Proto = "X-Forwarded-Proto";

    /// <summary>Headers that say who the client is. A client could write anything into them.</summary>
    private static readonly string[] All = [For, Host, Proto, "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Real-IP", "Forwarded"];

    /// <summary>
    /// Says where the request comes from. What was said before is kept only of a proxy that is trusted, and the address of the
    /// connection goes behind it.
    /// </summary>
    public static void Write(HttpContext context, HttpRequestMessage request, AddressList trusted)
    {
        var peer = context.Connection.RemoteIpAddress;
        var isTrusted = trusted.Holds(peer);
        var before = isTrusted ? context.Request.Headers[For].ToString() : "";
        var (host, proto) = isTrusted ? (context.Request.Headers[Host].ToString(), context.Request.Headers[Proto].ToString()) : ("", "");
        foreach (var name in All)
        {
            request.Headers.Remove(name);
        }

        var address = peer is null ? "unknown" : AddressList.Plain(peer).ToString();
        request.Headers.TryAddWithoutValidation(For, before.Length == 0 ? address : $"{before}, {address}");
        request.Headers.TryAddWithoutValidation(Host, host.Length == 0 ? context.Request.Host.Value : host);
        request.Headers.TryAddWithoutValidation(Proto, proto.Length == 0 ? context.Request.Scheme : proto);
    }
}
