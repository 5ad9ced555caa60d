using Slipway.Checks.Reports;
using Slipway.Flakes;
using Slipway.TestReports;
using TestOutcome = Slipway.TestReports.TestOutcome;

namespace Slipway.Checks.TestResults;

/// <summary>What the reports tell, added up.</summary>
/// <param name="quarantine">Holds each failure against the known flakes.</param>
internal sealed class Tally(QuarantineJudge quarantine)
{
    private const int Most = 2_000_000;
    private const int MostNames = 20;

    private readonly HashSet<string> _commits = new(StringComparer.OrdinalIgnoreCase);
    private (long Failed, long Errors) _covered;
    private long _failed;
    private long _errors;

    /// <summary>Tests, and what broke outside of them: each such error stands for tests that are not there.</summary>
    public long Tests { get; private set; }

    public long Passed => Tests - Failed - Errors - NotProven - Skipped;

    /// <summary>Failures that no quarantine covers.</summary>
    public long Failed => _failed - _covered.Failed;

    /// <summary>Errors that no quarantine covers, and those outside of tests.</summary>
    public long Errors => _errors - _covered.Errors;

    /// <summary>Failures and errors that the quarantine covers.</summary>
    public long NotProven => _covered.Failed + _covered.Errors;

    /// <summary>Errors outside of tests; a part of <see cref="Errors"/>.</summary>
    public long OutsideErrors { get; private set; }

    public long Skipped { get; private set; }

    /// <summary>Passed after a failure, where the report tells so.</summary>
    public long Flaky { get; private set; }

    /// <summary>Sum of the durations that single tests have.</summary>
    public double Seconds { get; private set; }

    /// <summary>The first that failed: name and sentence.</summary>
    public List<(string Name, string Told)> FirstBad { get; } = [];

    /// <summary>The first that are not proven: name and entry.</summary>
    public List<(string Name, QuarantineEntry Entry)> FirstNotProven { get; } = [];

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
        (Tests, _failed, _errors) = (Tests + report.Tests + report.OutsideErrors, _failed + report.Failures, _errors + report.Errors);
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
        if (it.Outcome is not (TestOutcome.Failed or TestOutcome.Error))
        {
            return;
        }

        var (suite, test) = ReportedTest.Of(it);
        var judged = quarantine.Judge(new(suite, test, ReportedTest.MessagesOf(it)));
        if (judged.Entry is not { } entry)
        {
            NoteBad(it, judged.IsListed ? $": {judged.Why}" : "");
            return;
        }

        _covered = it.Outcome == TestOutcome.Failed ? (_covered.Failed + 1, _covered.Errors) : (_covered.Failed, _covered.Errors + 1);
        if (FirstNotProven.Count < MostNames)
        {
            FirstNotProven.Add((NameOf(it), entry));
        }
    }

    private void NoteBad(TestCase it, string why)
    {
        if (FirstBad.Count < MostNames)
        {
            var name = NameOf(it);
            FirstBad.Add((name, $"{name} {(it.Outcome == TestOutcome.Failed ? "failed" : "ended with an error")}{why}"));
        }
    }

    private static string NameOf(TestCase it)
    {
        var name =
            it.ClassName.Length == 0 || it.Name.StartsWith(it.ClassName, StringComparison.Ordinal) ? it.Name : $"{it.ClassName}.{it.Name}";
        return name.Length > 200 ? $"{name[..200]}…" : name;
    }
}
