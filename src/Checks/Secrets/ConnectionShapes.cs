using System.Text.RegularExpressions;

namespace Slipway.Checks.Secrets;

/// <summary>
/// Passwords of addresses and connection strings, also such as people choose: that they stand there says enough, where a finding
/// about a file asks for more. Placeholders, references and the usual words of examples are none.
/// </summary>
internal static partial class ConnectionShapes
{
    private const string Rule = "connection-string";

    /// <summary>The passwords in a text.</summary>
    public static IEnumerable<(string Rule, int Start, int End)> In(string text) =>
        Address()
            .Matches(text)
            .Concat(Pairs().Matches(text))
            .Where(it => IsSecret(it.Groups["value"].ValueSpan, it.Groups["user"].ValueSpan))
            .Select(it => (Rule, it.Groups["value"].Index, it.Groups["value"].Index + it.Groups["value"].Length));

    private static bool IsSecret(ReadOnlySpan<char> password, ReadOnlySpan<char> user) =>
        !password.StartsWith("***") && !Placeholders.IsPlaceholder(password) && !WeakWords.IsUsual(password, user);

    [GeneratedRegex(@"[a-zA-Z0-9+]://(?<user>[^\s:/@""'`<>]{0,100}):(?<value>[^\s/@""'`<>\\]{4,300})@")]
    private static partial Regex Address();

    /// <summary><c>Host=…;Password=…</c>: a list of pairs in one line that names a server or a user too.</summary>
    [GeneratedRegex(
        @"\b(?:Server|Host|Data Source|User ?Id|Uid|Username|Database)[ ]{0,2}=[^\r\n""']{1,300};[ ]{0,2}(?:Password|Pwd)[ ]{0,2}=[ ]{0,2}(?<value>[^;\s""'\\]{4,200})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Pairs();
}
