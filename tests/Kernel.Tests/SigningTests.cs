using System.Diagnostics;
using System.Text;

namespace Slipway.Kernel.Tests;

public sealed class SigningTests : IDisposable
{
    private readonly SigningKey _key = SigningKey.Create();
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-signing").FullName;

    [Fact]
    public void what_was_signed_is_verified_and_nothing_else()
    {
        var message = "the harbour opens"u8.ToArray();
        var signature = _key.Sign(message);
        using var other = SigningKey.Create();

        _key.Public.Verifies(message, signature).ShouldBeTrue();
        _key.Public.Verifies("the harbour opens."u8, signature).ShouldBeFalse();
        other.Public.Verifies(message, signature).ShouldBeFalse();
        _key.Public.Verifies(message, []).ShouldBeFalse();
    }

    [Fact]
    public void no_bit_of_a_signature_can_be_turned()
    {
        var message = "the harbour opens"u8.ToArray();
        var signature = _key.Sign(message);

        for (var bit = 0; bit < signature.Length * 8; bit++)
        {
            var turned = signature.ToArray();
            turned[bit / 8] ^= (byte)(1 << (bit % 8));
            _key.Public.Verifies(message, turned).ShouldBeFalse($"bit {bit}");
        }
    }

    [Fact]
    public void the_other_signature_that_fits_the_same_message_is_none()
    {
        var message = "the harbour opens"u8.ToArray();
        for (var round = 0; round < 20; round++)
        {
            var members = new System.Formats.Asn1.AsnReader(_key.Sign(message), System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence();
            var (r, s) = (members.ReadInteger(), members.ReadInteger());
            var order = System.Numerics.BigInteger.Parse(
                "0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
                System.Globalization.NumberStyles.HexNumber
            );
            var der = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
            using (der.PushSequence())
            {
                der.WriteInteger(r);
                der.WriteInteger(order - s);
            }

            _key.Public.Verifies(message, der.Encode()).ShouldBeFalse();
        }
    }

    [Fact]
    public void a_key_comes_back_from_its_file_and_an_encrypted_one_with_its_passphrase_only()
    {
        using var plain = SigningKey.Read(_key.WritePem(null), null).Key;
        using var opened = SigningKey.Read(_key.WritePem("tide"), "tide").Key;

        plain!.Public.ShouldBe(_key.Public);
        opened!.Public.ShouldBe(_key.Public);
        SigningKey.Read(_key.WritePem("tide"), "ebb").Why.ShouldBe("its passphrase is another one");
        SigningKey.Read("nothing", null).Why.ShouldBe("it holds no private key in PEM");
        VerifyingKey.Read(_key.Public.Pem).Key.ShouldBe(_key.Public);
        VerifyingKey.Read("nothing").Why.ShouldBe("it holds no public key in PEM");
    }

    [Fact]
    public void a_curve_that_nobody_here_knows_is_no_key()
    {
        byte[] curve = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
        var der = System.Security.Cryptography.PemEncoding.Find(_key.Public.Pem) is var found
            ? Convert.FromBase64String(_key.Public.Pem[found.Base64Data])
            : [];
        der[der.AsSpan().IndexOf(curve) + curve.Length - 1] = 0x09;

        VerifyingKey.Read(System.Security.Cryptography.PemEncoding.WriteString("PUBLIC KEY", der)).Key.ShouldBeNull();
    }

    [Fact]
    public void a_key_of_another_curve_is_refused()
    {
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);

        VerifyingKey.Read(other.ExportSubjectPublicKeyInfoPem()).Why.ShouldContain("P-256 is needed");
        SigningKey.Read(other.ExportPkcs8PrivateKeyPem(), null).Why.ShouldContain("P-256 is needed");
    }

    [Fact]
    public void openssl_verifies_our_signatures_and_we_verify_those_of_openssl()
    {
        File.WriteAllText(In("key.pem"), _key.WritePem(null));
        File.WriteAllText(In("key.pub"), _key.Public.Pem);
        File.WriteAllText(In("message"), "the harbour opens");
        File.WriteAllBytes(In("ours"), _key.Sign("the harbour opens"u8));

        Openssl("dgst", "-sha256", "-verify", In("key.pub"), "-signature", In("ours"), In("message")).ShouldContain("Verified OK");

        // Every second signature of openssl has the other spelling of its number, which is not accepted.
        Enumerable.Range(0, 64).Any(_ => VerifiesOneOfOpenssl()).ShouldBeTrue();

        bool VerifiesOneOfOpenssl()
        {
            Openssl("dgst", "-sha256", "-sign", In("key.pem"), "-out", In("theirs"), In("message"));
            return _key.Public.Verifies("the harbour opens"u8, File.ReadAllBytes(In("theirs")));
        }
    }

    [Fact]
    public void an_envelope_is_read_as_it_was_written_and_covers_its_type()
    {
        var envelope = Envelope.Sign("text/plain", "tide"u8.ToArray(), _key);
        var read = Envelope.Read(Encoding.UTF8.GetBytes(envelope.Write())).Envelope!;

        read.IsSignedBy(_key.Public).ShouldBeTrue();
        (read with { PayloadType = "text/html" }).IsSignedBy(_key.Public).ShouldBeFalse();
        (read with { Payload = "ebb"u8.ToArray() }).IsSignedBy(_key.Public).ShouldBeFalse();
    }

    [Fact]
    public void an_envelope_has_one_spelling()
    {
        var written = Encoding.UTF8.GetBytes(Envelope.Sign("text/plain", "tide"u8.ToArray(), _key).Write());

        for (var at = 0; at < written.Length; at++)
        {
            foreach (var other in (byte[])[(byte)(written[at] ^ 1), (byte)' ', (byte)'A'])
            {
                var changed = written.ToArray();
                changed[at] = other;
                if (!changed.AsSpan().SequenceEqual(written))
                {
                    (Envelope.Read(changed).Envelope?.IsSignedBy(_key.Public) ?? false).ShouldBeFalse($"byte {at}");
                }
            }
        }

        Envelope.Read([.. written, (byte)' ']).Envelope.ShouldBeNull();
        Envelope.Read("null"u8).Envelope.ShouldBeNull();
        Envelope.Read("[]"u8).Envelope.ShouldBeNull();
        Envelope.Read("{}"u8).Envelope.ShouldBeNull();
    }

    public void Dispose()
    {
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string In(string name) => Path.Combine(_folder, name);

    private static string Openssl(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("openssl", arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return said;
    }
}
