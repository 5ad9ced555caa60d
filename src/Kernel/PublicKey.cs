using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.Kernel;

/// <summary>
/// The public key of a person, as it stands in settings and records: PEM of an ECDSA P-256 key, which is verified here, or a line
/// of OpenSSH, which only <c>ssh-keygen -Y verify</c> verifies.
/// </summary>
/// <param name="Kind"><see cref="Ecdsa"/> or <see cref="Ssh"/>; stored.</param>
/// <param name="Text">The key: PEM with a line end, or type and base64 without a comment.</param>
/// <param name="Id">By which it is known: SHA-256 of the key in hexadecimal digits, or OpenSSH's <c>SHA256:…</c>.</param>
public sealed record PublicKey(string Kind, string Text, string Id)
{
    /// <summary>ECDSA on the curve P-256 with SHA-256.</summary>
    public const string Ecdsa = "ecdsa-p256";

    /// <summary>A key of OpenSSH, of whatever type.</summary>
    public const string Ssh = "ssh";

    private const int LongestType = 64;

    private static readonly HashSet<string> SshTypes = new(
        [
            "ssh-ed25519",
            "ssh-rsa",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "sk-ssh-ed25519@openssh.com",
            "sk-ecdsa-sha2-nistp256@openssh.com",
        ],
        StringComparer.Ordinal
    );

    /// <summary>The public half of a key of ours.</summary>
    public static PublicKey Of(VerifyingKey key) => new(Ecdsa, key.Pem, key.Id);

    /// <summary>Reads PEM, or a line as <c>ssh-keygen</c> writes it to <c>.pub</c>; null with a reason when it is neither.</summary>
    public static (PublicKey? Key, string Why) Read(string text)
    {
        if (text.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            return (null, "it is a private key; take the public one, and make a new pair, as this one has been shown");
        }

        if (text.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            var (key, why) = VerifyingKey.Read(text);
            return key is null ? (null, why) : (Of(key), "");
        }

        return ReadSsh(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Whether the signature, in DER, was made over these bytes by the owner of this key; never true for a key of OpenSSH.</summary>
    public bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        Kind == Ecdsa && VerifyingKey.Read(Text).Key is { } key && key.Id == Id && key.Verifies(message, signature);

    private static (PublicKey? Key, string Why) ReadSsh(string[] words)
    {
        if (words is not [var type, var base64, ..] || !SshTypes.Contains(type))
        {
            return (null, "it is neither PEM (BEGIN PUBLIC KEY) nor a line of OpenSSH such as `ssh-ed25519 AAAA…`");
        }

        var blob = new byte[base64.Length];
        return
            Convert.TryFromBase64String(base64, blob, out var length)
            && Convert.ToBase64String(blob, 0, length) == base64
            && TypeOf(blob.AsSpan(0, length)) == type
            ? (new(Ssh, $"{type} {base64}", $"SHA256:{Convert.ToBase64String(SHA256.HashData(blob.AsSpan(0, length))).TrimEnd('=')}"), "")
            : (null, $"what stands behind {type} is no such key");
    }

    /// <summary>The type that the key says itself (RFC 4253, 6.6): a length in four bytes, and the word.</summary>
    private static string? TypeOf(ReadOnlySpan<byte> blob) =>
        blob.Length > 4 && BinaryPrimitives.ReadUInt32BigEndian(blob) is var length and > 0 and <= LongestType && blob.Length > 4 + length
            ? Encoding.ASCII.GetString(blob.Slice(4, (int)length))
            : null;
}
