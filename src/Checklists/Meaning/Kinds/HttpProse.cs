using System.Text.RegularExpressions;

namespace Slipway.Checklists.Meaning.Kinds;

/// <summary>Addresses and paths that a line asks to probe.</summary>
internal static partial class HttpProse
{
    /// <summary>Method and address, or null when the line names none to probe.</summary>
    public static (string Method, string Url)? Of(Facts facts)
    {
        if (Call().Match(facts.Text) is { Success: true } call)
        {
            return (call.Groups["method"].Value, call.Groups["url"].Value.TrimEnd('.', ',', ';', ')'));
        }

        var probes =
            facts.Says(Concept.Endpoint)
            || facts.Says(Concept.Returned)
            || facts.Says(Concept.SuccessState)
            || facts.BeginsWith(Concept.Verify);
        var address = facts.Entry.Words.Codes.FirstOrDefault(IsAddress) ?? facts.Entry.Words.Urls.FirstOrDefault(IsAddress);
        return address is not null && (probes || facts.Rest.Trim().Trim('`') == address || Bare(facts.Rest) == address)
            ? ("GET", address)
            : null;
    }

    /// <summary>True for a web address or a path of a service, not of a file.</summary>
    public static bool IsAddress(string text) =>
        text.Length < 300
        && !text.Contains(' ', StringComparison.Ordinal)
        && (
            text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || Path().IsMatch(text)
        );

    /// <summary>The words without the signs around them.</summary>
    private static string Bare(string rest)
    {
        var end = rest.Length;
        while (end > 0 && !char.IsLetterOrDigit(rest[end - 1]) && rest[end - 1] != '/')
        {
            end--;
        }

        return rest[..end].Trim();
    }

    [GeneratedRegex(@"\b(?<method>GET|POST|PUT|PATCH|DELETE|HEAD)\s+(?<url>(?:https?://|/)\S{0,300})", RegexOptions.ExplicitCapture)]
    private static partial Regex Call();

    [GeneratedRegex(@"^/(?!(?:etc|var|usr|opt|home|tmp|srv|root|mnt|backups?|data|dev|bin)\b)[\w{}:/-]*(?:\?\S*)?$")]
    private static partial Regex Path();
}
