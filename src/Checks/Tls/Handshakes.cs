using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Slipway.Checks.Tls;

/// <summary>Connects and shakes hands; whom it trusts is decided elsewhere, so every certificate is let in and looked at.</summary>
internal static class Handshakes
{
    /// <summary>More certificates than that are no chain.</summary>
    private const int MostSent = 20;

    /// <summary>Shakes hands in any version, and asks for the head of one page.</summary>
    /// <exception cref="IOException">No connection, or no handshake: says where and why.</exception>
    public static async Task<Shown> ShownAsync(TlsTarget target, TimeProvider clock, CancellationToken ct)
    {
        await using var stream = await ConnectedAsync(target, ct);
        return await ShownAsync(stream, target, it => HttpHead.AskAsync(it, target, clock, ct), ct);
    }

    /// <summary>Shakes hands over a connection that is already there.</summary>
    /// <exception cref="IOException">No handshake: says where and why.</exception>
    public static async Task<Shown> ShownAsync(Stream stream, TlsTarget target, Func<SslStream, Task<HttpHead?>> ask, CancellationToken ct)
    {
        X509Certificate2? leaf = null;
        List<X509Certificate2> others = [];
        await using var secure = new SslStream(stream, leaveInnerStreamOpen: true);
        var options = Options(target);
        options.RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
        {
            var own = certificate?.GetRawCertData() ?? [];
            leaf = own.Length == 0 ? null : X509CertificateLoader.LoadCertificate(own);
            others =
            [
                .. (chain?.ChainPolicy.ExtraStore ?? [])
                    .Where(it => !it.RawDataMemory.Span.SequenceEqual(own))
                    .Take(MostSent)
                    .Select(it => X509CertificateLoader.LoadCertificate(it.RawData)),
            ];
            return true;
        };
        try
        {
            await secure.AuthenticateAsClientAsync(options, ct);
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException or CryptographicException)
        {
            throw new IOException($"{target.Place}: the TLS handshake failed: {(failure.InnerException ?? failure).Message}", failure);
        }

        return new()
        {
            Leaf = leaf ?? throw new IOException($"{target.Place} showed no certificate."),
            Others = others,
            Version = Versions.NameOf(secure.SslProtocol),
            Cipher = secure.NegotiatedCipherSuite.ToString(),
            Head = await ask(secure),
        };
    }

    /// <summary>Whether the server shakes hands in just this version; null when that could not be told.</summary>
    /// <exception cref="HungUpException">The server ended the connection.</exception>
    public static async Task<bool?> AcceptsAsync(TlsTarget target, SslProtocols version, CancellationToken ct)
    {
        await using var stream = await ConnectedAsync(target, ct);
        await using var secure = new SslStream(stream, leaveInnerStreamOpen: true);
        var options = Options(target);
        options.EnabledSslProtocols = version;
        options.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null;
        try
        {
            await secure.AuthenticateAsClientAsync(options, ct);
            return secure.SslProtocol == version;
        }
        catch (AuthenticationException)
        {
            return false;
        }
        catch (IOException)
        {
            throw new HungUpException();
        }
        catch (PlatformNotSupportedException)
        {
            return null;
        }
    }

    public static async Task<NetworkStream> ConnectedAsync(TlsTarget target, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(target.Host, target.Port), ct);
            return new(socket, ownsSocket: true);
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw new IOException($"{target.Place} takes no connection: {failure.Message}", failure);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Nothing is fetched to complete a chain: what a server forgot to send would be hidden by that.</summary>
    private static SslClientAuthenticationOptions Options(TlsTarget target) =>
        new()
        {
            TargetHost = target.ServerName,
            ApplicationProtocols = target.SpeaksHttp ? [SslApplicationProtocol.Http11] : null,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            CertificateChainPolicy = new() { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck },
        };
}
