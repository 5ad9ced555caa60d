namespace Slipway.Checklists.Tests.Linting;

public sealed class OpenActionTests
{
    private const string Of = "<!-- slipway-retrospective: GO-LIVE.md -->\n\n";

    [Fact]
    public void an_open_box_of_a_retrospective_of_this_checklist_comes_back()
    {
        var finding = Findings(("docs/retrospectives/2026-11-20.md", $"{Of}## Action items\n\n- [ ] Build the index\n"))
            .ShouldHaveSingleItem();

        (finding.Line, finding.Severity).ShouldBe((1, Severity.Warning));
        finding.Message.ShouldBe(
            "docs/retrospectives/2026-11-20.md:5: \"Build the index\" is an action item of an earlier go-live, and still open."
        );
        finding.Suggest!.ShouldStartWith("Give it an owner and a day");
    }

    [Theory]
    [InlineData("- [x] Build the index")]
    [InlineData("- [ ] ~~Build the index~~ the table is gone")]
    [InlineData("- Build the index")]
    [InlineData("- [ ]")]
    [InlineData("text [ ] in a sentence")]
    public void what_is_ticked_struck_or_no_box_does_not(string line) => Findings(("retrospectives/a.md", $"{Of}{line}\n")).ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("<!-- slipway-retrospective: OTHER.md -->\n\n")]
    public void a_file_that_is_not_of_this_checklist_does_not_count(string comment) =>
        Findings(("retrospectives/a.md", $"{comment}- [ ] Build the index\n")).ShouldBeEmpty();

    [Fact]
    public void one_with_an_owner_and_a_day_is_to_be_done() =>
        Findings(("retrospectives/a.md", $"{Of}1. [ ] Build the index (owner: Ana Díaz, by: 2026-12-05)\n"))
            .ShouldHaveSingleItem()
            .Suggest!.ShouldStartWith("Do it");

    [Fact]
    public void an_owner_that_is_a_blank_is_none() =>
        Findings(("retrospectives/a.md", $"{Of}- [ ] Build the index (owner: \\_\\_\\_, by: \\_\\_\\_)\n"))
            .ShouldHaveSingleItem()
            .Suggest!.ShouldStartWith("Give it an owner");

    [Fact]
    public void what_is_beyond_twenty_is_counted()
    {
        var findings = Findings(("retrospectives/a.md", Of + string.Concat(Enumerable.Range(1, 23).Select(it => $"- [ ] item {it}\n"))));

        findings.Count.ShouldBe(21);
        findings.ShouldContain(it => it.Message == "3 more action items of earlier go-lives are still open.");
    }

    [Theory]
    [InlineData("GO-LIVE.md")]
    [InlineData("deploy/GO--LIVE.md")]
    [InlineData("a---b-->.md")]
    [InlineData("line\nend.md")]
    public void a_comment_names_its_document_and_closes_where_it_should(string file)
    {
        var comment = RetrospectiveComment.Write(file);

        RetrospectiveComment.IsIn($"# R\n{comment}\n", file).ShouldBeTrue();
        comment[4..^3].ShouldNotContain("--");
        comment.ShouldNotContain("\n");
        RetrospectiveComment.IsIn(comment, "other.md").ShouldBeFalse();
    }

    [Theory]
    [InlineData("Lessons Learned (complete within 48 hours)", true, false)]
    [InlineData("What Went Well", true, false)]
    [InlineData("Action Items for Next Deployment", false, true)]
    [InlineData("Was lief gut?", true, false)]
    [InlineData("Maßnahmen", false, true)]
    [InlineData("Qué salió mal", true, false)]
    [InlineData("Plan d'actions", false, true)]
    [InlineData("Lições aprendidas", true, false)]
    [InlineData("Извлечённые уроки", true, false)]
    [InlineData("行动项", false, true)]
    [InlineData("振り返り", true, false)]
    [InlineData("후속 조치", false, true)]
    [InlineData("Smoke tests", false, false)]
    public void headings_that_ask_for_lessons_and_actions_are_known(string heading, bool lessons, bool actions) =>
        (LessonHeadings.AskWhatWasLearned(heading), LessonHeadings.AskWhatIsToBeDone(heading)).ShouldBe((lessons, actions));

    private static List<Finding> Findings(params (string Path, string Text)[] files) =>
        [
            .. new LintSession(new FixtureRepository(files.ToDictionary(it => it.Path, it => it.Text, StringComparer.Ordinal)))
                .Lint(Written.Checklist("# T\n\n- [ ] a\n"))
                .Findings.Where(it => it.Code == "SW2601"),
        ];
}
