using Slipway.Kernel;

namespace Slipway.Checklists.Meaning.Commands;

/// <summary>What a call of curl, wget, HTTPie or Invoke-WebRequest asks for.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">The address as written; empty when none was recognised.</param>
/// <param name="TellsFailure">True when its exit code is not 0 for a status of 400 and above.</param>
/// <param name="Saves">True when the answer goes to a file.</param>
/// <param name="ShowsStatus">True when it prints the status.</param>
internal sealed record HttpCall(string Method, string Url, bool TellsFailure, bool Saves, bool ShowsStatus)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
    private static readonly string[] HealthWords =
    [
        "health",
        "ready",
        "live",
        "alive",
        "ping",
        "status",
        "heartbeat",
        "up",
        "healthz",
        "readyz",
        "livez",
        "version",
        "actuator",
    ];

    /// <summary>What calling it does.</summary>
    public Effect Effect => Method is "GET" or "HEAD" or "OPTIONS" && !Saves ? Effect.Reads : Effect.Changes;

    /// <summary>True when the path is one that services offer for being probed.</summary>
    public bool IsHealth => PathOf(Url).Split('/', '-', '_', '.', '?').Any(it => HealthWords.Contains(it.ToLowerInvariant()));

    public static HttpCall Of(SimpleCommand command)
    {
        var words = command.Words;
        var named = command.ValueOf("-X", "--request", "-Method") ?? words.FirstOrDefault(IsJoinedMethod)?[2..];
        var sends = words.Any(it =>
            it.StartsWith("--data", StringComparison.Ordinal) || it is "-d" or "-F" or "--form" or "-T" or "--post-data" or "-Body"
        );
        var httpie = words.Skip(1).FirstOrDefault(it => Methods.Contains(it));
        var method =
            (named ?? httpie)?.ToUpperInvariant()
            ?? (
                command.Has("-I") || command.Has("--head") ? "HEAD"
                : sends ? "POST"
                : "GET"
            );
        var url = words.Skip(1).FirstOrDefault(IsUrl) ?? "";
        var wget = words[0].EndsWith("wget", StringComparison.Ordinal);
        var output = command.ValueOf("-o", "--output", "-O", "-OutFile") ?? words.FirstOrDefault(it => it is "-O" or "--remote-name");
        var saves = output is not null and not ("/dev/null" or "-" or "NUL") || wget && output is null && !command.Has("--spider");
        var tells =
            wget
            || command.Has("-f")
            || command.Has("--fail")
            || command.Has("--fail-with-body")
            || words[0].StartsWith("Invoke", StringComparison.OrdinalIgnoreCase);
        return new(
            method,
            url,
            tells,
            saves,
            words.Any(it => it.Contains("http_code", StringComparison.Ordinal)) || command.Has("-I") || command.Has("-i")
        );
    }

    private static bool IsJoinedMethod(string word) => word.StartsWith("-X", StringComparison.Ordinal) && Methods.Contains(word[2..]);

    private static bool IsUrl(string word) => word.Length > 0 && LooksLikeUrl(word);

    private static bool LooksLikeUrl(string word) =>
        word.Contains("://", StringComparison.Ordinal)
        || word.StartsWith("localhost", StringComparison.OrdinalIgnoreCase)
        || word.Length > 1
            && word[0] == '$'
            && !word.Contains(' ', StringComparison.Ordinal)
            && word.Contains('/', StringComparison.Ordinal)
        || char.IsLetterOrDigit(word[0])
            && word.Contains('.', StringComparison.Ordinal)
            && word.Contains('/', StringComparison.Ordinal)
            && !word.Contains(' ', StringComparison.Ordinal);

    private static string PathOf(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        var path = url.IndexOf('/', scheme < 0 ? 0 : scheme + 3);
        return path < 0 ? "" : url[path..];
    }
}
