using System.Buffers;
using System.Net;
using System.Net.Http;
using System.Text;

namespace Slipway.Checks.Load;

/// <summary>
/// Sends one request, again and again, over HTTP/1.1 and kept connections. No proxy, no redirects, no cookies; certificates are
/// checked. Bodies are read to their end and thrown away.
/// </summary>
internal sealed class LoadClient : IDisposable
{
    private readonly LoadSpec _spec;
    private readonly byte[] _body;
    private readonly HttpMessageInvoker _invoker;

    public LoadClient(LoadSpec spec)
    {
        _spec = spec;
        _body = Encoding.UTF8.GetBytes(spec.Body ?? "");
        _invoker = new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                AutomaticDecompression = DecompressionMethods.None,
                MaxConnectionsPerServer = spec.Connections,
                MaxResponseHeadersLength = 64,
            }
        );
    }

    /// <summary>The status, and the length of the body, when its end has been read.</summary>
    public async Task<(int Status, long Bytes)> SendAsync(CancellationToken ct)
    {
        using var request = Request();
        using var response = await _invoker.SendAsync(request, ct);
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var piece = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            var all = 0L;
            while (await body.ReadAsync(piece, ct) is var read and > 0)
            {
                all += read;
            }

            return ((int)response.StatusCode, all);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    public void Dispose() => _invoker.Dispose();

    private HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(new(_spec.Method), _spec.Url)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            // Without a body, be it empty, the framework sends a request again, up to three times and unasked, when the server hangs
            // up on it: a server that hangs up on one in three would look sound, and carry more than was asked.
            Content = new ByteArrayContent(_body),
        };
        request.Headers.TryAddWithoutValidation("User-Agent", "slipway/1");
        foreach (var (name, value) in _spec.Headers)
        {
            if (name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase))
            {
                request.Headers.Remove(name);
            }

            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }
}
