using System.Collections.Frozen;

namespace Slipway.Gateway.Shadowing;

/// <summary>Headers that belong to one connection and not to the request.</summary>
/// <remarks>Source: RFC 9110, 7.6.1.</remarks>
internal static class HopHeaders
{
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
        [
            "Connection",
            "Keep-Alive",
            "Proxy-Connection",
            "Proxy-Authenticate",
            "Proxy-Authorization",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade",
            "Content-Length",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    public static bool Contains(string name) => Names.Contains(name) || name.StartsWith(':');
}
