using System.Text.RegularExpressions;

namespace Slipway.Checks.Secrets;

/// <summary>Credentials in the headers of a request, as clients print them (RFC 9110, section 11; RFC 6750).</summary>
internal static partial class HeaderShapes
{
    private const string Rule = "authorization-header";

    /// <summary>What stands in each text that holds one.</summary>
    public static string[] Keywords { get; } =
    ["authorization", "bearer ", "x-api-key", "api-key:", "apikey:", "private-token", "x-auth-token", "x-vault-token", "cookie:"];

    /// <summary>The values, without the names and the words of the schemes before them.</summary>
    public static IEnumerable<(string Rule, int Start, int End)> In(string text) =>
        Keywords.Any(it => text.Contains(it, StringComparison.OrdinalIgnoreCase))
            ? Header()
                .Matches(text)
                .Select(it => it.Groups["value"])
                .Where(it => IsSecret(it.ValueSpan))
                .Select(it => (Rule, it.Index, it.Index + it.Length))
            : [];

    /// <summary>No placeholder, no reference, and no word: people write "Bearer authentication".</summary>
    private static bool IsSecret(ReadOnlySpan<char> value) =>
        !Placeholders.IsPlaceholder(value)
        && !Placeholders.IsMadeUp(value)
        && (value.ContainsAnyInRange('0', '9') || Randomness.IsRandom(value));

    [GeneratedRegex(
        @"\b(?:(?:proxy-)?authorization|x-api-key|api-?key|private-token|x-(?:auth|vault)-token|(?:set-)?cookie)\\?[""']?[ \t]{0,4}[:=][ \t]{0,4}\\?[""']?(?:(?:basic|bearer|token|digest|apikey|negotiate)[ \t]{1,4})?(?<value>[A-Za-z0-9._~+/=%|-]{12,4096})|\bbearer[ \t]{1,4}(?<value>[A-Za-z0-9._~+/=|-]{16,4096})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Header();
}
