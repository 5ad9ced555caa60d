using System.Security.Cryptography;
using System.Text;

namespace Slipway.Kernel;

/// <summary>SHA-256 of some bytes.</summary>
/// <param name="Hex">64 lower-case hexadecimal digits.</param>
public readonly record struct Digest(string Hex)
{
    /// <summary>64 zeros: what stands before the first record of a chain.</summary>
    public static Digest None { get; } = new(new string('0', 64));

    /// <summary>The digest of these bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>The digest of a text in UTF-8.</summary>
    public static Digest Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary><c>sha256:…</c>.</summary>
    public override string ToString() => $"sha256:{Hex}";
}
