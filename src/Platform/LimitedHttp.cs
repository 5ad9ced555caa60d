using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Slipway.Platform.Http;

namespace Slipway.Platform;

/// <summary>
/// The one HTTP client of the process. Connections are kept for two minutes so that a change of DNS is seen; proxies are those
/// of the environment; certificates are checked; redirects, cookies and unpacking are done by hand, within limits.
/// </summary>
public sealed class LimitedHttp : IHttp, IDisposable
{
    private readonly HttpMessageInvoker _invoker;
    private readonly TimeProvider _clock;

    /// <summary>Makes the client. What the machine does not trust may be signed by one of <paramref name="alsoTrusted"/>, which the caller keeps.</summary>
    public LimitedHttp(TimeProvider clock, X509Certificate2Collection? alsoTrusted = null)
    {
        _clock = clock;
        _invoker = new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.None,
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                // Servers close what is idle for some seconds; a request that meets the closing would be told as a failure.
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1),
                MaxResponseHeadersLength = 64,
                MaxConnectionsPerServer = 256,
                SslOptions = alsoTrusted is { Count: > 0 } ? Trusting.Also(alsoTrusted) : new SslClientAuthenticationOptions(),
            }
        );
    }

    /// <inheritdoc/>
    public Task<HttpOutcome> AskAsync(HttpQuestion question, CancellationToken ct) => new Asking(_invoker, question, _clock).AskAsync(ct);

    /// <inheritdoc/>
    public void Dispose() => _invoker.Dispose();
}
