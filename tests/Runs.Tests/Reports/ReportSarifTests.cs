using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Checklists;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Reports;

public sealed class ReportSarifTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public void a_log_is_what_its_golden_file_says() =>
        Golden.Matches("findings.sarif", ReportSarif.Write(Ledger.NoGo().Report).ToJsonString(Indented) + "\n");

    [Fact]
    public void each_finding_is_a_result_with_its_rule_level_and_place()
    {
        var run = ReportSarif.Write(Ledger.NoGo().Report)["runs"]![0]!;
        var result = run["results"]![1]!;
        run["tool"]!["driver"]!["rules"]![(int)result["ruleIndex"]!]!["id"]!.GetValue<string>().ShouldBe("SW1305");
        result["level"]!.GetValue<string>().ShouldBe("error");
        var place = result["locations"]![0]!["physicalLocation"]!;
        place["artifactLocation"]!["uri"]!.GetValue<string>().ShouldBe("GO-LIVE.md");
        ((int)place["region"]!["startLine"]!, (int)place["region"]!["startColumn"]!).ShouldBe((41, 3));
    }

    [Theory]
    [InlineData("docs/GO LIVE.md", "docs/GO%20LIVE.md")]
    [InlineData("/srv/a#b.md", "file:///srv/a%23b.md")]
    public void the_document_is_a_uri(string document, string uri)
    {
        var run = Ledger.Begun(it => it with { Document = document });
        ReportSarif.Write(run.Report)["runs"]![0]!["artifacts"]![0]!["location"]!["uri"]!.GetValue<string>().ShouldBe(uri);
    }

    [Fact]
    public void a_message_makes_no_link()
    {
        var plan = LedgerPlan.Plan with { Findings = [new(1, 1, "SW1101", "claim", Severity.Note, "see [here](https://evil.example)")] };
        var log = ReportSarif.Write(new ToldRun(plan, []).Report);
        log["runs"]![0]!["results"]![0]!["message"]!["text"]!.GetValue<string>().ShouldBe("see \\[here\\](https://evil.example)");
    }

    [Fact]
    public void a_document_without_findings_has_no_results() =>
        ReportSarif.Write(new ToldRun(LedgerPlan.Plan with { Findings = [] }, []).Report)["runs"]![0]!["results"]!
            .AsArray()
            .ShouldBeEmpty();
}
