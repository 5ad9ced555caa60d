using System.Text.RegularExpressions;

namespace Slipway.Checklists.Tests.Linting;

public sealed class PageTests
{
    [Fact]
    public void every_code_has_a_page_and_every_page_a_code() =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "docs/findings"), "SW*.md")
            .Select(it => Path.GetFileNameWithoutExtension(it))
            .Order(StringComparer.Ordinal)
            .ShouldBe(LintRuleInfo.All.Select(it => it.Code));

    [Fact]
    public void a_page_says_what_its_rule_says()
    {
        foreach (var rule in LintRuleInfo.All)
        {
            rule.Page.ShouldStartWith(
                $"# {rule.Code}: {rule.Name}\n\n{rule.Says} ({PlanJson.Name(rule.Severity)})\n",
                customMessage: rule.Code
            );
            rule.Page.ShouldContain("## What to do");
        }
    }

    [Fact]
    public void the_list_of_pages_names_each_once() =>
        Regex
            .Matches(Repository.Read("docs/findings/README.md"), @"^\| \[(SW\d{4})\]", RegexOptions.Multiline)
            .Select(it => it.Groups[1].Value)
            .ShouldBe(LintRuleInfo.All.Select(it => it.Code));

    [Fact]
    public void no_code_is_used_twice() => LintRuleInfo.All.Select(it => it.Code).ShouldBeUnique();

    [Fact]
    public void every_code_of_a_plan_is_one_of_the_linter() =>
        Slipway.Checklists.Findings.FindingRules.All.Select(it => it.Code).Except(LintRuleInfo.All.Select(it => it.Code)).ShouldBeEmpty();
}
