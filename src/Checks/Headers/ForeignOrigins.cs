using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Platform;

namespace Slipway.Checks.Headers;

/// <summary>Whether a page lets scripts of a foreign origin read it (CORS; Fetch, 3.2).</summary>
internal static class ForeignOrigins
{
    public static string? Of(SettingReader settings)
    {
        if (settings.Text("origin") is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.PathAndQuery == "/")
        {
            return url.GetLeftPart(UriPartial.Authority);
        }

        settings.Fault("headers: origin is an origin such as https://other.example, without a path.");
        return null;
    }

    /// <summary>Asks as a script of that origin would. Returns why nothing was seen; null when something was.</summary>
    public static async Task<string?> TellAsync(IHttp http, HttpQuestion question, string origin, Account account, CancellationToken ct)
    {
        var asked = question with { Headers = [.. question.Headers, new("Origin", origin)] };
        var outcome = await http.AskAsync(asked, ct);
        if (Page.Unseen(outcome) is { } why)
        {
            return $"Asked with the origin {origin}: {why}";
        }

        var answer = (HttpOutcome.Answer)outcome;

        var allowed = answer.Headers.GetValueOrDefault("Access-Control-Allow-Origin")?.Trim();
        var credentials = answer.Headers.GetValueOrDefault("Access-Control-Allow-Credentials")?.Trim() == "true";
        account.Facts["cors"] = new JsonObject
        {
            ["allowOrigin"] = allowed is { Length: > 300 } ? allowed[..300] : allowed,
            ["allowCredentials"] = credentials,
        };
        if (allowed == "*" && credentials)
        {
            account.Flaw("Access-Control-Allow-Origin is '*' together with credentials");
        }

        if (string.Equals(allowed, origin, StringComparison.OrdinalIgnoreCase) || allowed == "null")
        {
            account.Flaw(
                $"the foreign origin {origin} is let in{(credentials ? ", with credentials" : "")} (Access-Control-Allow-Origin: {allowed})"
            );
        }

        return null;
    }
}
