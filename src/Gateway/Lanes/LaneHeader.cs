using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Slipway.Gateway.Lanes;

/// <summary>The header by which testers ask for a lane.</summary>
internal static class LaneHeader
{
    /// <summary>Which lane is asked for; in an answer, which one gave it.</summary>
    public const string Name = "X-Slipway-Lane";

    /// <summary>Shows that one may ask. It is taken out of what is forwarded.</summary>
    public const string SecretName = "X-Slipway-Lane-Secret";

    /// <summary>Whether a header is one of the two.</summary>
    public static bool IsOne(string name) =>
        name.Equals(Name, StringComparison.OrdinalIgnoreCase) || name.Equals(SecretName, StringComparison.OrdinalIgnoreCase);

    /// <summary>What is asked for; null where nobody may ask, or nothing is.</summary>
    public static LaneChoice? Read(LaneHeaderSpec? spec, HttpContext context)
    {
        if (spec is null || !context.Request.Headers.TryGetValue(Name, out var asked))
        {
            return null;
        }

        if (!May(spec, context))
        {
            return new LaneChoice.Refused(
                StatusCodes.Status403Forbidden,
                $"{Name} is for those who may choose a lane; send {SecretName} with it"
            );
        }

        return asked.ToString() switch
        {
            "candidate" => new LaneChoice.Asked(Lane.Candidate),
            "stable" => new LaneChoice.Asked(Lane.Stable),
            _ => new LaneChoice.Refused(StatusCodes.Status400BadRequest, $"{Name} is candidate or stable"),
        };
    }

    private static bool May(LaneHeaderSpec spec, HttpContext context) =>
        spec.Secret is { } secret
            ? SameSecret(secret.Reveal(), context.Request.Headers[SecretName].ToString())
            : spec.Addresses?.Holds(context.Connection.RemoteIpAddress) == true;

    /// <summary>Takes the same time whatever is given, so that the secret cannot be found letter by letter.</summary>
    public static bool SameSecret(string secret, string given) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(secret)),
            SHA256.HashData(Encoding.UTF8.GetBytes(given))
        );
}
