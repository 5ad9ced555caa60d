using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace Slipway.Kernel;

/// <summary>A private key of a person or an installation: ECDSA P-256. See <see cref="VerifyingKey"/> for the form of its signatures.</summary>
public sealed class SigningKey : IDisposable
{
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 600_000);
    private readonly ECDsa _key;

    private SigningKey(ECDsa key)
    {
        _key = key;
        Public = VerifyingKey.Of(key);
    }

    /// <summary>The public half.</summary>
    public VerifyingKey Public { get; }

    /// <summary>Makes a new one.</summary>
    public static SigningKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Whether this PEM is encrypted, so that a passphrase is needed.</summary>
    public static bool NeedsPassphrase(string pem) => pem.Contains("BEGIN ENCRYPTED PRIVATE KEY", StringComparison.Ordinal);

    /// <summary>Reads PEM; null with a reason when it holds no such key, or the passphrase is wrong.</summary>
    public static (SigningKey? Key, string Why) Read(string pem, string? passphrase)
    {
        var key = ECDsa.Create();
        try
        {
            if (NeedsPassphrase(pem))
            {
                key.ImportFromEncryptedPem(pem, passphrase ?? "");
            }
            else
            {
                key.ImportFromPem(pem);
            }

            if (key.KeySize == 256)
            {
                return (new(key), "");
            }
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException or PlatformNotSupportedException)
        {
            key.Dispose();
            return (null, NeedsPassphrase(pem) ? "its passphrase is another one" : "it holds no private key in PEM");
        }

        key.Dispose();
        return (null, "it is a key of another curve; P-256 is needed");
    }

    /// <summary>The key as PKCS #8 in PEM, encrypted when there is a passphrase (AES-256, PBKDF2 with 600,000 rounds).</summary>
    public string WritePem(string? passphrase) =>
        (
            string.IsNullOrEmpty(passphrase)
                ? _key.ExportPkcs8PrivateKeyPem()
                : _key.ExportEncryptedPkcs8PrivateKeyPem(passphrase, Encryption)
        ) + "\n";

    /// <summary>The signature of these bytes, in DER.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var both = VerifyingKey.Lower(
            _key.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
        );
        var der = new AsnWriter(AsnEncodingRules.DER);
        using (der.PushSequence())
        {
            der.WriteInteger(new BigInteger(both.AsSpan(0, 32), isUnsigned: true, isBigEndian: true));
            der.WriteInteger(new BigInteger(both.AsSpan(32), isUnsigned: true, isBigEndian: true));
        }

        return der.Encode();
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
