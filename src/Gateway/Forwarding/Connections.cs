using System.Text;

namespace Slipway.Gateway.Forwarding;

/// <summary>The connections to servers.</summary>
internal static class Connections
{
    private static readonly TimeSpan ToConnect = TimeSpan.FromSeconds(5);

    /// <summary>Shorter than common servers keep a connection that is not used (5 s): none is used just when its server closes it.</summary>
    private static readonly TimeSpan Unused = TimeSpan.FromSeconds(4);

    /// <summary>A pool that changes nothing of what goes through it: no cookies, no redirects, no decompression, no proxy, headers as bytes.</summary>
    public static HttpMessageInvoker Make() =>
        new(
            new NoSilentRepeats(
                new SocketsHttpHandler
                {
                    UseProxy = false,
                    UseCookies = false,
                    AllowAutoRedirect = false,
                    AutomaticDecompression = System.Net.DecompressionMethods.None,
                    ActivityHeadersPropagator = null,
                    ConnectTimeout = ToConnect,
                    PooledConnectionIdleTimeout = Unused,
                    EnableMultipleHttp2Connections = true,
                    RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
                    ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
                }
            ),
            disposeHandler: true
        );
}
