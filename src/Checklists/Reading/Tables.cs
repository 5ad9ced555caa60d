namespace Slipway.Checklists.Reading;

/// <summary>Tables by their pipes: a head, a line of dashes, rows.</summary>
internal static class Tables
{
    /// <summary>True for <c>|---|:--:|</c>.</summary>
    public static bool IsRule(string line)
    {
        var trimmed = line.Trim().TrimStart('>').Trim();
        return trimmed.Contains('|', StringComparison.Ordinal)
            && trimmed.Contains("--", StringComparison.Ordinal)
            && trimmed.All(it => it is '|' or '-' or ':' or ' ' or '\t');
    }

    /// <summary>The cells of a line; pipes in code marks and escaped pipes are part of a cell. There is at least one.</summary>
    public static IReadOnlyList<string> Cells(string line)
    {
        var text = line.Trim().TrimStart('>').Trim();
        var cells = new List<string>();
        var start = 0;
        var inCode = false;
        for (var at = 0; at < text.Length; at++)
        {
            inCode ^= text[at] == '`';
            if (text[at] == '|' && !inCode && (at == 0 || text[at - 1] != '\\'))
            {
                cells.Add(text[start..at].Trim());
                start = at + 1;
            }
        }

        cells.Add(text[start..].Trim());
        var first = text.StartsWith('|') ? 1 : 0;
        var last = text.EndsWith('|') && cells.Count > first + 1 ? 1 : 0;
        return cells[first..(cells.Count - last)];
    }
}
