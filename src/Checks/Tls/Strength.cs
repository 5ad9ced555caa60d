using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Tls;

/// <summary>Whether keys and signatures are strong enough: RSA from 2048 bits, curves from 256, no MD5 and no SHA-1 (NIST SP 800-131A, revision 2).</summary>
internal static class Strength
{
    private const int LeastRsaBits = 2048;
    private const int LeastCurveBits = 256;

    private static readonly string[] BrokenSignatures =
    [
        "1.2.840.113549.1.1.2",
        "1.2.840.113549.1.1.4",
        "1.2.840.113549.1.1.5",
        "1.2.840.10045.4.1",
        "1.2.840.10040.4.3",
        "1.3.14.3.2.29",
    ];

    public static void Tell(Shown shown, Account account)
    {
        var (kind, bits) = Key(shown.Leaf);
        account.Facts["keyType"] = kind;
        account.Facts["keySize"] = bits;
        account.Facts["signatureAlgorithm"] = Signature(shown.Leaf);
        var weak = Weaknesses(shown).ToList();
        account.Facts["weak"] = weak.Count > 0;
        weak.ForEach(account.Flaw);
    }

    /// <summary>Of what was sent; the signature of a root says nothing, for nobody checks it.</summary>
    private static IEnumerable<string> Weaknesses(Shown shown)
    {
        foreach (var it in shown.Others.Prepend(shown.Leaf))
        {
            var (kind, bits) = Key(it);
            var name = it.Subject.Length <= 200 ? it.Subject : it.Subject[..200];
            if (bits is null || bits < (kind == "RSA" ? LeastRsaBits : LeastCurveBits) || kind == "DSA")
            {
                yield return bits is null
                    ? $"the key of '{name}' is of a kind whose strength is not known ({kind})"
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"the key of '{name}' is weak: {kind} of {bits} bits; wanted is RSA from {LeastRsaBits} or a curve from {LeastCurveBits}"
                    );
            }

            if (
                BrokenSignatures.Contains(it.SignatureAlgorithm.Value)
                && !it.SubjectName.RawData.AsSpan().SequenceEqual(it.IssuerName.RawData)
            )
            {
                yield return $"the signature of '{name}' is weak: {Signature(it)}";
            }
        }
    }

    private static (string Kind, int? Bits) Key(X509Certificate2 certificate)
    {
        try
        {
            using var rsa = certificate.GetRSAPublicKey();
            using var curve = certificate.GetECDsaPublicKey();
            return certificate.PublicKey.Oid.Value switch
            {
                "1.3.101.112" => ("Ed25519", 256),
                "1.3.101.113" => ("Ed448", 448),
                "1.2.840.10040.4.1" => ("DSA", 1024),
                _ when rsa is not null => ("RSA", rsa.KeySize),
                _ when curve is not null => ("ECDSA", curve.KeySize),
                var other => (other ?? "unknown", null),
            };
        }
        catch (CryptographicException)
        {
            return (certificate.PublicKey.Oid.Value ?? "unknown", null);
        }
    }

    private static string Signature(X509Certificate2 certificate) =>
        certificate.SignatureAlgorithm.FriendlyName ?? certificate.SignatureAlgorithm.Value ?? "unknown";
}
