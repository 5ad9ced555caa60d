using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Platform;

namespace Slipway.Checks.Headers;

/// <summary>The cookies that one answer sets; their values are never brought home.</summary>
internal static class SetCookies
{
    private const int Most = 50;

    public static void Tell(HttpOutcome.Answer answer, Demands demands, Account account)
    {
        var told = new JsonArray();
        foreach (var cookie in answer.SetCookies.Take(Most).Select(SetCookie.Of))
        {
            told.Add(
                new JsonObject
                {
                    ["name"] = cookie.Name,
                    ["secure"] = cookie.Secure,
                    ["httpOnly"] = cookie.HttpOnly,
                    ["sameSite"] = cookie.SameSite,
                }
            );
            if (demands.Has("cookies") && Lacks(cookie, answer, demands).ToList() is { Count: > 0 } lacks)
            {
                account.Flaw($"the cookie '{cookie.Name}' lacks {string.Join(" and ", lacks)}");
            }
        }

        account.Facts["cookies"] = told;
        if (answer.SetCookies.Count > Most)
        {
            account.Flaw($"the answer sets {answer.SetCookies.Count} cookies; no more than {Most} were looked at");
        }
    }

    private static IEnumerable<string> Lacks(SetCookie cookie, HttpOutcome.Answer answer, Demands demands)
    {
        // Over http, Secure would keep browsers from taking it at all.
        if (!cookie.Secure && answer.Url.Scheme == "https")
        {
            yield return "Secure";
        }

        if (!cookie.HttpOnly && !demands.ScriptCookies.Contains(cookie.Name))
        {
            yield return "HttpOnly";
        }

        if (cookie.SameSite is not ("Lax" or "Strict") && !(cookie is { SameSite: "None", Secure: true }))
        {
            yield return "SameSite";
        }
    }

    /// <summary>One value of <c>Set-Cookie</c> (RFC 6265bis, 5.6).</summary>
    private sealed record SetCookie(string Name, bool Secure, bool HttpOnly, string? SameSite)
    {
        public static SetCookie Of(string header)
        {
            var parts = header.Split(';', StringSplitOptions.TrimEntries);
            var name = parts[0].Split('=')[0].Trim();
            return new(
                name.Length <= 100 ? name : $"{name[..99]}…",
                parts.Skip(1).Any(it => Is(it, "Secure")),
                parts.Skip(1).Any(it => Is(it, "HttpOnly")),
                Site(parts.Skip(1).LastOrDefault(it => Is(it.Split('=')[0].Trim(), "SameSite")))
            );
        }

        private static bool Is(string part, string name) => part.Split('=')[0].Trim().Equals(name, StringComparison.OrdinalIgnoreCase);

        private static string? Site(string? part) =>
            part?.Split('=', 2).ElementAtOrDefault(1)?.Trim().ToLowerInvariant() switch
            {
                "lax" => "Lax",
                "strict" => "Strict",
                "none" => "None",
                _ => null,
            };
    }
}
