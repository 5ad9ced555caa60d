using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Slipway.Checklists.Tests.Configuration;

namespace Slipway.Checklists.Tests.Linting;

public sealed class OutputTests
{
    private static readonly LintReport Report = Fixture.Lint("dead.md");

    [Fact]
    public void the_json_fits_its_schema()
    {
        var json = JsonNode.Parse(FindingsJson.Write([Report, Fixture.Lint("clean1.md")]).ToJsonString())!.AsObject();

        JsonSchema.Parse(Schemas.Lint).Faults(json).ShouldBeEmpty();
        json["documents"]![0]!["findings"]!.AsArray().Count.ShouldBe(Report.Findings.Count);
    }

    [Fact]
    public void json_that_is_no_report_does_not_fit_the_schema()
    {
        var json = JsonNode.Parse(FindingsJson.Write([Report]).ToJsonString())!.AsObject();
        json["documents"]![0]!["findings"]![0]!["severity"] = "mild";

        JsonSchema.Parse(Schemas.Lint).Faults(json).ShouldNotBeEmpty();
    }

    [Fact]
    public void sarif_names_every_rule_with_its_page_and_every_result_names_its_rule()
    {
        var run = FindingsSarif.Write([(Report.File, Report.Findings)], "1.2.3")["runs"]![0]!;

        var rules = run["tool"]!["driver"]!["rules"]!.AsArray();
        rules.Select(it => it!["id"]!.GetValue<string>()).ShouldBe(LintRuleInfo.All.Select(it => it.Code));
        rules.ShouldAllBe(it =>
            it!["helpUri"]!.GetValue<string>().StartsWith("urn:slipway:finding:SW")
            && it["help"]!["markdown"]!.GetValue<string>().StartsWith("# SW")
        );
        run["results"]!
            .AsArray()
            .ShouldAllBe(it => rules[it!["ruleIndex"]!.GetValue<int>()]!["id"]!.GetValue<string>() == it["ruleId"]!.GetValue<string>());
    }

    [Fact]
    public void a_fix_of_sarif_replaces_exactly_the_words_that_are_there()
    {
        var results = FindingsSarif.Write([(Report.File, Report.Findings)], "1.2.3")["runs"]![0]!["results"]!.AsArray();
        var fixed_ = results.First(it => it!["fixes"] is not null)!;
        var region = fixed_["fixes"]![0]!["artifactChanges"]![0]!["replacements"]![0]!["deletedRegion"]!;
        var line = Fixture.Text("dead.md").Split('\n')[region["startLine"]!.GetValue<int>() - 1];
        var (start, end) = (region["startColumn"]!.GetValue<int>() - 1, region["endColumn"]!.GetValue<int>() - 1);

        fixed_["message"]!["text"]!.GetValue<string>().ShouldContain(line[start..end].Split('/')[^1].Split('#')[^1]);
    }

    [Fact]
    public void a_file_name_cannot_break_out_of_its_address() =>
        FindingsSarif.Write([("a b/Über?.md", [new(1, 1, "SW2101", "dead-reference", Severity.Error, "x")])], "1")["runs"]![0]!["results"]![
            0
        ]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!
            .GetValue<string>()
            .ShouldBe("a%20b/%C3%9Cber%3F.md");

    [Fact]
    public void an_annotation_of_github_stays_one_command_whatever_the_document_says()
    {
        var evil = new Finding(
            3,
            1,
            "SW2101",
            "dead-reference",
            Severity.Error,
            "`x`\n::set-env name=PATH::/evil\r\u2028::warning::100%",
            "a,b"
        );

        var line = FindingsAnnotations.Write(Report with { File = "a,b::c\n.md", Findings = [evil] }).Single();

        line.ShouldBe(
            "::error file=a%2Cb%3A%3Ac%0A.md,line=3,col=1,title=SW2101 dead-reference::`x`%0A::set-env name=PATH::/evil%0D ::warning::100%25 a,b"
        );
        line.IndexOfAny(['\n', '\r', '\u2028']).ShouldBe(-1);
    }

    [Fact]
    public void junit_has_a_case_for_every_rule_and_fails_those_that_found_something()
    {
        var suite = XDocument.Parse(FindingsJunit.Write([Report], Severity.Error)).Root!.Element("testsuite")!;
        var failed = suite
            .Elements("testcase")
            .Where(it => it.Element("failure") is not null)
            .Select(it => it.Attribute("name")!.Value.Split(' ')[0]);

        suite.Elements("testcase").Count().ShouldBe(LintRuleInfo.All.Count);
        failed.ShouldBe(
            Report.Findings.Where(it => it.Severity == Severity.Error).Select(it => it.Code).Distinct().Order(StringComparer.Ordinal)
        );
        suite.Attribute("failures")!.Value.ShouldBe($"{failed.Count()}");
    }

    [Fact]
    public void junit_holds_whatever_a_document_says()
    {
        var odd = new Finding(1, 1, "SW2101", "dead-reference", Severity.Error, "a\u0001]]> <b> \ud800");

        XDocument.Parse(FindingsJunit.Write([Report with { Findings = [odd] }], Severity.Error)).Root!.Value.ShouldContain("]]> <b>");
    }

    [Fact]
    public void a_fix_changes_the_words_it_names_and_not_one_byte_besides()
    {
        var text = "# T\r\n\r\n```sh\r\npython scripts/seed-berths.py\r\n```\r\n\r\ncaf\u00e9 \u2014 nothing here  \r\n";
        var bytes = Encoding.UTF8.GetBytes(text);
        var report = new LintSession(Fixture.Repository).Lint(Written.Checklist(text));

        var (mended, applied) = FindingFixes.Apply(bytes, report.Findings);

        applied.Select(it => it.Code).ShouldContain("SW2101");
        Encoding
            .UTF8.GetString(mended)
            .ShouldBe(text.Replace("scripts/seed-berths.py", "scripts/seed_berths.py", StringComparison.Ordinal));
    }

    [Fact]
    public void of_two_edits_of_the_same_words_one_is_made()
    {
        var edit = new DocumentEdit(2, 3, "xyz", 1, 3, 6);
        var finding = new Finding(1, 3, "SW2101", "dead-reference", Severity.Error, "m") { Fix = edit };

        var (mended, applied) = FindingFixes.Apply(
            "abcdefg"u8.ToArray(),
            [finding, finding with { Fix = edit with { Offset = 4, Text = "q" } }]
        );

        Encoding.UTF8.GetString(mended).ShouldBe("abxyzfg");
        applied.Count.ShouldBe(1);
    }

    [Fact]
    public void mending_twice_mends_nothing_more()
    {
        foreach (var document in Fixture.Documents)
        {
            var bytes = Encoding.UTF8.GetBytes(Fixture.Text(document));
            var once = FindingFixes.Apply(bytes, Fixture.Lint(document).Findings).Document;
            var again = new LintSession(Fixture.Repository).Lint(Written.Checklist(Encoding.UTF8.GetString(once)), "checklists");

            FindingFixes.Apply(once, again.Findings).Applied.Select(it => $"{document}:{it.Line} {it.Code} {it.Fix!.Text}").ShouldBeEmpty();
        }
    }
}
