namespace Slipway.Cli.Topics;

/// <summary>Finds the topic or verb that a person may have meant.</summary>
internal static class Nearest
{
    /// <summary>The one with the fewest edits, or that begins with what was written; null when none is near.</summary>
    public static string? Of(string written, IReadOnlyCollection<string> known)
    {
        var asked = written.ToLowerInvariant();
        return known.FirstOrDefault(it => asked.Length > 1 && it.Contains(asked, StringComparison.Ordinal))
            ?? known.Where(it => Edits(asked, it) <= Math.Max(1, Math.Min(asked.Length, it.Length) / 3)).MinBy(it => Edits(asked, it));
    }

    /// <summary>Edits between two words. Source: Levenshtein, one row at a time.</summary>
    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)));
            }
        }

        return row[b.Length];
    }
}
