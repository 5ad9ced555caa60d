using System.Text.Json;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Browsers;

/// <summary>One request of a page.</summary>
internal sealed record PageRequest(string Id, string Loader, string Frame, string Type, string Method, string Url)
{
    /// <summary>When it was asked, by the clock's timestamp.</summary>
    public long Asked { get; init; }

    /// <summary>Whether the page asks, and over the network. For the icon of a tab a browser asks by itself, and hardly anybody has one there.</summary>
    public bool IsOfThePage =>
        Uri.TryCreate(Url, UriKind.Absolute, out var whole)
        && whole.Scheme is "http" or "https" or "ws" or "wss"
        && !(Type == "Other" && whole.AbsolutePath == "/favicon.ico");

    /// <summary>Method and address as they may be told.</summary>
    public string Shown => $"{Method} {Place(Url)}";

    /// <summary>Whether it asks for the page itself.</summary>
    public bool IsPage(string frame) => Type == "Document" && Frame == frame;

    public static PageRequest Of(JsonElement data)
    {
        var request = Member(data, "request");
        return new(
            Text(data, "requestId"),
            Text(data, "loaderId"),
            Text(data, "frameId"),
            Text(data, "type"),
            JsonTexts.Cut(Text(request, "method"), 20),
            Text(request, "url")
        );
    }

    /// <summary>An address without what may be secret: user, password, query, fragment.</summary>
    public static string Place(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var whole) && whole.Scheme is "http" or "https" or "ws" or "wss"
            ? JsonTexts.Cut(whole.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped), 200)
            : JsonTexts.Cut(url.Split(':')[0], 20);

    /// <summary>A member; nothing where there is none.</summary>
    public static JsonElement Member(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var it) ? it : Nothing;

    /// <summary>A text; empty where there is none.</summary>
    public static string Text(JsonElement of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.String } it ? it.GetString() ?? "" : "";

    private static JsonElement Nothing { get; } = JsonDocument.Parse("{}").RootElement;
}
