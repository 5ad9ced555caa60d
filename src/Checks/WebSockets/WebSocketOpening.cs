using System.Net;
using System.Security.Cryptography;
using System.Text;
using Slipway.Checks.Looks;

namespace Slipway.Checks.WebSockets;

/// <summary>The opening handshake (RFC 6455, 4): the request, and whether the answer really opens a WebSocket.</summary>
internal sealed class WebSocketOpening(WebSocketSpec demand)
{
    /// <summary>RFC 6455, 1.3.</summary>
    private const string Guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));

    /// <summary>The sub-protocol that the server chose; null for none.</summary>
    public string? Protocol { get; private set; }

    public HttpRequestMessage Request()
    {
        var request = OpenHttp.Question(demand.Url, demand.Headers);
        Set(request, "Connection", "Upgrade");
        Set(request, "Upgrade", "websocket");
        Set(request, "Sec-WebSocket-Version", "13");
        Set(request, "Sec-WebSocket-Key", _key);
        if (demand.Protocols.Count > 0)
        {
            Set(request, "Sec-WebSocket-Protocol", string.Join(", ", demand.Protocols));
        }

        return request;
    }

    /// <summary>Why no WebSocket was opened; null when one was.</summary>
    public string? FaultOf(HttpResponseMessage answer)
    {
        Protocol = Value(answer, "Sec-WebSocket-Protocol");
        return answer.StatusCode != HttpStatusCode.SwitchingProtocols
                ? $"was answered with status {(int)answer.StatusCode} instead of 101, so no WebSocket was opened{Hint(answer)}"
            : !"websocket".Equals(Value(answer, "Upgrade"), StringComparison.OrdinalIgnoreCase) || !Upgrades(answer)
                ? "was answered with status 101, but not with 'Upgrade: websocket' and 'Connection: Upgrade'"
            : Value(answer, "Sec-WebSocket-Accept") != Accept()
                ? "was answered with a Sec-WebSocket-Accept that does not fit the key that was sent"
            : Value(answer, "Sec-WebSocket-Extensions") is not null ? "was answered with an extension that was not offered"
            : Protocol is null && demand.Protocols.Count > 0 ? $"chose none of the sub-protocols {string.Join(", ", demand.Protocols)}"
            : Protocol is not null && !demand.Protocols.Contains(Protocol) ? "chose a sub-protocol that was not offered"
            : null;
    }

    private static string Hint(HttpResponseMessage answer) =>
        (int)answer.StatusCode switch
        {
            >= 300 and < 400 => "; a redirect is not followed",
            200 or 400 or 404 or 426 => "; does a proxy on the way pass Upgrade and Connection on?",
            _ => "",
        };

    private string Accept()
    {
#pragma warning disable CA5350 // The protocol demands SHA-1; it protects nothing.
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(_key + Guid)));
#pragma warning restore CA5350
    }

    private static bool Upgrades(HttpResponseMessage answer) =>
        Value(answer, "Connection")?.Split(',').Any(it => it.Trim().Equals("Upgrade", StringComparison.OrdinalIgnoreCase)) == true;

    private static string? Value(HttpResponseMessage answer, string name) =>
        answer.Headers.NonValidated.TryGetValues(name, out var values) && values.ToString() is { Length: > 0 } text ? text : null;

    private static void Set(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
    }
}
