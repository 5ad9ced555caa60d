using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Slipway.Platform;

namespace Slipway.Checks.Looks;

/// <summary>Asks over HTTP for answers that stay open: a stream of events, a connection that is upgraded. Nothing is followed, kept or unpacked.</summary>
internal sealed class OpenHttp(X509Certificate2Collection alsoTrusted) : IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = 64,
            SslOptions = alsoTrusted.Count > 0 ? Trusting.Also(alsoTrusted) : new SslClientAuthenticationOptions(),
        }
    );

    /// <summary>The answer, as soon as its head is there.</summary>
    /// <exception cref="NotSeenException">No answer, and why.</exception>
    public async Task<HttpResponseMessage> AskAsync(HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            return await _invoker.SendAsync(request, ct);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw new NotSeenException($"{HttpFaults.Place(request.RequestUri!)}: {HttpFaults.Reason(failure).TrimEnd('.')}.");
        }
    }

    /// <summary>A question with these headers over these of the kind itself.</summary>
    public static HttpRequestMessage Question(Uri url, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Headers.TryAddWithoutValidation("User-Agent", "slipway/1");
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    /// <summary>The settings <c>header.*</c>; one that cannot be sent is a fault.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Headers(SettingReader settings, string kind)
    {
        var headers = settings.All("header.");
        if (HttpFaults.Unsendable(headers) is { } bad)
        {
            settings.Fault($"{kind}: the header {bad} has a name or value that cannot be sent.");
        }

        return headers;
    }

    public void Dispose() => _invoker.Dispose();
}
