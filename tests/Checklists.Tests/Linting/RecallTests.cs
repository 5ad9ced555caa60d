namespace Slipway.Checklists.Tests.Linting;

/// <summary>The measure: what is in the fixture is found, and little else is said.</summary>
public sealed class RecallTests
{
    private static readonly IReadOnlyList<(string Document, string Code, int Line)> Found =
    [
        .. Fixture.Documents.SelectMany(document => Fixture.Lint(document).Findings.Select(it => (document, it.Code, it.Line))).Distinct(),
    ];

    [Fact]
    public void at_least_95_of_100_situations_are_found()
    {
        var missed = Fixture.Labels.Except(Found).ToList();

        ((double)(Fixture.Labels.Count - missed.Count) / Fixture.Labels.Count).ShouldBeGreaterThanOrEqualTo(
            0.95,
            string.Join('\n', missed)
        );
    }

    [Fact]
    public void at_least_90_of_100_findings_are_right()
    {
        var wrong = Found.Except(Fixture.Labels).ToList();

        (1 - (double)wrong.Count / Found.Count).ShouldBeGreaterThanOrEqualTo(0.90, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("clean1.md")]
    [InlineData("clean2.md")]
    [InlineData("clean3.md")]
    public void a_clean_document_is_left_in_peace(string document) =>
        Fixture.Lint(document).Findings.Select(it => $"{it.Line} {it.Code} {it.Message}").ShouldBeEmpty();

    [Fact]
    public void every_rule_is_reproduced_at_least_twice()
    {
        var once = LintRuleInfo.All.Where(rule => rule.Code is not "SW2001" && Fixture.Labels.Count(it => it.Code == rule.Code) < 2);

        once.Select(it => $"{it.Code} {it.Name}").ShouldBeEmpty();
    }
}
