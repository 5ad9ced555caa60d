using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Slipway.Platform;

/// <summary>Trust in authorities beside those of the machine. Names and times are held as strictly as ever.</summary>
public static class Trusting
{
    /// <summary>Options of a client that trusts these too; the caller keeps them.</summary>
    public static SslClientAuthenticationOptions Also(X509Certificate2Collection authorities) =>
        new()
        {
            RemoteCertificateValidationCallback = (_, certificate, chain, faults) =>
                faults == SslPolicyErrors.None
                || faults == SslPolicyErrors.RemoteCertificateChainErrors
                    && certificate is X509Certificate2 shown
                    && IsSignedByOne(authorities, shown, chain),
        };

    private static bool IsSignedByOne(X509Certificate2Collection authorities, X509Certificate2 shown, X509Chain? seen)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ApplicationPolicy.Add(new("1.3.6.1.5.5.7.3.1"));
        chain.ChainPolicy.ExtraStore.AddRange(seen?.ChainPolicy.ExtraStore ?? []);
        return chain.Build(shown);
    }
}
