using System.Net;
using System.Text.RegularExpressions;

namespace Slipway.Checks.Links;

/// <summary>A link of a document.</summary>
/// <param name="Target">Where it leads, as it is written.</param>
/// <param name="Line">Its line; the first is 1.</param>
internal sealed record MarkdownLink(string Target, int Line);

/// <summary>What a document links to, and what can be linked to in it. Fences, code and comments hold neither.</summary>
internal sealed partial class MarkdownText
{
    private const int LongestLine = 20_000;

    private readonly Dictionary<string, int> _slugs = new(StringComparer.OrdinalIgnoreCase);

    private MarkdownText() { }

    /// <summary>Its links, in order.</summary>
    public List<MarkdownLink> Links { get; } = [];

    /// <summary>Its anchors, without <c>#</c>.</summary>
    public HashSet<string> Anchors { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a document.</summary>
    public static MarkdownText Of(string text)
    {
        var read = new MarkdownText();
        var (fence, comment, before) = ("", false, "");
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.TrimEnd('\r', ' ').Length > LongestLine ? raw[..LongestLine] : raw.TrimEnd('\r', ' ');
            var mark = Fence().Match(line);
            if (mark.Success || fence.Length > 0)
            {
                fence = Next(fence, mark, line);
                before = "";
                continue;
            }

            line = WithoutComments(line, ref comment);
            read.Headings(line, before);
            read.LinksOf(line, number);
            before = line;
        }

        return read;
    }

    /// <summary>The anchor that a heading makes on GitHub: small letters, no marks but <c>-</c> and <c>_</c>, a dash for each blank.</summary>
    public static string Slug(string heading)
    {
        var words = WebUtility.HtmlDecode(Tag().Replace(LinkText().Replace(heading, "$1"), "")).Trim().ToLowerInvariant();
        return string.Concat(words.EnumerateRunes().Where(IsKept).Select(it => it.Value == ' ' ? "-" : it.ToString()));
    }

    private static bool IsKept(System.Text.Rune it) =>
        it.Value is ' ' or '-' or '_'
        || System.Text.Rune.GetUnicodeCategory(it)
            is System.Globalization.UnicodeCategory.UppercaseLetter
                or System.Globalization.UnicodeCategory.LowercaseLetter
                or System.Globalization.UnicodeCategory.TitlecaseLetter
                or System.Globalization.UnicodeCategory.ModifierLetter
                or System.Globalization.UnicodeCategory.OtherLetter
                or System.Globalization.UnicodeCategory.NonSpacingMark
                or System.Globalization.UnicodeCategory.SpacingCombiningMark
                or System.Globalization.UnicodeCategory.EnclosingMark
                or System.Globalization.UnicodeCategory.DecimalDigitNumber
                or System.Globalization.UnicodeCategory.LetterNumber
                or System.Globalization.UnicodeCategory.ConnectorPunctuation;

    private void Headings(string line, string before)
    {
        if (Heading().Match(line) is { Success: true } heading)
        {
            AddSlug(heading.Groups[1].Value.TrimEnd('#').TrimEnd());
        }
        else if (before.Length > 0 && Underline().IsMatch(line))
        {
            AddSlug(before.Trim());
        }

        foreach (Match it in Explicit().Matches(line))
        {
            Anchors.Add(it.Groups[1].Value);
        }
    }

    private void AddSlug(string heading)
    {
        var slug = Slug(heading);
        var count = _slugs.GetValueOrDefault(slug);
        _slugs[slug] = count + 1;
        Anchors.Add(count == 0 ? slug : $"{slug}-{count}");
    }

    private void LinksOf(string line, int number)
    {
        var plain = Code().Replace(line, it => new string(' ', it.Length));
        foreach (var pattern in (Regex[])[Inline(), Definition(), Automatic(), Attribute()])
        {
            foreach (Match it in pattern.Matches(plain))
            {
                var target = it.Groups[1].Value.Trim();
                target = target.Length > 1 && target[0] == '<' && target[^1] == '>' ? target[1..^1] : target;
                Links.Add(new(WebUtility.HtmlDecode(target), number));
            }
        }
    }

    private static string Next(string fence, Match mark, string line) =>
        fence.Length == 0 ? mark.Groups[1].Value
        : mark.Success && mark.Groups[1].Value.StartsWith(fence, StringComparison.Ordinal) && line.Trim().Trim(fence[0]).Length == 0 ? ""
        : fence;

    private static string WithoutComments(string line, ref bool comment)
    {
        var kept = "";
        while (line.Length > 0)
        {
            var end = comment ? line.IndexOf("-->", StringComparison.Ordinal) : line.IndexOf("<!--", StringComparison.Ordinal);
            kept +=
                comment ? ""
                : end < 0 ? line
                : line[..end];
            if (end < 0)
            {
                return kept;
            }

            line = line[(end + (comment ? 3 : 4))..];
            comment = !comment;
        }

        return kept;
    }

    [GeneratedRegex(@"^\s{0,3}(?:>\s?)?(`{3,}|~{3,})")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s{0,3}#{1,6}(?:[ \t]+(.*))?$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\s{0,3}(?:=+|-{2,})$")]
    private static partial Regex Underline();

    [GeneratedRegex("`{2}[^`]+(?:`[^`]+)?`{2}|`[^`]+`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(\s{0,4}(<[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)?)?(?:\s{1,4}(?:""[^""]*""|'[^']*'|\([^()]*\)))?\s{0,4}\)")]
    private static partial Regex Inline();

    [GeneratedRegex(@"^\s{0,3}\[(?!\^)[^\]]{1,300}\]:\s{1,4}(<[^<>]*>|[^\s]+)")]
    private static partial Regex Definition();

    [GeneratedRegex("<(https?://[^\\s<>]+)>")]
    private static partial Regex Automatic();

    [GeneratedRegex("\\s(?:href|src)=[\"']([^\"'\\s]+)[\"']", RegexOptions.IgnoreCase)]
    private static partial Regex Attribute();

    [GeneratedRegex("\\s(?:id|name)=[\"']([^\"']+)[\"']", RegexOptions.IgnoreCase)]
    private static partial Regex Explicit();

    [GeneratedRegex(@"!?\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex("</?[A-Za-z][^<>]*>")]
    private static partial Regex Tag();
}
