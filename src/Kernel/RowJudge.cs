using System.Text.RegularExpressions;

namespace Slipway.Kernel;

/// <summary>
/// "Every row shows it". Rules (rows without a letter or digit) and a client's "(2 rows)" are left out, and so is the head of a
/// table: the first row, when a rule follows it or when it is several columns of capitals. A lone row of capitals is no head: it may say DOWN.
/// </summary>
internal static partial class RowJudge
{
    public static Judgement Judge(string name, string text, IReadOnlyList<string> wanted, string? gap)
    {
        var rows = Rows(text);
        if (rows.Count == 0)
        {
            return ClauseJudge.NotSeen($"{name} has no rows, so it is not known whether all of them show what they should");
        }

        var words = string.Join(" and ", wanted.Select(it => $"'{it}'"));
        var bad = rows.Where(row => !wanted.All(it => Shows(row, it))).ToList();
        if (bad.Count > 0)
        {
            return new(Verdict.Fail, $"{bad.Count} of {rows.Count} rows do not show {words}, the first: {TextJudge.Short(bad[0])}");
        }

        return gap is null
            ? new(Verdict.Pass, $"all {rows.Count} rows show {words}")
            : ClauseJudge.NotSeen($"all {rows.Count} rows show {words}, but {gap}");
    }

    private static List<string> Rows(string text)
    {
        var lines = text.Split('\n').Select(it => it.TrimEnd()).Where(it => it.Length > 0 && !Footer().IsMatch(it)).ToList();
        var first = lines.FindIndex(it => !IsRule(it));
        var hasHead = first >= 0 && (first + 1 < lines.Count && IsRule(lines[first + 1]) || IsCapitals(lines[first]));
        return [.. lines.Skip(hasHead ? first + 1 : 0).Where(it => !IsRule(it))];
    }

    private static bool IsRule(string row) => !row.Any(char.IsLetterOrDigit);

    private static bool IsCapitals(string row) => !row.Any(it => char.IsLower(it) || char.IsDigit(it)) && Columns().IsMatch(row.Trim());

    /// <summary>As a word of its own: neither "unhealthy", "un-healthy" nor "not healthy" shows "healthy".</summary>
    private static bool Shows(string row, string word)
    {
        for (
            var at = row.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = row.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase)
        )
        {
            var end = at + word.Length;
            var starts = at == 0 || !(char.IsLetterOrDigit(row[at - 1]) || row[at - 1] is '-' or '_') || !char.IsLetterOrDigit(word[0]);
            var ends = end == row.Length || !char.IsLetterOrDigit(row[end]) || !char.IsLetterOrDigit(word[^1]);
            if (starts && ends && !Denied().IsMatch(row[..at]))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"\b(?:not|no|non|never|isn't|aren't|without)[ \t]+$", RegexOptions.IgnoreCase)]
    private static partial Regex Denied();

    [GeneratedRegex(@"\p{L}.*(?:\t| {2,}|\|).*\p{L}")]
    private static partial Regex Columns();

    [GeneratedRegex(@"^\([0-9]+ rows?\)$")]
    private static partial Regex Footer();
}
