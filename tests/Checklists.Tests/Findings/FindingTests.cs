namespace Slipway.Checklists.Tests.Findings;

public sealed class FindingTests
{
    [Theory]
    [InlineData("```sh\ngit checkout <tag>\n```", "SW2201")]
    [InlineData("```sh\ndocker logs -f web\n```", "SW2202")]
    [InlineData("```sh\nnano .env\n```", "SW2203")]
    [InlineData("```sh\nmake deploy\n```", "SW2301")]
    public void a_block_that_cannot_work_is_told(string block, string code) =>
        Written.Plan($"# T\n\n{block}\n").Findings.ShouldContain(it => it.Code == code);

    [Fact]
    public void an_awaited_output_makes_an_endless_command_useful() =>
        Written
            .Plan("# T\n\n```sh\ndocker logs -f web\n# Expected: \"listening\"\n```\n")
            .Findings.ShouldNotContain(it => it.Code == "SW2202");

    [Fact]
    public void a_script_that_is_not_there_is_told_and_one_that_is_there_is_not()
    {
        var repository = new Folder("scripts/there.sh");

        var plan = Written.Plan(
            "# T\n\n```sh\n./scripts/there.sh\n./scripts/gone.sh --now\nbash tools/gone.sh\n```\n",
            repository: repository
        );

        plan.Findings.Where(it => it.Code == "SW2101").Select(it => it.Line).ShouldBe([5, 6]);
    }

    [Fact]
    public void a_path_is_looked_for_where_the_shell_then_is()
    {
        var repository = new Folder("web/build.sh");

        var plan = Written.Plan("# T\n\n```sh\ncd web\n./build.sh\ncd .. && ./build.sh\n```\n", repository: repository);

        plan.Findings.Where(it => it.Code == "SW2101").Select(it => it.Line).ShouldBe([6]);
    }

    [Fact]
    public void a_target_that_the_package_does_not_know_is_told()
    {
        var repository = new Folder("package.json") { Text = """{ "scripts": { "build": "x" } }""" };

        var plan = Written.Plan("# T\n\n```sh\nnpm run build\nnpm run lint:all\n```\n", repository: repository);

        plan.Findings.Where(it => it.Code == "SW2101").Select(it => it.Line).ShouldBe([5]);
    }

    [Fact]
    public void what_cannot_be_told_is_no_finding() =>
        Written.Plan("# T\n\n```sh\n./gone.sh\n```\n").Findings.ShouldNotContain(it => it.Code == "SW2101");

    [Fact]
    public void a_zone_that_nobody_decided_is_told()
    {
        var finding = Written
            .Plan("# T\n\n## Done when\n\n- [ ] Error rate < 1%\n\n## Rollback triggers\n\n- Error rate > 5%\n")
            .Findings.Single(it => it.Code == "SW2401");

        finding.Line.ShouldBe(9);
        finding.Message.ShouldContain("between 1 % and 5 %");
    }

    [Fact]
    public void bounds_that_meet_leave_no_zone() =>
        Written
            .Plan("# T\n\n## Done when\n\n- [ ] Error rate < 5%\n\n## Rollback triggers\n\n- Error rate > 5%\n")
            .Findings.ShouldNotContain(it => it.Code == "SW2401");

    [Fact]
    public void a_number_that_is_both_good_and_a_reason_to_stop_is_told() =>
        Written
            .Plan("# T\n\n## Done when\n\n- [ ] Availability > 90%\n\n## Rollback triggers\n\n- Availability < 95%\n")
            .Findings.ShouldContain(it => it.Code == "SW2402");

    [Fact]
    public void the_rollback_is_not_ready_with_a_dead_script_a_placeholder_or_a_missing_tool()
    {
        var plan = Written.Plan(
            "# T\n\n```sh\nmake deploy\n```\n\n## Rollback\n\n```sh\n./back.sh\ngit checkout <tag>\nfrobnicate now\necho done\n```\n"
        );

        var faults = RollbackReadiness.Of(plan, new Folder());

        faults.Select(it => it.Line).ShouldBe([10, 11, 12]);
        RollbackReadiness.Of(plan, NoRepository.Instance).Select(it => it.Line).ShouldBe([11]);
    }

    [Fact]
    public void a_rollback_that_can_run_is_ready()
    {
        var plan = Written.Plan("# T\n\n```sh\nmake deploy\n```\n\n## Rollback\n\n```sh\nhelm rollback web\n```\n");

        RollbackReadiness.Of(plan, NoRepository.Instance).ShouldBeEmpty();
    }

    [Fact]
    public void the_five_worst_come_first_and_no_rule_takes_them_all()
    {
        var blocks = string.Concat(Enumerable.Range(1, 9).Select(it => $"```sh\ngit checkout <tag{it}>\n```\n\n"));
        var plan = Written.Plan($"# T\n\n{blocks}\n```sh\nnano a\ntail -f b\n```\n");

        var five = WorstFirst.Five(plan);

        five.Count.ShouldBe(5);
        five[0].Rule.ShouldBe("no-rollback");
        five.Count(it => it.Rule == "placeholder").ShouldBe(2);
    }

    [Fact]
    public void the_same_thing_said_of_several_lines_takes_one_place_and_names_them()
    {
        var plan = Written.Plan("# T\n\n```sh\n./gone.sh\n```\n\n```sh\n./gone.sh\n```\n", repository: new Folder());

        var first = WorstFirst.Five(plan).Where(it => it.Rule == "dead-reference").ToList();

        first.Count.ShouldBe(1);
        first[0].Message.ShouldEndWith("(also line 8)");
    }

    private sealed class Folder(params string[] paths) : IRepositoryView
    {
        public string? Text { get; init; }

        public bool? PathExists(string path) => paths.Contains(path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path);

        public bool? ToolExists(string name) => name is not "frobnicate";

        public string? ReadText(string path) => paths.Contains(path) ? Text : null;
    }
}
