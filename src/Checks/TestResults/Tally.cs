using Slipway.Checks.Reports;
using Slipway.TestReports;

namespace Slipway.Checks.TestResults;

/// <summary>What the reports tell, added up.</summary>
internal sealed class Tally
{
    private const int Most = 2_000_000;
    private const int MostNames = 20;

    private readonly HashSet<string> _commits = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Tests, and what broke outside of them: each such error stands for tests that are not there.</summary>
    public long Tests { get; private set; }

    public long Passed => Tests - Failed - Errors - Skipped;

    public long Failed { get; private set; }

    public long Errors { get; private set; }

    /// <summary>Errors outside of tests; a part of <see cref="Errors"/>.</summary>
    public long OutsideErrors { get; private set; }

    public long Skipped { get; private set; }

    /// <summary>Passed after a failure, where the report tells so.</summary>
    public long Flaky { get; private set; }

    /// <summary>Sum of the durations that single tests have.</summary>
    public double Seconds { get; private set; }

    /// <summary>Names of the first that failed, with how they ended.</summary>
    public List<(string Name, TestOutcome End)> FirstBad { get; } = [];

    /// <summary>Reads one file; commits that it names are returned.</summary>
    /// <exception cref="UnreadableReport">It is torn, no report, or says more than it shows.</exception>
    public HashSet<string> Read(ReportFile file, CancellationToken ct)
    {
        _commits.Clear();
        using var stream = file.Open();
        foreach (var report in TestReportReader.Read(stream, file.Shown, (_, it) => Note(it), null, ct))
        {
            Demand(report);
            Add(report);
        }

        return _commits;
    }

    private static void Demand(ReportSummary report)
    {
        if (report.Status == ReportStatus.Refused)
        {
            throw new UnreadableReport($"{report.File} is no report of tests that can be read: {report.Reason}.");
        }

        if (report.Status == ReportStatus.Partial || report.Contradictions.Count > 0)
        {
            throw new UnreadableReport($"{report.File} is not whole: {report.Reason ?? report.Contradictions[0]}.");
        }
    }

    private void Add(ReportSummary report)
    {
        (Tests, Failed, Errors) = (Tests + report.Tests + report.OutsideErrors, Failed + report.Failures, Errors + report.Errors);
        (OutsideErrors, Skipped, Flaky) = (OutsideErrors + report.OutsideErrors, Skipped + report.Skipped, Flaky + report.Flaky);
        Seconds += report.Duration.TotalSeconds;
        _commits.UnionWith(report.Commits);
        if (Tests > Most)
        {
            throw new UnreadableReport($"The reports hold more than {Most} tests; say files narrower.");
        }
    }

    private void Note(TestCase it)
    {
        if (it.Outcome is TestOutcome.Failed or TestOutcome.Error && FirstBad.Count < MostNames)
        {
            var name =
                it.ClassName.Length == 0 || it.Name.StartsWith(it.ClassName, StringComparison.Ordinal)
                    ? it.Name
                    : $"{it.ClassName}.{it.Name}";
            FirstBad.Add((name.Length > 200 ? $"{name[..200]}…" : name, it.Outcome));
        }
    }
}
