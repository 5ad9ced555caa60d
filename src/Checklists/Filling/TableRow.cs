using System.Text.RegularExpressions;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Filling;

/// <summary>One row of a table with the headings above its cells.</summary>
internal sealed partial record TableRow(IReadOnlyList<(int Start, int End, string Heading)> Cells)
{
    /// <summary>How many lines above a row its heading is looked for.</summary>
    private const int MostRows = 1000;

    /// <summary>The cells of a line, counted from the start of the text; null when the line is no row, or is a heading itself.</summary>
    public static TableRow? At(SourceText source, int line)
    {
        if (!source.Line(line).Contains('|') || HeadingOf(source, line) is not { } headings)
        {
            return null;
        }

        var start = source.LineStart(line);
        var cells = CellsIn(source.Line(line)).Select((it, i) => (start + it.Start, start + it.End, i < headings.Count ? headings[i] : ""));
        return new([.. cells]);
    }

    private static List<string>? HeadingOf(SourceText source, int line)
    {
        for (var above = line - 1; above >= 2 && line - above < MostRows && source.Line(above).Contains('|'); above--)
        {
            if (Delimiter().IsMatch(source.Line(above)) && source.Line(above - 1) is var heading && heading.Contains('|'))
            {
                return [.. CellsIn(heading).Select(it => heading[it.Start..it.End].Replace("*", "", StringComparison.Ordinal).Trim())];
            }
        }

        return null;
    }

    /// <summary>The stretches between bars that are not escaped; the bars at both ends are left out.</summary>
    private static IEnumerable<(int Start, int End)> CellsIn(string line)
    {
        var bars = Enumerable.Range(0, line.Length).Where(it => line[it] == '|' && (it == 0 || line[it - 1] != '\\')).ToList();
        var from = 0;
        if (bars.Count > 0 && line[..bars[0]].Trim(' ', '\t', '>').Length == 0)
        {
            from = bars[0] + 1;
            bars.RemoveAt(0);
        }

        foreach (var bar in bars)
        {
            yield return (from, bar);
            from = bar + 1;
        }

        if (line[from..].Trim().Length > 0)
        {
            yield return (from, line.Length);
        }
    }

    [GeneratedRegex(@"^(?>[ \t>]*)\|?[ \t]*:?-+:?(?>[ \t]*)(?:\|[ \t]*:?-+:?(?>[ \t]*))*\|?[ \t]*$")]
    private static partial Regex Delimiter();
}
