using System.Buffers;

namespace Slipway.Checks.Secrets;

/// <summary>
/// Values that somebody gave the name of a secret: <c>api_key = "…"</c>, <c>"clientSecret": "…"</c>, <c>DB_PASSWORD=…</c>,
/// <c>&lt;add key="Password" value="…"/&gt;</c>, <c>Host=…;Password=…</c>.
/// </summary>
internal static class Assignments
{
    private const int LongestName = 80;
    private const int LongestValue = 512;

    /// <summary>What a name holds that names a secret, in any case.</summary>
    public static string[] Keywords { get; } =
    [
        "password",
        "passwd",
        "passphrase",
        "pwd",
        "secret",
        "token",
        "api_key",
        "apikey",
        "api-key",
        "access_key",
        "accesskey",
        "access-key",
        "private_key",
        "privatekey",
        "auth_key",
        "authkey",
        "signing_key",
        "signingkey",
        "encryption_key",
        "encryptionkey",
        "master_key",
        "masterkey",
        "credential",
        "_auth",
    ];

    private static readonly SearchValues<char> OfNames = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-."
    );

    private static readonly SearchValues<char> EndOfBareValue = SearchValues.Create(" \t\r\n,;\"'`<>()[]{}|&");

    /// <summary>The value that is given to the name around a keyword; null where there is none that could be a secret.</summary>
    public static FoundSecret? At(ReadOnlySpan<char> text, int keyword, int length, TextNature nature)
    {
        var (start, end) = (keyword, keyword + length);
        while (start > 0 && keyword - start < LongestName && OfNames.Contains(text[start - 1]))
        {
            start--;
        }

        while (end < text.Length && end - keyword < LongestName && OfNames.Contains(text[end]))
        {
            end++;
        }

        if (SecretNames.IsOther(text[start..end]) || Value(text, start, end, nature) is not { } found)
        {
            return null;
        }

        var value = text.Slice(found.Start, found.Length);
        var inConnection = IsInConnection(text, start, found.Start + found.Length);
        return Placeholders.IsPlaceholder(value) || !(Randomness.IsRandom(value) || (inConnection && IsOwn(value)))
            ? null
            : new(inConnection ? "connection-string" : "assigned-secret", found.Start, found.Length, Rank: 2);
    }

    private static (int Start, int Length)? Value(ReadOnlySpan<char> text, int start, int end, TextNature nature)
    {
        var at = end;
        var quoted = Skip(text, ref at, "\"'`]\\") > 0 && start > 0;
        var sign = Sign(text, ref at, quoted);
        if (!sign)
        {
            return null;
        }

        Skip(text, ref at, " \t");
        // @"…" of C#, and a quote within a string that is escaped.
        at += at + 1 < text.Length && text[at] is '@' or '\\' && text[at + 1] is '"' or '\'' ? 1 : 0;

        return at >= text.Length ? null
            : text[at] is '"' or '\'' or '`' ? Quoted(text, at)
            : Bare(text, at, nature, IsInConnection(text, start, at));
    }

    /// <summary>What stands between a name and its value: <c>=</c>, <c>:</c>, <c>:=</c>, <c>=&gt;</c>, a type before it, an XML attribute, a call.</summary>
    private static bool Sign(ReadOnlySpan<char> text, ref int at, bool quoted)
    {
        Skip(text, ref at, " \t");
        var rest = text[at..Math.Min(text.Length, at + 40)];
        if (rest.StartsWith("value=", StringComparison.OrdinalIgnoreCase))
        {
            at += 6;
            return true;
        }

        if (rest.StartsWith("==", StringComparison.Ordinal) || rest.StartsWith("!=", StringComparison.Ordinal))
        {
            return false;
        }

        if (!quoted && rest.Length > 2 && rest[0] == ':' && rest[1] == ' ' && rest.IndexOf('=') is var type and > 0 and < 30)
        {
            if (!rest[2..type].ContainsAny("\"'\n,;"))
            {
                at += type + 1;
                return true;
            }
        }

        return Skip(text, ref at, ":=") > 0 ? Skip(text, ref at, ">") >= 0
            : rest.Length > 1 && (rest[0] is '(' or ',' or '>') && rest[1..].TrimStart(" \t") is ['"' or '\'' or '`', ..] or ['>', ..]
                ? Skip(text, ref at, "(,> \t") > 0
            : rest.Length > 0 && rest[0] == '>' && ++at > 0;
    }

    private static (int Start, int Length)? Quoted(ReadOnlySpan<char> text, int quote)
    {
        var rest = text[(quote + 1)..Math.Min(text.Length, quote + 1 + LongestValue + 1)];
        var end = rest.IndexOfAny(text[quote], '\n');
        if (end <= 0 || rest[end] == '\n')
        {
            return null;
        }

        var value = rest[..end].TrimEnd('\\');
        return value.ContainsAny(' ', '\t') || value.IsEmpty ? null : (quote + 1, value.Length);
    }

    private static (int Start, int Length)? Bare(ReadOnlySpan<char> text, int at, TextNature nature, bool inConnection)
    {
        var inTag = at > 0 && text[at - 1] == '>';
        if (nature == TextNature.Code && !inConnection && !inTag)
        {
            return null;
        }

        var rest = text[at..Math.Min(text.Length, at + LongestValue + 1)];
        var end = inConnection ? rest.IndexOfAny(";\"'\r\n") : rest.IndexOfAny(EndOfBareValue);
        end = end < 0 ? rest.Length : rest[..end].TrimEnd('\\').Length;
        // A call, an index, a member of something: an expression and no value.
        var expression = end < rest.Length && rest[end] is '(' or '[' or '{' && !inConnection;
        return end == 0 || end > LongestValue || expression || rest[..end].ContainsAny(' ', '\t') ? null : (at, end);
    }

    /// <summary>Whether it stands in a list of <c>name=value;</c> that also names a server or a user.</summary>
    private static bool IsInConnection(ReadOnlySpan<char> text, int name, int value)
    {
        var from = Math.Max(0, name - 400);
        var line = text[from..name];
        line = line[(line.LastIndexOf('\n') + 1)..];
        var behind = text[Math.Min(text.Length, value)..Math.Min(text.Length, value + 300)];
        behind = behind.IndexOf('\n') is var end and >= 0 ? behind[..end] : behind;
        return line.TrimEnd(' ') is [.., ';' or '"' or '\'' or '=']
            && (NamesServer(line) || NamesServer(behind))
            && (line.Contains(';') || behind.Contains(';'));
    }

    private static bool NamesServer(ReadOnlySpan<char> text) =>
        text.Contains("Server=", StringComparison.OrdinalIgnoreCase)
        || text.Contains("Host=", StringComparison.OrdinalIgnoreCase)
        || text.Contains("Data Source=", StringComparison.OrdinalIgnoreCase)
        || text.Contains("User Id=", StringComparison.OrdinalIgnoreCase)
        || text.Contains("Uid=", StringComparison.OrdinalIgnoreCase);

    /// <summary>A password of a connection need not look random: people choose it.</summary>
    private static bool IsOwn(ReadOnlySpan<char> value) =>
        value.Length >= 6 && !WeakWords.IsUsual(value) && Randomness.IsVaried(value) && !Sorts.Of(value).IsNamed;

    private static int Skip(ReadOnlySpan<char> text, ref int at, string any)
    {
        var start = at;
        while (at < text.Length && at - start < 20 && any.Contains(text[at], StringComparison.Ordinal))
        {
            at++;
        }

        return at - start;
    }
}
