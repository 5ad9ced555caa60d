namespace Slipway.EndToEnd;

/// <summary>Resume after a crash, no zombie: promise 8.</summary>
[Trait("Promise", "8")]
public sealed class ResumeTests : IDisposable
{
    private static readonly string Number = $"{System.Environment.ProcessId}";
    private readonly Workplace _work = new();

    [Fact]
    public async Task a_change_that_goes_on_after_slipway_was_killed_is_taken_up_and_not_done_twice()
    {
        _work.With(
            "list.md",
            """
            # Killed

            - [ ] **Changed**
              ```bash
              echo once >> changed
              while [ ! -e go ]; do sleep 0.05; done
              ```
            - [ ] **After**
              ```bash
              touch after
              ```
            """
        );
        using var killed = _work.Start("run", "list.md", "--yes");
        await Workplace.UntilAsync(() => File.Exists(_work.In("changed")));
        killed.Kill();
        await killed.WaitForExitAsync(TestContext.Current.CancellationToken);

        var status = await _work.SlipwayAsync("status");
        status.ExitCode.ShouldBe(5, status.Out);
        _work.With("go", "");
        var resumed = await _work.SlipwayAsync("resume");

        resumed.ExitCode.ShouldBe(0, resumed.Err);
        _work.Text("changed").ShouldBe("once\n");
        File.Exists(_work.In("after")).ShouldBeTrue();
    }

    [Fact]
    public async Task a_change_whose_process_is_gone_is_asked_about_and_never_repeated_by_itself()
    {
        _work.With("list.md", "# Gone\n\n- [ ] **Changed**\n  ```bash\n  echo once >> changed\n  sleep 4713\n  ```\n");
        await KillAllAsync();

        var resumed = await _work.SlipwayAsync("resume");

        resumed.ExitCode.ShouldBe(3, resumed.Err);
        resumed.Err.ShouldContain("nobody knows how it ended");
        _work.Text("changed").ShouldBe("once\n");
    }

    [Fact]
    public async Task a_change_whose_process_is_gone_is_verified_by_its_own_check()
    {
        _work.With(
            "list.md",
            "# Gone\n\n- [ ] **Changed** <!-- slipway: done-when=\"test -s changed\" -->\n  ```bash\n  echo once >> changed\n  sleep 4713\n  ```\n"
        );
        await KillAllAsync();

        var resumed = await _work.SlipwayAsync("resume");

        resumed.ExitCode.ShouldBe(0, resumed.Err);
        _work.Text("changed").ShouldBe("once\n");
    }

    [Fact]
    public async Task ctrl_c_ends_every_process_and_leaves_a_run_that_can_be_resumed()
    {
        _work.With("list.md", "# Cancelled\n\n- [ ] **Looks**\n  ```bash\n  ls; sleep 4714." + Number + "\n  ```\n");
        using var cancelled = _work.Start("run", "list.md", "--yes");
        await Workplace.UntilAsync(() => Directory.Exists(_work.In(".slipway/runs")) && ProcessesNamed("sleep 4714." + Number).Length > 0);

        await SignalAsync(["-INT", $"{cancelled.Id}"]);
        await cancelled.WaitForExitAsync(TestContext.Current.CancellationToken);

        cancelled.ExitCode.ShouldBe(5);
        ProcessesNamed("sleep 4714." + Number).ShouldBeEmpty();
        _work.Journal.ShouldContain("run-interrupted");
    }

    [Fact]
    public async Task a_run_that_waits_for_a_person_goes_on_with_the_answer()
    {
        _work.With("list.md", "# Waits\n\n- [ ] Team informed\n");
        (await _work.SlipwayAsync("run", "list.md", "--yes")).ExitCode.ShouldBe(3);

        var resumed = await _work.SlipwayAsync("resume", "--answer", "Team informed=yes", "--by", "Ada");

        resumed.ExitCode.ShouldBe(0, resumed.Err);
        _work.Filled.ShouldContain("- [x] Team informed");
    }

