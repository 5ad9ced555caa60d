namespace Slipway.EndToEnd;

/// <summary>A call that cannot be used ends with 2 and says why; it is no fault of Slipway.</summary>
public sealed class UnusableCallTests : IDisposable
{
    private readonly Workplace _work = new Workplace().With(
        "list.md",
        """
        # Small

        - [ ] **Made**
          ```bash
          touch made
          ```
        - [ ] Somebody looked

        ## Rollback

        1. Undo
           ```bash
           rm -f made
           ```
        """
    );

    [Theory]
    [InlineData("run", "list.md", "--yes", "--runs", "list.md")]
    [InlineData("run", "list.md", "--yes", "--runs", "/dev/null/runs")]
    [InlineData("run", "list.md", "--yes", "--sign", "QA=Ada", "--sign", "qa=Bob")]
    [InlineData("run", "list.md", "--yes", "--from", "Undo")]
    [InlineData("run", "list.md", "--yes", "--only", "")]
    [InlineData("plan", "..")]
    [InlineData("plan", "")]
    public async Task it_ends_with_2_and_nothing_is_carried_out(params string[] call)
    {
        var ended = await _work.SlipwayAsync(call);

        ended.ExitCode.ShouldBe(2, ended.Err);
        ended.Err.ShouldNotContain("fault of Slipway");
        File.Exists(_work.In("made")).ShouldBeFalse();
    }

    [Fact]
    public async Task a_run_whose_document_is_gone_from_its_folder_cannot_be_resumed()
    {
        await _work.SlipwayAsync("run", "list.md", "--yes");
        File.Delete(Path.Combine(_work.Run, "source.md"));

        var resumed = await _work.SlipwayAsync("resume");

        resumed.ExitCode.ShouldBe(2, resumed.Err);
        resumed.Err.ShouldContain("source.md");
    }

    [Fact]
    public async Task a_copy_of_a_run_is_not_taken_up_beside_the_run_itself()
    {
        await _work.SlipwayAsync("run", "list.md", "--yes");
        Directory.CreateDirectory(_work.In("copy"));
        foreach (var file in Directory.EnumerateFiles(_work.Run))
        {
            File.Copy(file, Path.Combine(_work.In("copy"), Path.GetFileName(file)));
        }

        var resumed = await _work.SlipwayAsync("resume", "copy");

        resumed.ExitCode.ShouldBe(2, resumed.Err);
        resumed.Err.ShouldContain("copy");
    }

    [Fact]
    public async Task a_run_whose_turn_cannot_be_taken_is_not_resumed_and_says_why()
    {
        await _work.SlipwayAsync("run", "list.md", "--yes");
        File.Delete(Path.Combine(_work.Run, "journal.jsonl.lock"));
        Directory.CreateDirectory(Path.Combine(_work.Run, "journal.jsonl.lock"));

        var resumed = await _work.SlipwayAsync("resume");

        resumed.ExitCode.ShouldBe(2, resumed.Err);
        resumed.Err.ShouldContain("journal.jsonl.lock");
    }

    [Fact]
    public async Task a_working_folder_that_no_machine_can_name_is_not_usable()
    {
        _work.With("slipway.yaml", "environments:\n  prod:\n    directory: \"\\0a\"\n");

        var ended = await _work.SlipwayAsync("run", "list.md", "--yes");

        ended.ExitCode.ShouldBe(2, ended.Err);
        ended.Err.ShouldContain("directory");
    }

    [Fact]
    public async Task a_run_that_began_without_an_environment_goes_on_without_one()
    {
        _work.With("list.md", "# Small\n\n- [ ] Somebody looked\n- [ ] **Says**\n  ```bash\n  echo \"to [$TARGET]\" > said\n  ```\n");
        await _work.SlipwayAsync("run", "list.md", "--yes");
        _work.With("slipway.yaml", "environments:\n  production:\n    variables:\n      TARGET: production\n");

        var resumed = await _work.SlipwayAsync("resume", "--answer", "3=yes");

        File.Exists(_work.In("said")).ShouldBe(resumed.ExitCode == 0, resumed.Err);
        (File.Exists(_work.In("said")) ? _work.Text("said") : "").ShouldNotContain("production");
    }

    public void Dispose() => _work.Dispose();
}
