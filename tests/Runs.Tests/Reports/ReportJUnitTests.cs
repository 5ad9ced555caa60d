using System.Globalization;
using System.Xml.Linq;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Reports;

public sealed class ReportJUnitTests
{
    [Fact]
    public void a_report_is_what_its_golden_file_says() => Golden.Matches("junit.xml", ReportJUnit.Write(Ledger.NoGo().Report));

    [Theory]
    [InlineData("L34", "error", "inconclusive")]
    [InlineData("L35", "failure", "fail")]
    [InlineData("L36", "error", "error")]
    public void what_is_not_proved_is_never_green(string step, string element, string type)
    {
        var found = Case(Ledger.NoGo(), int.Parse(step[1..], CultureInfo.InvariantCulture)).Elements().First();
        (found.Name.LocalName, found.Attribute("type")?.Value).ShouldBe((element, type));
    }

    [Fact]
    public void what_was_not_run_is_an_error() =>
        Case(Overnight.Waiting(), 50).Element("error")!.Attribute("type")!.Value.ShouldBe("not-run");

    [Fact]
    public void a_waiver_is_shown_as_skipped_with_its_reason_and_not_as_passed()
    {
        var message = Case(Ledger.NoGo(), 23).Element("skipped")!.Attribute("message")!.Value;
        message.ShouldBe(
            "waived by Tomás Silva until 2026-11-27 01:09 UTC: Night traffic; the locked table is the archive.; it said Fail: 3.1 s, wanted < 2 s"
        );
    }

    [Fact]
    public void what_holds_nothing_up_is_skipped() => Case(Ledger.NoGo(), 9).Element("skipped").ShouldNotBeNull();

    [Fact]
    public void a_run_of_nothing_is_an_error()
    {
        var run = new ToldRun(LedgerPlan.Plan with { Items = [] }, []).Happened(new RunEvent.RunEnded(Outcome.Go, "Every gate is open."));
        var suites = XDocument.Parse(ReportJUnit.Write(run.Report)).Root!;
        (suites.Attribute("tests")!.Value, suites.Attribute("errors")!.Value).ShouldBe(("1", "1"));
    }

    [Theory]
    [InlineData("go", 0)]
    [InlineData("no-go", 1)]
    [InlineData("waiting", 1)]
    [InlineData("rolled-back", 1)]
    [InlineData("running", 1)]
    public void only_a_go_is_green(string which, int bad)
    {
        var run = which switch
        {
            "go" => Overnight.Go(),
            "no-go" => Overnight.NoGo(),
            "waiting" => Overnight.Waiting(),
            "rolled-back" => Overnight.RolledBack(),
            _ => Overnight.Running(),
        };
        var whole = XDocument.Parse(ReportJUnit.Write(run.Report)).Root!.Elements("testsuite").First();
        (Number(whole, "failures") + Number(whole, "errors")).ShouldBe(bad);
        if (which == "go")
        {
            var suites = whole.Parent!;
            (Number(suites, "failures") + Number(suites, "errors")).ShouldBe(0);
        }
    }

    [Fact]
    public void counts_are_those_of_the_cases()
    {
        var root = XDocument.Parse(ReportJUnit.Write(Ledger.NoGo().Report)).Root!;
        foreach (var suite in root.Elements("testsuite").Prepend(root))
        {
            var cases = suite.Descendants("testcase").ToList();
            Number(suite, "tests").ShouldBe(cases.Count);
            Number(suite, "failures").ShouldBe(cases.Count(it => it.Element("failure") is not null));
            Number(suite, "errors").ShouldBe(cases.Count(it => it.Element("error") is not null));
            Number(suite, "skipped").ShouldBe(cases.Count(it => it.Element("skipped") is not null));
        }
    }

    [Fact]
    public void a_case_holds_each_gate_and_names_its_line()
    {
        var report = Overnight.Go().Report;
        var cases = XDocument.Parse(ReportJUnit.Write(report)).Descendants("testcase").Skip(1).ToList();
        cases.Count.ShouldBe(report.Counts.Gates + report.Counts.NotNeeded + report.Counts.Later);
        cases[0].Attribute("file")!.Value.ShouldBe("docs/GO-LIVE.md");
        cases[0].Attribute("line")!.Value.ShouldBe("6");
    }

    [Fact]
    public void run_and_plan_are_named_by_their_digests()
    {
        var run = Ledger.Go();
        var properties = XDocument
            .Parse(ReportJUnit.Write(run.Report))
            .Descendants("property")
            .ToDictionary(it => it.Attribute("name")!.Value, it => it.Attribute("value")!.Value);
        properties["slipway.planDigest"].ShouldBe(run.Report.PlanDigest);
        properties["slipway.journalHead"].ShouldBe(run.Report.JournalHead);
    }

    [Theory]
    [InlineData("\u0000\u0008\u001b[31m\ufffe\uffff]]>")]
    [InlineData("<![CDATA[ & \" ' --> half \ud800")]
    public void whatever_a_document_says_it_stays_xml(string words) =>
        XDocument.Parse(ReportJUnit.Write(HostileContentTests.Everywhere(words).Report)).Descendants("testcase").ShouldNotBeEmpty();

    private static XElement Case(ToldRun run, int line) =>
        XDocument
            .Parse(ReportJUnit.Write(run.Report))
            .Descendants("testcase")
            .Single(it => it.Attribute("name")!.Value.StartsWith($"line {line}:", StringComparison.Ordinal));

    private static int Number(XElement element, string name) => int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
