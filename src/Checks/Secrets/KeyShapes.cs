using System.Text.RegularExpressions;

namespace Slipway.Checks.Secrets;

/// <summary>
/// The body of a private key between its frames (RFC 7468), in whichever way a program wrote its lines: indented, in one line, as
/// a text of JSON. Where its end is missing, as far as what follows can be of a key.
/// </summary>
internal static partial class KeyShapes
{
    private const string Rule = "private-key";
    private const string End = "-----END";
    private const int Longest = 16 * 1024;
    private const int Shortest = 40;

    /// <summary>The bodies of all private keys in a text.</summary>
    public static IEnumerable<(string Rule, int Start, int End)> In(string text)
    {
        if (!text.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            yield break;
        }

        foreach (Match frame in Begin().Matches(text))
        {
            var start = frame.Index + frame.Length;
            var end = text.IndexOf(End, start, Math.Min(Longest, text.Length - start), StringComparison.Ordinal);
            if (end >= 0 ? end - start >= Shortest : (end = start + Body().Match(text, start).Length) - start >= Shortest)
            {
                yield return (Rule, start, end);
            }
        }
    }

    [GeneratedRegex("-----BEGIN (?:[A-Z0-9]{2,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----")]
    private static partial Regex Begin();

    /// <summary>Lines of at least 16 characters of base64, and the headers of an old key before them; the last one may be shorter, and may have been cut.</summary>
    [GeneratedRegex(
        @"\G(?:[ \t""'+,|>]{0,40}(?:\\?[rn]|\r?\n|(?:Proc-Type|DEK-Info|Version|Comment): [^\n]{0,100}|(?:[A-Za-z0-9+/]|\\u002[Bb]|\\/){16,}=*|(?:[A-Za-z0-9+/]|\\u002[Bb]|\\/){4,}={0,2}(?=[\s\\""']|$)))*"
    )]
    private static partial Regex Body();
}
