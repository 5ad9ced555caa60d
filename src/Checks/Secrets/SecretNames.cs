namespace Slipway.Checks.Secrets;

/// <summary>Names that hold the word of a secret and name something else: its place, its length, its public half.</summary>
internal static class SecretNames
{
    private static readonly string[] Endings =
    [
        "name",
        "id",
        "ids",
        "url",
        "uri",
        "path",
        "file",
        "dir",
        "type",
        "kind",
        "length",
        "len",
        "size",
        "count",
        "limit",
        "expiry",
        "expires",
        "expiration",
        "ttl",
        "age",
        "field",
        "label",
        "regex",
        "pattern",
        "policy",
        "header",
        "hash",
        "hashes",
        "digest",
        "placeholder",
        "error",
        "message",
        "hint",
        "env",
        "ref",
        "arn",
        "version",
        "algorithm",
        "format",
        "prefix",
        "suffix",
        "schema",
        "table",
        "column",
        "endpoint",
        "issuer",
        "status",
        "state",
        "description",
        "title",
        "class",
        "index",
        "selector",
        "tokens",
        "tokenizer",
        "html",
        "js",
        "ts",
        "cs",
        "py",
        "md",
    ];

    private static readonly string[] Parts =
    [
        "public",
        "pub_",
        "tokeniz",
        "csrf",
        "xsrf",
        "max_token",
        "maxtoken",
        "cancel",
        "next_token",
        "nexttoken",
        "page_token",
        "pagetoken",
        "syntax",
        "fingerprint",
        "integrity",
        "encrypted",
        "hashed",
    ];

    /// <summary>Whether it names something else.</summary>
    public static bool IsOther(ReadOnlySpan<char> name)
    {
        name = name.TrimEnd("._-");
        foreach (var it in Parts)
        {
            if (name.Contains(it, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        foreach (var it in Endings)
        {
            if (
                name.Length > it.Length
                && name.EndsWith(it, StringComparison.OrdinalIgnoreCase)
                && BeginsWord(name, name.Length - it.Length)
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool BeginsWord(ReadOnlySpan<char> name, int at) =>
        !char.IsAsciiLetter(name[at - 1]) || (char.IsAsciiLetterUpper(name[at]) && char.IsAsciiLetterLower(name[at - 1]));
}
