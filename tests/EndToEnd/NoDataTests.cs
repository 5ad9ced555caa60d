namespace Slipway.EndToEnd;

/// <summary>No data never passes: promise 6.</summary>
[Trait("Promise", "6")]
public sealed class NoDataTests : IDisposable
{
    private readonly Workplace _work = new();

    [Theory]
    [InlineData("value < 5", "true")]
    [InlineData("value < 5", "echo NaN")]
    [InlineData("value < 5", "echo Infinity")]
    [InlineData("value < 5", "echo 3; echo 4")]
    [InlineData("value < 5 ms", "echo 3 GB")]
    [InlineData("stdout non-empty", "true")]
    [InlineData("stdout all 'healthy'", "echo NAME STATUS")]
    [InlineData("stdout contains 'ok'", "echo no")]
    [InlineData("stdout version >= 2", "echo unknown")]
    [InlineData("count passed >= 1", "echo done")]
    [InlineData("count errors = 0", "echo fine")]
    [InlineData("rows > 0", "echo")]
    [InlineData("json '$.status' = 'ok'", "echo '<html>'")]
    [InlineData("json '$.status' = 'ok'", "echo '{}'")]
    [InlineData("status 2xx", "echo no request made")]
    [InlineData("p95 < 100 ms", "echo 5")]
    [InlineData("value < 2x baseline", "echo 5")]
    [InlineData("exit0", "no-such-program-here")]
    [InlineData("exit0", "exit 3")]
    public async Task evidence_that_does_not_show_it_is_no_green(string expectation, string command)
    {
        _work.With(
            "list.md",
            $"# Check\n\n- [ ] **Looked at** <!-- slipway: expect=\"{expectation}\" -->\n  ```bash\n  {command}\n  ```\n"
        );

        var run = await _work.SlipwayAsync("run", "list.md", "--yes");

        run.ExitCode.ShouldBeOneOf(1, 3);
        _work.Filled.ShouldContain("- [ ] **Looked at**");
    }

    [Fact]
    public async Task a_source_that_does_not_answer_is_no_green()
    {
        _work.With(
            "list.md",
            "# Check\n\n- [ ] **Answers** <!-- slipway: check=http url=http://127.0.0.1:9/health expect=\"status 200\" -->\n"
        );

        var run = await _work.SlipwayAsync("run", "list.md", "--yes");

        run.ExitCode.ShouldBeOneOf(1, 3);
        _work.Filled.ShouldContain("- [ ] **Answers**");
    }

    [Fact]
    public async Task a_document_without_items_is_no_go()
    {
        _work.With("list.md", "# Nothing\n\nOnly words.\n");

        var run = await _work.SlipwayAsync("run", "list.md", "--yes");

        run.ExitCode.ShouldBe(1, run.Err);
    }

    [Fact]
    public async Task a_tick_in_the_document_is_a_claim_and_is_taken_back_when_nobody_proves_it()
    {
        _work.With("list.md", "# Claims\n\n- [x] All tests passing (755/755)\n");

        var run = await _work.SlipwayAsync("run", "list.md", "--yes");

        run.ExitCode.ShouldBe(3, run.Err);
        _work.Filled.ShouldBe("# Claims\n\n- [ ] All tests passing (755/755)\n");
    }

    [Fact]
    public async Task a_name_on_the_command_line_signs_only_where_the_environment_says_so()
    {
        _work.With("list.md", "# Sign-off\n\n- [ ] QA Lead: ____________ Date: ________\n");
        _work.With("slipway.yaml", "environments:\n  here: {}\n");

        var recorded = await _work.SlipwayAsync("run", "list.md", "--yes", "--sign", "QA Lead=Mallory");

        recorded.ExitCode.ShouldBe(3, recorded.Err);
        _work.With("slipway.yaml", "environments:\n  here:\n    signatures: by-name\n");

        var signed = await _work.SlipwayAsync("run", "list.md", "--yes", "--sign", "QA Lead=Ada");

        signed.ExitCode.ShouldBe(0, signed.Err);
        _work.Filled.ShouldContain("- [x] QA Lead: Ada Date: 20");
    }

    public void Dispose() => _work.Dispose();
}
