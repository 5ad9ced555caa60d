using Slipway.Checks.Reports;

namespace Slipway.Checks.LoadReports;

/// <summary>Reports that are text: what wrk and hey print, and the results of JMeter.</summary>
internal static class TextForms
{
    private const int LongestLine = 64 * 1024;

    /// <summary>wrk and hey print some dozens of lines for a run.</summary>
    private const int MostLines = 10_000;

    public static LoadFigures Read(ReportFile file, CancellationToken ct)
    {
        using var reader = new StreamReader(file.Open());
        using var lines = ReportText.Lines(reader, file.Shown, LongestLine, ct).SkipWhile(string.IsNullOrWhiteSpace).GetEnumerator();
        if (!lines.MoveNext())
        {
            throw new UnreadableReport($"{file.Shown} is empty: it does not say that anything was measured.");
        }

        var first = lines.Current;
        return IsOfWrk(first) ? WrkForm.Read(Rest(lines, file, IsOfWrk), file)
            : IsOfHey(first) ? HeyForm.Read(Rest(lines, file, IsOfHey), file)
            : JmeterForm.Knows(first) ? JmeterForm.Read(file, ct)
            : throw new UnreadableReport(
                $"{file.Shown} is no report of a load that is known (k6, autocannon, Lighthouse, wrk, hey, JMeter)."
            );
    }

    private static bool IsOfWrk(string line) =>
        line.StartsWith("Running ", StringComparison.Ordinal) && line.Contains(" test @ ", StringComparison.Ordinal);

    private static bool IsOfHey(string line) => line == "Summary:";

    /// <summary>What follows the first line. Of several runs in one file the figures of one would hide those of another.</summary>
    private static List<string> Rest(IEnumerator<string> lines, ReportFile file, Func<string, bool> begins)
    {
        var rest = new List<string>();
        while (lines.MoveNext())
        {
            if (begins(lines.Current) || rest.Count == MostLines)
            {
                throw new UnreadableReport($"{file.Shown} holds more than one run; write each into a file of its own.");
            }

            rest.Add(lines.Current);
        }

        return rest;
    }
}
