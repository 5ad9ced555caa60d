using System.Text.RegularExpressions;

namespace Slipway.Checklists.Configuration;

/// <summary>What looks like a secret that was written down; it is never repeated in a fault.</summary>
internal static partial class Secrets
{
    /// <summary>How to do it right.</summary>
    public const string HowTo =
        "Put it under 'secrets' with where it comes from, {env: NAME}, {file: path} or {command: ...}, and write ${NAME} here.";

    /// <summary>The fault for a secret inside a text.</summary>
    public static (string Code, string Message, string Allowed) InText(string what) =>
        ("SW1014", $"{what} holds a password in plain text.", HowTo);

    /// <summary>Whether a variable of this name usually holds a secret.</summary>
    public static bool NamesOne(string variable) => SecretName().IsMatch(variable);

    /// <summary>Whether a text only refers to variables (<c>${NAME}</c>) where a value would stand, or is empty.</summary>
    public static bool OnlyRefers(string value) => value.Length == 0 || Reference().IsMatch(value);

    /// <summary>Whether a connection string or URL holds a password that is not a reference.</summary>
    public static bool InConnection(string connection) =>
        Password().Matches(connection).Any(it => !OnlyRefers(it.Groups["value"].Value.Trim(' ', '\'', '"')));

    [GeneratedRegex(
        @"(?:^|_)(?:PASSWORD|PASSWD|PWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIALS?)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex SecretName();

    [GeneratedRegex(@"^\$\{[A-Za-z_][A-Za-z0-9_]*\}$", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex(
        @"(?:://[^/\s:@]*:(?<value>[^@\s/]*)@)|(?:\b(?:password|pwd)\s*=\s*(?<value>[^;&\s]*))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Password();
}
