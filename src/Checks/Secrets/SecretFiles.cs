namespace Slipway.Checks.Secrets;

/// <summary>Files that are a secret as a whole, by their names and what they begin with.</summary>
internal static class SecretFiles
{
    private const string Database = "SQLite format 3";
    private const int LongestToken = 4096;

    private static readonly HashSet<string> Stores = new(
        ["p12", "pfx", "jks", "keystore", "kdbx", "kdb"],
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly HashSet<string> OfBrowsers = new(
        ["Cookies", "cookies.sqlite", "key4.db", "Login Data", "cookies.db"],
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly string[] Tokens =
    [
        "token",
        "secret",
        "password",
        "passwd",
        "apikey",
        "api_key",
        "api-key",
        "credential",
        "vault_pass",
    ];

    /// <summary>The finding that a file is by itself; null where it is none.</summary>
    public static FoundSecret? Of(string path, ReadOnlySpan<char> text, bool binary)
    {
        var name = TextNatures.NameOf(path);
        if (binary)
        {
            return Stores.Contains(TextNatures.ExtensionOf(name)) && text.Length > 100 ? Whole("key-store-file", text)
                : OfBrowsers.Contains(name) && text.StartsWith(Database, StringComparison.Ordinal) ? Whole("cookie-jar", text)
                : null;
        }

        var lines = text.Trim();
        return lines.Length is >= 16 and <= LongestToken && IsNamedToken(name) && IsToken(lines)
            ? new("token-file", text.IndexOf(lines[0]), lines.Length, Rank: 3)
            : null;
    }

    private static FoundSecret Whole(string rule, ReadOnlySpan<char> text) => new(rule, 0, text.Length, Rank: 0);

    private static bool IsNamedToken(string name)
    {
        var plain = TextNatures.ExtensionOf(name) is "txt" or "key" or "token" or "secret" or "" ? name : "";
        return name.EndsWith(".token", StringComparison.OrdinalIgnoreCase)
            || Tokens.Any(it => plain.Contains(it, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsToken(ReadOnlySpan<char> text) =>
        !text.ContainsAny(" \t\r\n") && !Placeholders.IsPlaceholder(text) && Randomness.IsRandom(text);
}
