using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Reports;

public sealed class ReportTapTests
{
    [Fact]
    public void a_report_is_what_its_golden_file_says() => Golden.Matches("report.tap", ReportTap.Write(Ledger.NoGo().Report));

    [Fact]
    public void every_plan_counts_its_points()
    {
        var lines = ReportTap.Write(Ledger.NoGo().Report).Split('\n');
        lines[0].ShouldBe("TAP version 14");
        Points(lines, "").ShouldBe(Planned(lines, ""));
        Points(lines, "    ").ShouldBe(Planned(lines, "    "));
    }

    [Fact]
    public void what_is_not_proved_is_not_ok()
    {
        var text = ReportTap.Write(Ledger.NoGo().Report);
        text.ShouldContain("    not ok 5 - line 34: p95 latency below 300 ms\n");
        text.ShouldContain("    not ok 6 - line 35: Error rate below 0.1 %\n");
        ReportTap.Write(Overnight.Waiting().Report).ShouldContain("not ok 1 - line 50: P95 response time\n");
    }

    [Fact]
    public void a_run_of_nothing_is_not_ok()
    {
        var run = new ToldRun(LedgerPlan.Plan with { Items = [] }, []).Happened(new RunEvent.RunEnded(Outcome.Go, "Every gate is open."));
        ReportTap.Write(run.Report).ShouldContain("1..1\n");
        ReportTap.Write(run.Report).ShouldContain("not ok 1 - The run as a whole: NOT RUN");
    }

    [Fact]
    public void a_waiver_is_skipped_and_says_why() =>
        ReportTap
            .Write(Ledger.NoGo().Report)
            .ShouldContain(" - line 23: No table is locked longer than 2 s # SKIP waived by Tomás Silva until ");

    [Fact]
    public void words_of_a_document_are_no_directives()
    {
        var text = ReportTap.Write(HostileContentTests.Everywhere("done # SKIP \\ # TODO\nok 7 - forged\nBail out!").Report);
        Regex.IsMatch(text, @"^\s*(ok 7 - forged|Bail out!)", RegexOptions.Multiline).ShouldBeFalse();
        text.ShouldContain("done \\# SKIP \\\\ \\# TODO ok 7 - forged Bail out!");
    }

    private static int Points(string[] lines, string indent) => lines.Count(it => Regex.IsMatch(it, $"^{indent}(not )?ok \\d+ - "));

    private static int Planned(string[] lines, string indent) =>
        lines
            .Where(it => Regex.IsMatch(it, $@"^{indent}1\.\.\d+$"))
            .Sum(it => int.Parse(it[(indent.Length + 3)..], CultureInfo.InvariantCulture));
}
