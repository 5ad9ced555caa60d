using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Tls;

/// <summary>Holds what was shown against the authorities of the machine and those of the settings, at one moment.</summary>
internal sealed class Trust(X509Certificate2Collection own, DateTimeOffset now)
{
    private const int MostNames = 100;

    public void Tell(Shown shown, TlsTarget target, Account account)
    {
        var path = Path(shown, out var trusted);
        account.Facts["host"] = target.Host;
        account.Facts["port"] = target.Port;
        account.Facts["serverName"] = target.ServerName;
        account.Facts["version"] = shown.Version;
        account.Facts["cipher"] = shown.Cipher;
        TellLeaf(shown.Leaf, target, account);
        account.Facts["chain"] = new JsonArray([.. path.Select(it => (JsonNode)Shape(it))]);
        account.Facts["trusted"] = trusted;
        if (!trusted)
        {
            account.Flaw(Distrust(path, target));
        }

        TellDays(trusted && path.Count > 1 ? path[..^1] : path, target, account);
    }

    private static void TellLeaf(X509Certificate2 leaf, TlsTarget target, Account account)
    {
        var names = Names(leaf);
        var covered = leaf.MatchesHostname(target.ServerName);
        account.Facts["subject"] = Short(leaf.Subject);
        account.Facts["issuer"] = Short(leaf.Issuer);
        account.Facts["names"] = new JsonArray([.. names.Select(it => (JsonNode?)it)]);
        account.Facts["nameCovered"] = covered;
        account.Facts["notBefore"] = Moment(leaf.NotBefore);
        account.Facts["notAfter"] = Moment(leaf.NotAfter);
        account.Facts["sha256"] = leaf.GetCertHashString(HashAlgorithmName.SHA256);
        if (!covered)
        {
            account.Flaw($"the certificate of {target.Place} does not cover the name {target.ServerName}; it covers {Listed(names)}");
        }
    }

    /// <summary>The days of the certificate of the path that ends first; the root is the business of who trusts it.</summary>
    private void TellDays(IReadOnlyList<X509Certificate2> path, TlsTarget target, Account account)
    {
        foreach (var it in path)
        {
            var (days, name) = (Days(it), Short(it.Subject));
            if (new DateTimeOffset(it.NotBefore) > now)
            {
                account.Flaw($"the certificate '{name}' is not valid before {Moment(it.NotBefore)}");
            }
            else if (new DateTimeOffset(it.NotAfter) < now)
            {
                account.Flaw($"the certificate '{name}' expired at {Moment(it.NotAfter)}");
            }
            else if (days < target.Days)
            {
                account.Flaw(
                    $"the certificate '{name}' is valid for {days} more days, until {Moment(it.NotAfter)}; wanted are {target.Days}"
                );
            }
        }

        var left = path.Min(Days);
        account.Facts["daysLeft"] = left;
        account.Facts["expired"] = path.Any(it => new DateTimeOffset(it.NotAfter) < now || new DateTimeOffset(it.NotBefore) > now);
        account.Value = new Quantity(left, "d");
    }

    private int Days(X509Certificate2 certificate) => (int)Math.Floor((new DateTimeOffset(certificate.NotAfter) - now).TotalDays);

    /// <summary>From the server's own certificate upwards, as far as it goes. The authorities of the machine are tried first, then those of the settings.</summary>
    private List<X509Certificate2> Path(Shown shown, out bool trusted)
    {
        var path = Built(shown, ofSettings: false, out trusted);
        return trusted || own.Count == 0 ? path : Built(shown, ofSettings: true, out trusted);
    }

    private List<X509Certificate2> Built(Shown shown, bool ofSettings, out bool trusted)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.LocalDateTime;
        // Validity is told on its own: an expired certificate of a trusted authority is not "untrusted" as well.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        chain.ChainPolicy.ApplicationPolicy.Add(new("1.3.6.1.5.5.7.3.1"));
        chain.ChainPolicy.ExtraStore.AddRange(shown.Others.ToArray());
        if (ofSettings)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(own);
        }

        trusted = chain.Build(shown.Leaf);
        return [.. chain.ChainElements.Select(it => it.Certificate)];
    }

    private static string Distrust(IReadOnlyList<X509Certificate2> path, TlsTarget target)
    {
        var last = path[^1];
        if (!last.SubjectName.RawData.AsSpan().SequenceEqual(last.IssuerName.RawData))
        {
            return $"the chain of {target.Place} is not complete: '{Short(last.Subject)}' was issued by '{Short(last.Issuer)}', which the server did not send and nobody here trusts";
        }

        return path.Count == 1
            ? $"the certificate of {target.Place} is signed by itself, and nobody here trusts it"
            : $"the chain of {target.Place} ends at '{Short(last.Subject)}', which is not trusted or may not issue it";
    }

    private static JsonObject Shape(X509Certificate2 it) =>
        new()
        {
            ["subject"] = Short(it.Subject),
            ["issuer"] = Short(it.Issuer),
            ["notAfter"] = Moment(it.NotAfter),
        };

    private static List<string> Names(X509Certificate2 leaf) =>
        [
            .. leaf
                .Extensions.OfType<X509SubjectAlternativeNameExtension>()
                .SelectMany(it => it.EnumerateDnsNames().Concat(it.EnumerateIPAddresses().Select(address => address.ToString())))
                .Select(Short)
                .Take(MostNames),
        ];

    private static string Listed(List<string> names) =>
        names.Count switch
        {
            0 => "none",
            <= 5 => string.Join(", ", names),
            _ => $"{string.Join(", ", names[..5])} and {names.Count - 5} more",
        };

    private static string Short(string text) => text.Length <= 200 ? text : $"{text[..199]}…";

    private static string Moment(DateTime moment) =>
        moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
