using Microsoft.AspNetCore.Http;
using Slipway.Gateway.Lanes;

namespace Slipway.Gateway.Admin;

/// <summary>Who may ask the admin API.</summary>
internal static class AdminAccess
{
    private const string Scheme = "Bearer ";

    /// <summary>
    /// Without a token only this machine is asked for by its own name: a page in a browser here can give its own name our address,
    /// and would otherwise set the share.
    /// </summary>
    public static bool FromHere(GatewaySpec spec, HttpContext context) =>
        spec.Token is not null || context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]" || IsOwnAddress(spec, context);

    /// <summary>Whether the token is the right one, in a time that does not depend on how much of it is.</summary>
    public static bool May(GatewaySpec spec, HttpContext context)
    {
        if (spec.Token is null)
        {
            return true;
        }

        var given = context.Request.Headers.Authorization.ToString();
        return given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && LaneHeader.SameSecret(spec.Token.Reveal(), given[Scheme.Length..].Trim());
    }

    private static bool IsOwnAddress(GatewaySpec spec, HttpContext context) =>
        System.Net.IPAddress.TryParse(context.Request.Host.Host.Trim('[', ']'), out var address) && address.Equals(spec.Admin.Address);
}
