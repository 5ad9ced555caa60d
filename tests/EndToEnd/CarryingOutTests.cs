namespace Slipway.EndToEnd;

/// <summary>Commands with expectations, effects, time limits, process trees: promise 4.</summary>
[Trait("Promise", "4")]
public sealed class CarryingOutTests : IDisposable
{
    private readonly Workplace _work = new();

    [Fact]
    public async Task a_list_of_passing_commands_is_a_go_and_comes_back_ticked()
    {
        _work.With(
            "list.md",
            """
            # Small release

            - [ ] **Build made**
              ```bash
              mkdir -p out
              echo built > out/app
              ```
            - [ ] **Build is there**
              ```bash
              cat out/app
              ```
              - **Expected:** `built`
            """
        );

        var run = await _work.SlipwayAsync("run", "list.md", "--yes");

        run.ExitCode.ShouldBe(0, run.Err);
        run.Err.ShouldContain("GO: Every gate is open.");
        _work.Filled.ShouldContain("- [x] **Build made**");
        _work.Filled.ShouldContain("- [x] **Build is there**");
        _work.Text("out/app").ShouldBe("built\n");
    }

    [Fact]
    public async Task a_failing_command_is_a_no_go_and_nothing_after_it_changes()
    {
        _work.With(
            "list.md",
            """
            # Small release

            - [ ] **First**
              ```bash
              mkdir first
              false
              mkdir never
              ```
            - [ ] **Second**
              ```bash
              mkdir second
              ```
            """
        );

        var run = await _work.SlipwayAsync("run", "list.md", "--yes");

        run.ExitCode.ShouldBe(1, run.Err);
        run.Err.ShouldContain("NO-GO");
        run.Err.ShouldContain("exit code 1; wanted exit code 0");
        Directory.Exists(_work.In("never")).ShouldBeFalse();
        Directory.Exists(_work.In("second")).ShouldBeFalse();
        _work.Filled.ShouldContain("- [ ] **First**");
    }

    [Fact]
    public async Task an_expectation_on_the_output_decides_although_the_exit_code_is_zero()
    {
        _work.With(
            "list.md",
            """
            # Versions

            - [ ] **Engine:** Version 24+ installed
              ```bash
              echo "Engine version 23.0.1"
              ```
            """
        );

        var run = await _work.SlipwayAsync("run", "list.md", "--yes");

        run.ExitCode.ShouldBe(1, run.Err);
        run.Err.ShouldContain("version 23.0.1; wanted version >= 24");
    }

    [Fact]
    public async Task a_command_over_its_time_is_ended_with_all_its_descendants_and_is_no_pass()
    {
        var number = Environment.ProcessId;
        _work.With(
            "list.md",
            """
            # Slow

            - [ ] **Slow** <!-- slipway: limit=1s -->
              ```bash
              (setsid sleep 4711.NUMBER &) ; sleep 4712.NUMBER
              ```
            """.Replace("NUMBER", $"{number}", StringComparison.Ordinal)
        );

        var run = await _work.SlipwayAsync("run", "list.md", "--yes");

        run.ExitCode.ShouldBe(3, run.Err);
        run.Err.ShouldContain("did not end within 1s and was ended");
        Running($"sleep 471[12].{number}").ShouldBeFalse();
    }

    [Fact]
    public async Task what_destroys_is_not_covered_by_yes()
    {
        _work.With(
            "list.md",
            """
            # Clean

            - [ ] **Old data removed**
              ```bash
              rm -rf data
              ```
            """
        );
        Directory.CreateDirectory(_work.In("data"));

        var run = await _work.SlipwayAsync("run", "list.md", "--yes");

        run.ExitCode.ShouldBe(3, run.Err);
        Directory.Exists(_work.In("data")).ShouldBeTrue();
    }

    [Fact]
    public async Task what_destroys_runs_when_the_name_of_its_target_was_typed_at_a_terminal()
    {
        _work.With(
            "list.md",
            """
            # Clean

            - [ ] **Old data removed**
              ```bash
              rm -rf data
              ```
            """
        );
        Directory.CreateDirectory(_work.In("data"));

        var run = await _work.AtTerminalAsync("wrong\ndata\n", "run", "list.md", "--yes");

        run.Out.ShouldContain("not the name of the target");
        run.ExitCode.ShouldBe(0, run.Out);
        Directory.Exists(_work.In("data")).ShouldBeFalse();
    }

