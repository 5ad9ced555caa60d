using System.Security.Cryptography;
using System.Text;

namespace Slipway.Checks.Secrets;

/// <summary>
/// The name of a value that may be shown: the same value found by the same rule has the same name in every repository, and whoever
/// has the name does not have the value. Made slowly (10,000 rounds), so that short passwords are not guessed from it in bulk.
/// </summary>
/// <remarks>PBKDF2 with SHA-256 (RFC 8018), keyed with the rule; the first 12 hexadecimal digits.</remarks>
internal static class Fingerprint
{
    private const int Rounds = 10_000;
    private const int Bytes = 6;

    /// <summary>Makes it.</summary>
    public static string Of(string rule, ReadOnlySpan<char> value) =>
        Convert.ToHexStringLower(
            Rfc2898DeriveBytes.Pbkdf2(
                SHA256.HashData(Encoding.Latin1.GetBytes(value.ToString())),
                Encoding.UTF8.GetBytes($"slipway.secrets/1 {rule}"),
                Rounds,
                HashAlgorithmName.SHA256,
                Bytes
            )
        );
}
