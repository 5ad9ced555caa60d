namespace Slipway.Checklists.Tests.Linting;

public sealed class LintTests
{
    [Fact]
    public void without_a_repository_nothing_is_said_of_references()
    {
        var report = ChecklistLinter.Lint(
            Written.Checklist("# T\n\n```sh\n./gone.sh\nnpm run gone\ndocker compose ps\n```\n"),
            NoRepository.Instance
        );

        report.KnowsRepository.ShouldBeFalse();
        report.Findings.ShouldNotContain(it => it.Code.StartsWith("SW210"));
    }

    [Fact]
    public void an_answer_with_a_reason_takes_a_finding_away_and_one_without_does_not()
    {
        var document = "# T\n\n```sh\n./gone.sh\n```\n\nSee docs/gone.md. {0}\n";
        var answered = Lint(string.Format(document, "<!-- slipway-lint: ignore SW2113 written on Friday -->"));
        var bare = Lint(string.Format(document, "<!-- slipway-lint: ignore SW2113 -->"));

        answered.Findings.ShouldNotContain(it => it.Code == "SW2113");
        answered.Ignored.ShouldBe(1);
        bare.Findings.ShouldContain(it => it.Code == "SW2113");
        bare.Findings.ShouldContain(it => it.Code == "SW2001");
    }

    [Fact]
    public void what_git_ignores_or_a_step_makes_is_not_missing() =>
        Lint("# T\n\n```sh\ncp .env.example .env\nsource .env\nmkdir -p made/here\n./made/here/run.sh\nnode dist/server.js\n```\n")
            .Findings.ShouldNotContain(it => it.Code == "SW2101");

    [Fact]
    public void a_target_is_looked_for_where_the_shell_then_is() =>
        Lint("# T\n\n```sh\ncd services/api\nnpm run migrate:deploy\ncd ../web\nnpm run migrate:deploy\n```\n")
            .Findings.Where(it => it.Code == "SW2102")
            .Select(it => it.Line)
            .ShouldBe([7]);

    [Fact]
    public void a_finding_names_what_comes_nearest_and_where()
    {
        var finding = Lint("# T\n\n```sh\nnpm run biuld\n```\n").Findings.Single(it => it.Code == "SW2102");

        (finding.Line, finding.Column, finding.Nearest).ShouldBe((4, 9, "build"));
        finding.Suggest.ShouldBe("Did you mean `build`?");
    }

    [Fact]
    public void a_rollback_step_that_is_dead_is_told_as_a_rollback_that_cannot_run()
    {
        var findings = Lint("# T\n\n```sh\nmake deploy\n```\n\n## Rollback\n\n```sh\n./scripts/roll-back.sh\n```\n").Findings;

        findings.Single(it => it.Line == 10 && it.Severity == Severity.Error).Code.ShouldBe("SW2302");
    }

    [Fact]
    public void shares_count_what_is_bound()
    {
        var checklist = Written.Checklist("# T\n\n- [ ] `GET /health` returns 200\n- [ ] Ask the captain\n");
        var bound = new EnvironmentSpec { Name = "prod", BaseUrl = new("https://quay.example.org") };

        var without = ChecklistLinter.Lint(checklist, NoRepository.Instance).Shares;
        var with = ChecklistLinter.Lint(checklist, NoRepository.Instance, "", bound).Shares;

        without.Claims.ShouldBe(2);
        without.WithBindings.ShouldBeLessThanOrEqualTo(with.WithBindings);
        with.WithBindings.ShouldBe(1);
        with.People.ShouldBe(1);
    }

    [Theory]
    [InlineData("# T\n\n- Docs [x](#t)\n")]
    [InlineData("")]
    [InlineData("\0\0\0")]
    [InlineData("```sh\n")]
    [InlineData("# T\n\n```sh\ncd\ncd ''\nmake\nnpm\ndocker compose\ngit\nkubectl\n\n```\n| a |\n|---|\n| [ ] |\n")]
    public void strange_documents_are_looked_at_without_harm(string document) =>
        Lint(document)
            .Findings.ShouldNotContain(it =>
                it.Code.StartsWith("SW21", StringComparison.Ordinal) && it.Code != "SW2112" && it.Code != "SW2103"
            );

    [Fact]
    public void a_file_nested_beyond_measure_is_simply_not_known()
    {
        var deep = new FixtureRepository(
            new Dictionary<string, string>
            {
                ["compose.yml"] = $"services: {new string('[', 100_000)}",
                ["k8s/a.yaml"] = "apiVersion: v1\nkind: " + new string('{', 100_000),
            }
        );

        new LintSession(deep)
            .Lint(Written.Checklist("# T\n\n```sh\ndocker compose ps\nkubectl get deploy x\n```\n"))
            .KnowsRepository.ShouldBeTrue();
    }

    [Fact]
    public void every_finding_lies_in_its_document()
    {
        foreach (var document in Fixture.Documents)
        {
            var lines = Fixture.Text(document).Split('\n');
            Fixture
                .Lint(document)
                .Findings.ShouldAllBe(it =>
                    it.Line >= 1 && it.Line <= lines.Length && it.Column >= 1 && it.Column <= lines[it.Line - 1].Length + 1
                );
        }
    }

    [Fact]
    public void two_looks_say_the_same() =>
        Fixture.Documents.ShouldAllBe(it => Fixture.Lint(it).Findings.SequenceEqual(Fixture.Lint(it).Findings));

    private static LintReport Lint(string document) => new LintSession(Fixture.Repository).Lint(Written.Checklist(document));
}
