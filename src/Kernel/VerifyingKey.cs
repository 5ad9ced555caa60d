using System.Numerics;
using System.Security.Cryptography;

namespace Slipway.Kernel;

/// <summary>
/// A public key: ECDSA on the curve P-256 with SHA-256. Signatures are in DER, as <c>openssl dgst -sha256 -verify</c> takes them,
/// and only the lower one of the two that fit a message counts (SEC 1, 4.1.3; so that a signature has one spelling).
/// </summary>
public sealed record VerifyingKey
{
    private const string Curve = "1.2.840.10045.3.1.7";

    private static readonly BigInteger Order = BigInteger.Parse(
        "0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
        System.Globalization.NumberStyles.HexNumber,
        System.Globalization.CultureInfo.InvariantCulture
    );

    private readonly byte[] _spki;

    private VerifyingKey(byte[] spki) => _spki = spki;

    /// <summary>SHA-256 of the key's SubjectPublicKeyInfo: 64 lower-case hexadecimal digits, by which it is known.</summary>
    public string Id => Digest.Of(_spki).Hex;

    /// <summary>The key as PEM (<c>PUBLIC KEY</c>), with a line end.</summary>
    public string Pem => PemEncoding.WriteString("PUBLIC KEY", _spki) + "\n";

    /// <summary>The public half.</summary>
    internal static VerifyingKey Of(ECDsa key) => new(key.ExportSubjectPublicKeyInfo());

    /// <summary>Reads PEM; null with a reason when it holds no such key.</summary>
    public static (VerifyingKey? Key, string Why) Read(string pem)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(pem);
            return key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == Curve
                ? (Of(key), "")
                : (null, "it is a key of another curve; P-256 is needed (openssl ecparam -name prime256v1)");
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException or PlatformNotSupportedException)
        {
            return (null, "it holds no public key in PEM");
        }
    }

    /// <summary>Whether the signature, in DER, was made over these bytes by the owner of this key.</summary>
    public bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(_spki, out _);
            return IsLow(signature) && key.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public bool Equals(VerifyingKey? other) => other is not null && _spki.AsSpan().SequenceEqual(other._spki);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>The lower one of the two signatures that fit the same message, from r and s of 32 bytes each.</summary>
    internal static byte[] Lower(byte[] signature)
    {
        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        if (s > Order / 2)
        {
            var low = (Order - s).ToByteArray(isUnsigned: true, isBigEndian: true);
            signature.AsSpan(32).Clear();
            low.CopyTo(signature.AsSpan(64 - low.Length));
        }

        return signature;
    }

    private static bool IsLow(ReadOnlySpan<byte> der)
    {
        try
        {
            var sequence = new System.Formats.Asn1.AsnReader(der.ToArray(), System.Formats.Asn1.AsnEncodingRules.DER);
            var members = sequence.ReadSequence();
            sequence.ThrowIfNotEmpty();
            _ = members.ReadInteger();
            var s = members.ReadInteger();
            members.ThrowIfNotEmpty();
            return s.Sign > 0 && s <= Order / 2;
        }
        catch (System.Formats.Asn1.AsnContentException)
        {
            return false;
        }
    }
}