    [Fact]
    public async Task a_placeholder_never_runs()
    {
        _work.With(
            "list.md",
            """
            # Tokens

            - [ ] **Hook called**
              ```bash
              touch ran; echo <your-token>
              ```
            """
        );

        var run = await _work.SlipwayAsync("run", "list.md", "--yes");

        run.ExitCode.ShouldBe(3, run.Err);
        run.Err.ShouldContain("placeholder");
        File.Exists(_work.In("ran")).ShouldBeFalse();
    }

    [Fact]
    public async Task a_variable_that_nobody_set_keeps_a_command_from_running()
    {
        _work.With(
            "list.md",
            """
            # Hole

            - [ ] **Copied**
              ```bash
              touch ran; cp -r "$RELEASE_DIR/app" .
              ```
            """
        );

        var run = await _work.SlipwayAsync("run", "list.md", "--yes");

        run.ExitCode.ShouldBe(3, run.Err);
        run.Err.ShouldContain("RELEASE_DIR is not set");
        File.Exists(_work.In("ran")).ShouldBeFalse();
    }

    [Fact]
    public async Task the_folder_and_exported_variables_go_from_block_to_block_of_a_phase()
    {
        _work.With(
            "list.md",
            """
            # Carry

            ## Build

            - [ ] **Go there**
              ```bash
              mkdir -p deep/down && cd deep/down
              export FLAVOUR=mint
              ```
            - [ ] **Still there**
              ```bash
              echo "$FLAVOUR" > here
              ```
            """
        );

        var run = await _work.SlipwayAsync("run", "list.md", "--yes");

        run.ExitCode.ShouldBe(0, run.Err);
        _work.Text("deep/down/here").ShouldBe("mint\n");
    }

    [Fact]
    public async Task rollback_steps_are_out_of_reach_until_a_person_rolls_back_and_then_are_verified()
    {
        _work.With(
            "list.md",
            """
            # Switch

            ## Deployment

            - [ ] **Switched**
              ```bash
              echo new > current
              ```
            - [ ] **Works**
              ```bash
              grep fine current
              ```

            ## Rollback Procedure

            1. **Switch back:**
               ```bash
               echo old > current
               ```
            2. **Verify rollback:**
               ```bash
               grep old current
               ```
            """
        );

        var run = await _work.AtTerminalAsync("b\nit does not work\n", "run", "list.md", "--yes");

        run.ExitCode.ShouldBe(4, run.Out);
        run.Out.ShouldContain("ROLLED BACK");
        _work.Text("current").ShouldBe("old\n");
    }

    [Fact]
    public async Task nothing_that_changes_starts_while_the_way_back_cannot_be_gone()
    {
        _work.With(
            "list.md",
            """
            # Switch

            ## Deployment

            - [ ] **Switched**
              ```bash
              echo new > current
              ```

            ## Rollback Procedure

            ```bash
            ./scripts/not-there.sh --to previous
            ```
            """
        );

        var run = await _work.SlipwayAsync("run", "list.md", "--yes");

        run.ExitCode.ShouldBe(3, run.Err);
        run.Err.ShouldContain("the way back cannot be gone");
        File.Exists(_work.In("current")).ShouldBeFalse();
    }

    [Fact]
    public async Task a_rehearsal_changes_nothing_and_says_of_each_line_why_it_is_not_proved()
    {
        _work.With(
            "list.md",
            """
            # Rehearsed

            ## Deployment

            - [ ] **Disk looked at**
              ```bash
              df -h .
              ```
            - [ ] **Switched**
              ```bash
              touch switched
              ```
            - [ ] **Works**
              ```bash
              ls switched
              ```
            - [ ] Team informed
            """
        );

        var run = await _work.SlipwayAsync("run", "list.md", "--rehearse");

        run.ExitCode.ShouldBe(0, run.Err);
        File.Exists(_work.In("switched")).ShouldBeFalse();
        _work.Filled.ShouldContain("- [x] **Disk looked at**");
        _work.Filled.ShouldContain("a rehearsal only reads");
        _work.Filled.ShouldContain("needs the change of line");
        _work.Filled.ShouldContain("needs a person");
    }

    private static bool Running(string pattern)
    {
        using var found = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("pgrep", ["-f", $"^{pattern}"])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        found.WaitForExit();
        return found.ExitCode == 0;
    }

    public void Dispose() => _work.Dispose();
}
