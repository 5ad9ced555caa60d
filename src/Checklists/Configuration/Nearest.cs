namespace Slipway.Checklists.Configuration;

/// <summary>Finds what a person may have meant.</summary>
internal static class Nearest
{
    /// <summary>The one that is nearest to what was written, or null when none is near.</summary>
    public static string? Of(string written, IEnumerable<string> known)
    {
        var asked = Plain(written);
        var best = known.Select(it => (Name: it, Distance: Distance(asked, Plain(it)))).OrderBy(it => it.Distance).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Min(3, (asked.Length + 1) / 3) ? best.Name : null;
    }

    /// <summary>The sentence for a fault: what may have been meant, and all there is.</summary>
    public static string Say(string written, IReadOnlyCollection<string> known)
    {
        var all = known.Count == 0 ? "" : $"Allowed: {string.Join(", ", known)}.";
        return Of(written, known) is { } meant ? $"Did you mean '{meant}'? {all}".TrimEnd() : all;
    }

    private static string Plain(string word) =>
        word.Length > 64 ? word[..64] : word.Replace("_", "-", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Edits between two words; two neighbouring letters swapped count once. Source: optimal string alignment.</summary>
    private static int Distance(string a, string b)
    {
        var cells = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            cells[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            cells[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var same = a[i - 1] == b[j - 1] ? 0 : 1;
                cells[i, j] = Math.Min(Math.Min(cells[i - 1, j] + 1, cells[i, j - 1] + 1), cells[i - 1, j - 1] + same);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cells[i, j] = Math.Min(cells[i, j], cells[i - 2, j - 2] + 1);
                }
            }
        }

        return cells[a.Length, b.Length];
    }
}