    [Fact]
    public async Task a_run_that_was_killed_between_its_end_and_its_seal_is_sealed_when_it_is_taken_up()
    {
        _work.With("list.md", "# Small\n\n- [ ] **Looks**\n  ```bash\n  echo seen\n  ```\n");
        (await _work.SlipwayAsync("run", "list.md", "--yes")).ExitCode.ShouldBe(0);
        var journal = Path.Combine(_work.Run, "journal.jsonl");
        var records = await File.ReadAllLinesAsync(journal, TestContext.Current.CancellationToken);
        records[^1].ShouldContain("record-sealed");
        await File.WriteAllLinesAsync(journal, records.SkipLast(1), TestContext.Current.CancellationToken);
        File.Delete(Path.Combine(_work.Run, "report.html"));
        (await _work.SlipwayAsync("status")).ExitCode.ShouldBe(1);

        var resumed = await _work.SlipwayAsync("resume");

        resumed.ExitCode.ShouldBe(0, resumed.Err);
        var status = await _work.SlipwayAsync("status");
        status.ExitCode.ShouldBe(0, status.Out);
        File.Exists(Path.Combine(_work.Run, "report.html")).ShouldBeTrue();
    }

    [Fact]
    public async Task one_changed_byte_in_a_finished_record_is_found_when_it_is_opened()
    {
        _work.With("list.md", "# Small\n\n- [ ] **Looks**\n  ```bash\n  echo seen\n  ```\n");
        (await _work.SlipwayAsync("run", "list.md", "--yes")).ExitCode.ShouldBe(0);
        (await _work.SlipwayAsync("status")).ExitCode.ShouldBe(0);

        foreach (
            var file in Directory
                .EnumerateFiles(_work.Run, "*", SearchOption.AllDirectories)
                .Where(it => new FileInfo(it).Length > 0)
                .ToList()
        )
        {
            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            var at = bytes.Length / 2;
            bytes[at] ^= 1;
            await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

            var status = await _work.SlipwayAsync("status");

            status.ExitCode.ShouldBe(1, $"{file}: {status.Out}");
            status.Out.ShouldContain("NOT WHOLE");
            bytes[at] ^= 1;
            await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        }

        (await _work.SlipwayAsync("status")).ExitCode.ShouldBe(0);
    }

    private async Task KillAllAsync()
    {
        using var killed = _work.Start("run", "list.md", "--yes");
        await Workplace.UntilAsync(() => File.Exists(_work.In("changed")));
        killed.Kill();
        await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        // What a shell starts between the look and the blow is hit by the next one.
        for (var blow = 0; blow < 100 && MarkedProcesses() is { Length: > 0 } left; blow++)
        {
            await SignalAsync(["-KILL", .. left]);
        }

        await Workplace.UntilAsync(() => MarkedProcesses().Length == 0);
    }

    private static async Task SignalAsync(params string[] arguments)
    {
        using var kill = System.Diagnostics.Process.Start("kill", arguments);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Whoever carries the marker of this workplace's run.</summary>
    private string[] MarkedProcesses()
    {
        var run = Path.GetFileName(_work.Run);
        return
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(Path.GetFileName)
                .OfType<string>()
                .Where(it => it.All(char.IsAsciiDigit))
                .Where(it => Environment(it).Contains($"SLIPWAY_STEP={run}", StringComparison.Ordinal)),
        ];
    }

    private static string Environment(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/environ");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string[] ProcessesNamed(string commandLine) =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Where(it => Path.GetFileName(it).All(char.IsAsciiDigit))
                .Where(it =>
                {
                    try
                    {
                        return File.ReadAllText(Path.Combine(it, "cmdline")).Replace('\0', ' ').Trim() == commandLine;
                    }
                    catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
                    {
                        return false;
                    }
                }),
        ];

    public void Dispose() => _work.Dispose();
}
