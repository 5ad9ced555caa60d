using Slipway.Checks.Http;
using Slipway.Checks.Looks;

namespace Slipway.Checks.WebSockets;

/// <summary>What is opened, and what must come.</summary>
/// <param name="Url">Absolute, <c>ws</c> or <c>wss</c>.</param>
/// <param name="Headers">Headers of the opening request.</param>
/// <param name="Protocols">Sub-protocols that are offered.</param>
/// <param name="Send">What is sent; null for nothing.</param>
/// <param name="Receive">What a message must hold; null where any does, or none is wanted.</param>
/// <param name="Within">Longest time until all is there; null where only the limit of the look holds.</param>
internal sealed record WebSocketSpec(
    Uri Url,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    IReadOnlyList<string> Protocols,
    string? Send,
    string? Receive,
    TimeSpan? Within
)
{
    private static readonly string[] Schemes = ["ws", "wss", "http", "https"];

    /// <summary>Whether a message must come.</summary>
    public bool Listens => Send is not null || Receive is not null;

    public static WebSocketSpec Of(SettingReader settings)
    {
        var protocols = settings.Text("protocol")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (protocols is { Length: 0 or > 20 } || protocols?.All(IsToken) == false)
        {
            settings.Fault("websocket: protocol names 1 to 20 sub-protocols, each a word such as graphql-transport-ws.");
        }

        if (settings.Text("receive") is "" || settings.Text("send")?.Length > 64 * 1024)
        {
            settings.Fault("websocket: receive is not empty, and send holds at most 65536 characters.");
        }

        return new(
            Address(settings, settings.Text("url") ?? ""),
            OpenHttp.Headers(settings, "websocket"),
            protocols ?? [],
            settings.Text("send"),
            settings.Text("receive"),
            // A bound beyond the limit of the look is none: the limit comes first.
            settings.Duration("within", settings.Here.Limit)
                is var within
            && within < settings.Here.Limit
                ? within
                : null
        );
    }

    private static Uri Address(SettingReader settings, string text)
    {
        if (text.Contains("://", StringComparison.Ordinal) && !Schemes.Contains(text.Split("://")[0].ToLowerInvariant()))
        {
            settings.Fault("websocket: url is no ws, wss, http or https address.");
            return new("ws://nowhere.invalid/");
        }

        var http = text.StartsWith("ws", StringComparison.OrdinalIgnoreCase) && text.Contains("://", StringComparison.Ordinal);
        var url = Addresses.Of(settings, http ? $"http{text[2..]}" : text, "websocket");
        return new UriBuilder(url) { Scheme = url.Scheme == "https" ? "wss" : "ws", Port = url.IsDefaultPort ? -1 : url.Port }.Uri;
    }

    private static bool IsToken(string word) => word.All(it => char.IsAsciiLetterOrDigit(it) || "!#$%&'*+-.^_`|~".Contains(it));
}
