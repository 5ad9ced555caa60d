using System.Text;
using Slipway.Checks.Reports;

namespace Slipway.Checks.LoadReports;

/// <summary>Rows of a CSV file (RFC 4180): quotes, doubled quotes in them, and fields that go over several lines.</summary>
internal static class CsvRows
{
    private const int LongestLine = 256 * 1024;

    /// <summary>The rows; the mark between fields is the first of <c>, ; | tab</c> behind the first name.</summary>
    /// <exception cref="UnreadableReport">A quote is never closed, or a row is too long.</exception>
    public static IEnumerable<List<string>> Of(TextReader reader, ReportFile file, CancellationToken ct)
    {
        char? mark = null;
        var isQuoted = false;
        var open = new StringBuilder();
        foreach (var line in ReportText.Lines(reader, file.Shown, LongestLine, ct))
        {
            open.Append(line);
            if (open.Length > LongestLine)
            {
                throw new UnreadableReport($"{file.Shown} has longer rows than are read.");
            }

            isQuoted ^= line.Count(it => it == '"') % 2 == 1;
            if (isQuoted)
            {
                open.Append('\n');
                continue;
            }

            var row = open.ToString().TrimStart('\uFEFF');
            open.Clear();
            if (row.Length > 0)
            {
                mark ??= row.FirstOrDefault(it => it is ',' or ';' or '|' or '\t');
                yield return Fields(row, mark.Value);
            }
        }

        if (open.Length > 0)
        {
            throw new UnreadableReport($"{file.Shown} is torn: a quote is never closed.");
        }
    }

    private static List<string> Fields(string row, char mark)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        foreach (var it in row)
        {
            if (it == '"')
            {
                // The second of two stands for one.
                if (!quoted && field.Length > 0)
                {
                    field.Append('"');
                }

                quoted = !quoted;
            }
            else if (it == mark && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(it);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }
}
