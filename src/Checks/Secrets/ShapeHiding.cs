using System.Buffers;
using System.Text;

namespace Slipway.Checks.Secrets;

/// <summary>Hides what the rules of the check <c>secrets</c> find by shape, and more of it than a finding needs: a whole key, a whole header.</summary>
internal static class ShapeHiding
{
    /// <summary>Rules that go by names and places instead of by shapes; in the output of a command they would take too much.</summary>
    private static readonly HashSet<string> Left = new(StringComparer.Ordinal) { "assigned-secret", "token-file", "key-store-file" };

    /// <summary>What stands in each text that holds a shape; most texts hold none, and are done with.</summary>
    private static readonly SearchValues<string> Signs = SearchValues.Create(
        [
            .. ShapeRules
                .All.SelectMany(it => it.Keywords)
                .Concat([UrlCredentials.Keyword, "password", "pwd"])
                .Concat(HeaderShapes.Keywords)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ],
        StringComparison.OrdinalIgnoreCase
    );

    /// <summary>Beginnings that hardly stand anywhere but in front of a secret.</summary>
    private static readonly SearchValues<string> Beginnings = SearchValues.Create(
        [
            .. ShapeRules
                .All.SelectMany(it => it.Keywords)
                .Where(it => it.Length >= 4 && !it.Contains('/', StringComparison.Ordinal))
                .Concat(["eyJ", "akia", "asia", UrlCredentials.Keyword])
                .Concat(HeaderShapes.Keywords)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ],
        StringComparison.OrdinalIgnoreCase
    );

    public static string Hide(string text, bool goesOn)
    {
        if (text.AsSpan().IndexOfAny(Signs) < 0)
        {
            return text;
        }

        var characters = text.ToCharArray();
        var found = new TextScan()
            .Find(characters, characters.Length, "", binary: false, CancellationToken.None)
            .Where(it => !Left.Contains(it.Rule) && it.Rule != "private-key")
            .Select(it => (it.Rule, it.Start, End: EndOf(text, it)))
            .Concat(HeaderShapes.In(text))
            .Concat(KeyShapes.In(text))
            .Concat(ConnectionShapes.In(text))
            .OrderBy(it => it.Start)
            .ThenByDescending(it => it.End)
            .ToList();
        var end = goesOn ? Unfinished(text) : text.Length;
        return found.Count == 0 && end == text.Length ? text : Written(text, found, end);
    }

    /// <summary>Of a key of PuTTY a finding names the first line; all of it is secret.</summary>
    private static int EndOf(string text, FoundSecret found)
    {
        var end = found.Rule == "putty-key" ? text.IndexOf("Private-MAC:", found.End, StringComparison.Ordinal) : found.End;
        return end < 0 ? text.Length : end;
    }

    private static string Written(string text, List<(string Rule, int Start, int End)> found, int end)
    {
        var hidden = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (rule, start, stop) in found.Where(it => it.Start < end))
        {
            if (start >= at)
            {
                hidden.Append(text, at, start - at).Append("***").Append(rule).Append("***");
            }

            at = Math.Max(at, stop);
        }

        return at < end ? hidden.Append(text, at, end - at).ToString() : hidden.ToString();
    }

    private static int Unfinished(string text)
    {
        var line = text.LastIndexOf('\n') + 1;
        return text.AsSpan(line).IndexOfAny(Beginnings) is var begun and >= 0 ? line + begun : text.Length;
    }
}
