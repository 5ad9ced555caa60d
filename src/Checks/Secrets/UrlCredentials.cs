using System.Buffers;

namespace Slipway.Checks.Secrets;

/// <summary>Passwords in addresses: <c>scheme://user:password@host</c>.</summary>
internal static class UrlCredentials
{
    public const string Keyword = "://";

    private const string Rule = "connection-string";
    private const int Longest = 400;

    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n\"'`<>\\");
    private static readonly SearchValues<char> NotOfUsers = SearchValues.Create("{}$<>()[],;");
    private static readonly SearchValues<char> NotOfPasswords = SearchValues.Create("{}<>(),;");

    private static readonly string[] OwnHosts =
    [
        "localhost",
        "127.0.0.1",
        "0.0.0.0",
        "[::1]",
        "host",
        "hostname",
        "server",
        "db",
        "example",
    ];

    /// <summary>The password of the address around <c>://</c>; null where there is none, or one that hides nothing.</summary>
    public static FoundSecret? At(ReadOnlySpan<char> text, int keyword)
    {
        var start = keyword + Keyword.Length;
        var rest = text[start..Math.Min(text.Length, start + Longest)];
        var end = rest.IndexOfAny(Ends);
        rest = end < 0 ? rest : rest[..end];
        var path = rest.IndexOf('/');
        var at = (path < 0 ? rest : rest[..path]).LastIndexOf('@');
        // A password may hold a slash that nobody wrote as %2F; digits before a slash are a port.
        at =
            at < 0 && rest.IndexOf(':') is var first and >= 0 && first < path && rest[(first + 1)..path].ContainsAnyExceptInRange('0', '9')
                ? rest.IndexOf('@')
                : at;
        var colon = at < 0 ? -1 : rest[..at].IndexOf(':');
        if (colon < 0 || at - colon < 4)
        {
            return null;
        }

        var password = rest[(colon + 1)..at];
        return IsSecret(rest[..colon], password, rest[(at + 1)..]) ? new(Rule, start + colon + 1, password.Length, Rank: 1) : null;
    }

    private static bool IsSecret(ReadOnlySpan<char> user, ReadOnlySpan<char> password, ReadOnlySpan<char> host)
    {
        if (
            host.IsEmpty
            || user.ContainsAny(NotOfUsers)
            || password.ContainsAny(NotOfPasswords)
            || !char.IsAsciiLetterOrDigit(host[0]) && host[0] != '['
        )
        {
            return false;
        }

        if (password[0] == '$' || Placeholders.IsPlaceholder(password) || WeakWords.IsUsual(password, user))
        {
            return false;
        }

        return Randomness.IsRandom(password)
            || (!IsOwn(host) && password.Length >= 6 && Randomness.IsVaried(password) && !IsSpoken(password));
    }

    /// <summary>A host of the own machine or of a document: a password that people would choose hides nothing there.</summary>
    private static bool IsOwn(ReadOnlySpan<char> host)
    {
        var name = host.IndexOfAny(":/?#") is var end and > 0 && host[0] != '[' ? host[..end] : host;
        foreach (var it in OwnHosts)
        {
            if (name.Equals(it, StringComparison.OrdinalIgnoreCase) || (it[0] == '[' && name.StartsWith(it, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return name.EndsWith(".example", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".test", StringComparison.OrdinalIgnoreCase)
            || name.Contains("example.", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Letters only: nearly always a word that stands for the password.</summary>
    private static bool IsSpoken(ReadOnlySpan<char> password) => !password.ContainsAnyInRange('0', '9') && Sorts.Of(password).IsNamed;
}
