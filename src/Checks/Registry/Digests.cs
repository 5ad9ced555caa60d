using System.Security.Cryptography;
using System.Text;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Registry;

/// <summary>Digests are worked out from what came, and never taken from what a registry says of it.</summary>
internal static class Digests
{
    /// <summary>The digest of a text, by the algorithm of another digest; SHA-256 where there is none.</summary>
    public static string Of(string text, string? like = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return like?.StartsWith("sha512:", StringComparison.Ordinal) == true
            ? $"sha512:{Convert.ToHexStringLower(SHA512.HashData(bytes))}"
            : $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
    }

    /// <summary>Demands that a text is the one that a digest names.</summary>
    /// <exception cref="NotSeenException">It is another one.</exception>
    public static void Demand(string text, string digest, string what)
    {
        if (Of(text, digest) is var actual && actual != digest)
        {
            throw new NotSeenException($"The registry answered for {what} with what has the digest {actual}: it is not {digest}.");
        }
    }
}
