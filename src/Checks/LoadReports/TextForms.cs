using Slipway.Checks.Reports;

namespace Slipway.Checks.LoadReports;

/// <summary>Reports that are text: what wrk and hey print, and the results of JMeter.</summary>
internal static class TextForms
{
    private const int LongestLine = 64 * 1024;

    public static LoadFigures Read(ReportFile file, CancellationToken ct)
    {
        using var reader = new StreamReader(file.Open());
        using var lines = ReportText.Lines(reader, file.Shown, LongestLine, ct).SkipWhile(string.IsNullOrWhiteSpace).GetEnumerator();
        if (!lines.MoveNext())
        {
            throw new UnreadableReport($"{file.Shown} is empty: it does not say that anything was measured.");
        }

        var first = lines.Current;
        return first.StartsWith("Running ", StringComparison.Ordinal) && first.Contains(" test @ ", StringComparison.Ordinal)
                ? WrkForm.Read(Rest(lines), file)
            : first == "Summary:" ? HeyForm.Read(Rest(lines), file)
            : JmeterForm.Knows(first) ? JmeterForm.Read(file, ct)
            : throw new UnreadableReport(
                $"{file.Shown} is no report of a load that is known (k6, autocannon, Lighthouse, wrk, hey, JMeter)."
            );
    }

    /// <summary>wrk and hey print some dozens of lines; of a longer text the rest is another one.</summary>
    private static List<string> Rest(IEnumerator<string> lines)
    {
        var rest = new List<string>();
        while (rest.Count < 10_000 && lines.MoveNext())
        {
            rest.Add(lines.Current);
        }

        return rest;
    }
}
