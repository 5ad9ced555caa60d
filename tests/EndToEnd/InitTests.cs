namespace Slipway.EndToEnd;

/// <summary>A first day: init in a repository that has no checklist, then look and rehearse.</summary>
public sealed class InitTests : IDisposable
{
    private readonly Workplace _work = new();

    [Fact]
    public async Task what_init_writes_can_be_planned_and_rehearsed_and_is_not_written_over()
    {
        _work.With("package.json", """{ "name": "shop", "scripts": { "build": "echo built", "test": "echo ok" } }""");

        var init = await _work.SlipwayAsync("init");
        init.ExitCode.ShouldBe(0, init.Err);
        init.Out.ShouldBe("slipway.yaml\nGO-LIVE.md\n");
        _work.Text("GO-LIVE.md").ShouldContain("npm test");

        var plan = await _work.SlipwayAsync("plan");
        plan.ExitCode.ShouldBe(0, plan.Err);
        plan.Out.ShouldContain("What stands between this document and a quiet night");

        var rehearsal = await _work.SlipwayAsync("run", "--rehearse");
        rehearsal.Err.ShouldContain("needs a person");
        rehearsal.ExitCode.ShouldBeOneOf(0, 1);

        _work.With("GO-LIVE.md", "# Mine\n");
        (await _work.SlipwayAsync("init")).ExitCode.ShouldBe(1);
        _work.Text("GO-LIVE.md").ShouldBe("# Mine\n");
    }

    [Fact]
    public async Task a_bad_setting_is_told_with_file_line_and_column_and_what_is_allowed()
    {
        _work.With("slipway.yaml", "environments:\n  here:\n    signature: by-name\n");
        _work.With("list.md", "# L\n\n- [ ] Done\n");

        var plan = await _work.SlipwayAsync("plan", "list.md");

        plan.ExitCode.ShouldBe(2);
        plan.Out.ShouldBeEmpty();
        plan.Err.ShouldContain("slipway.yaml:3:5: SW");
        plan.Err.ShouldContain("signatures");
    }

    [Fact]
    public async Task a_bad_annotation_is_told_with_file_line_and_column()
    {
        _work.With("list.md", "# L\n\n- [ ] Done <!-- slipway: expct=\"exit0\" -->\n");

        var plan = await _work.SlipwayAsync("plan", "list.md");

        plan.ExitCode.ShouldBe(2);
        plan.Err.ShouldContain("list.md:3:");
        plan.Err.ShouldContain("expect");
    }

    [Theory]
    [InlineData("plan", "not-there.md")]
    [InlineData("plan", ".")]
    [InlineData("run", "list.md", "--only", "nothing like it")]
    [InlineData("run", "list.md", "--waive", "3=no reason")]
    [InlineData("run", "list.md", "--env", "nowhere")]
    [InlineData("resume", "20990101")]
    [InlineData("explain", "list.md")]
    public async Task a_call_that_is_not_usable_ends_with_2_and_says_why(params string[] call)
    {
        _work.With("list.md", "# L\n\n- [ ] Done\n");

        var ended = await _work.SlipwayAsync(call);

        ended.ExitCode.ShouldBe(2, ended.Err);
        ended.Err.ShouldStartWith("slipway: ");
        ended.Out.ShouldBeEmpty();
    }

    public void Dispose() => _work.Dispose();
}
