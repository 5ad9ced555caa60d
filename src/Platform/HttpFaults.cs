using System.Net.Sockets;
using System.Security.Authentication;

namespace Slipway.Platform;

/// <summary>What went wrong over HTTP, for people; without what may be secret.</summary>
public static class HttpFaults
{
    /// <summary>Name of the first header that cannot be sent; null when all can. The framework sends a line break in a value as it is, and what follows it would be a header of its own.</summary>
    public static string? Unsendable(IEnumerable<KeyValuePair<string, string>> headers) =>
        headers.FirstOrDefault(it => it.Key.Length == 0 || !it.Key.All(IsTokenMark) || it.Value.AsSpan().ContainsAny('\r', '\n', '\0'))
            is { Key: { } bad }
            ? bad.ReplaceLineEndings(" ")
            : null;

    /// <summary>Why no answer came.</summary>
    public static string Reason(Exception failure) =>
        failure switch
        {
            HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } =>
                "connection refused",
            HttpRequestException
            {
                InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }
            } => "the name of the host is not known",
            HttpRequestException { InnerException: AuthenticationException tls } => $"TLS: {(tls.InnerException ?? tls).Message}",
            HttpRequestException { InnerException: { } inner } => inner.Message,
            { } other => other.Message,
        };

    /// <summary>The address without user, password and query, which may hold secrets.</summary>
    public static string Place(Uri url) =>
        url.IsAbsoluteUri ? url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : "";

    /// <summary>RFC 9110, 5.6.2.</summary>
    private static bool IsTokenMark(char mark) => char.IsAsciiLetterOrDigit(mark) || "!#$%&'*+-.^_`|~".Contains(mark);
}
