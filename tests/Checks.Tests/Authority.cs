using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Slipway.Checks.Tests;

/// <summary>A certificate authority of the tests: a root, an intermediate, and what they sign.</summary>
internal sealed class Authority : IDisposable
{
    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow().AddDays(-400);
    private static readonly DateTimeOffset End = TimeProvider.System.GetUtcNow().AddDays(4000);

    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _intermediate;

    public Authority()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=Test Root", rootKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        _root = root.CreateSelfSigned(Start, End);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var intermediate = new CertificateRequest("CN=Test Intermediate", key, HashAlgorithmName.SHA256);
        intermediate.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var signed = intermediate.Create(_root, Start, End, [2]);
        _intermediate = signed.CopyWithPrivateKey(key);
    }

    /// <summary>The root, for who is to trust it.</summary>
    public string RootPem => _root.ExportCertificatePem();

    /// <summary>The intermediate, as a server sends it.</summary>
    public string IntermediatePem => _intermediate.ExportCertificatePem();

    /// <summary>A certificate for a name, signed by the intermediate, and its key.</summary>
    public (string Certificate, string Key) Sign(string name, int fromDays = -1, int toDays = 365)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signed = Request(name, new($"CN={name}", key, HashAlgorithmName.SHA256))
            .Create(_intermediate, Day(fromDays), Day(toDays), RandomNumberGenerator.GetBytes(8));
        return ($"{signed.ExportCertificatePem()}\n", key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>The same with an RSA key of so many bits.</summary>
    public (string Certificate, string Key) SignRsa(string name, int bits)
    {
        using var key = RSA.Create(bits);
        var generator = X509SignatureGenerator.CreateForECDsa(_intermediate.GetECDsaPrivateKey()!);
        using var signed = Request(name, new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            .Create(_intermediate.SubjectName, generator, Day(-1), Day(365), RandomNumberGenerator.GetBytes(8));
        return ($"{signed.ExportCertificatePem()}\n", key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>One that nobody but itself signed.</summary>
    public static (string Certificate, string Key) SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signed = Request(name, new($"CN={name}", key, HashAlgorithmName.SHA256)).CreateSelfSigned(Day(-1), Day(365));
        return ($"{signed.ExportCertificatePem()}\n", key.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose()
    {
        _root.Dispose();
        _intermediate.Dispose();
    }

    private static CertificateRequest Request(string name, CertificateRequest request)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], critical: false));
        return request;
    }

    private static DateTimeOffset Day(int days) => TimeProvider.System.GetUtcNow().AddDays(days).AddMinutes(5);
}
