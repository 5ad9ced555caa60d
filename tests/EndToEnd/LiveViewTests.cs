namespace Slipway.EndToEnd;

/// <summary>A run as a person sees it, in a real terminal: typed, resized, stopped, closed.</summary>
public sealed class LiveViewTests : IDisposable
{
    private readonly Workplace _work = new Workplace()
        .With(
            "list.md",
            """
            # Small release

            ## Checks

            - [ ] **Build made**
              ```bash
              echo "token $TOKEN, part 部品"; n=0; while [ ! -e go ]; do n=$((n+1)); echo $n > ticks; sleep 0.05; done
              ```

            ## People

            - [ ] Somebody looked at the dashboard
            - [ ] Somebody told the port office

            ## Smoke tests

            - [ ] **It answers**
              ```bash
              echo "the harbour is closed" >&2; false
              ```
            """
        )
        .With("slipway.yaml", "environments:\n  here:\n    secrets:\n      TOKEN: { file: token }\n")
        .With("token", "hunter2-secret-value\n");

    [Fact]
    public async Task what_runs_is_shown_with_its_output_and_its_secrets_hidden()
    {
        await using var terminal = new Tmux(_work);
        terminal.Slipway("run list.md --yes");

        var screen = await terminal.UntilAsync("│ token ***TOKEN***, part 部品");

        screen.ShouldContain("── Small release ─");
        screen.ShouldContain("▸ Checks");
        screen.ShouldContain("phase 1 of 3");
        screen.ShouldContain("●   6  Build made");
        screen.ShouldContain("?  12  next for a person: Somebody looked at the dashboard");
        screen.ShouldContain("0 passed · 4 to go");
        terminal.Everything.ShouldNotContain("hunter2");
        terminal.CursorShown.ShouldBeFalse();
    }

    [Fact]
    public async Task what_happened_stays_and_the_picture_goes_with_the_run()
    {
        _work.With("go", "");
        await using var terminal = new Tmux(_work);
        terminal.Slipway("run list.md --yes --answer 12=yes --answer 13=yes --no-input");

        await terminal.UntilAsync("exit=1");

        var all = terminal.Everything;
        all.ShouldContain("pass             6  Build made  exit code 0");
        all.ShouldContain("FAIL            18  It answers  exit code 1; wanted exit code 0");
        all.ShouldContain("NO-GO: ");
        all.ShouldNotContain("to go");
        terminal.CursorShown.ShouldBeTrue();
    }

    [Fact]
    public async Task a_resize_leaves_one_whole_picture()
    {
        await using var terminal = new Tmux(_work);
        terminal.Line("clear; seq 60");
        await terminal.UntilAsync("59\n60\n$");
        terminal.Slipway("run list.md --yes");
        await terminal.UntilAsync("● ");
        foreach (var (columns, rows) in ((int, int)[])[(99, 30), (98, 30), (60, 30), (130, 30), (130, 12), (100, 30)])
        {
            terminal.Resize(columns, rows);
            await terminal.UntilAsync(it => Widest(it) == columns - 1 && Count(it, "● ") == 1);
        }

        var all = terminal.Everything;
        Count(all, "Small release ─").ShouldBe(1, all);
        Count(all, "● ").ShouldBe(1, all);
        Count(all, "│ ").ShouldBe(1, all);
        Count(all, "run list.md --yes").ShouldBe(1, all);
    }

    [Fact]
    public async Task a_narrow_terminal_shows_fewer_parts_and_wraps_none()
    {
        await using var terminal = new Tmux(_work, columns: 20, rows: 10);
        terminal.Slipway("run list.md --yes");

        var screen = await terminal.UntilAsync("● ");

        Count(screen, "● ").ShouldBe(1);
        screen.ShouldContain("0✔ 4·");
    }

    [Fact]
    public async Task what_was_typed_before_a_question_does_not_answer_it_and_tears_nothing()
    {
        await using var terminal = new Tmux(_work);
        terminal.Slipway("run list.md --yes");
        await terminal.UntilAsync("● ");
        terminal.Line("y").Line("y");
        _work.With("go", "");

        var asked = await terminal.UntilAsync("    >");

        asked.ShouldContain("? line 12  Somebody looked at the dashboard");
        asked.ShouldNotContain("to go");
        terminal.CursorShown.ShouldBeTrue();
        terminal.Line("y");
        await terminal.UntilAsync("? line 13  Somebody told the port office");
        _work.Journal.Split("hold-answered").Length.ShouldBe(2);
    }

    [Fact]
    public async Task lines_pasted_together_are_one_answer_after_a_look_at_it()
    {
        _work.With("go", "");
        await using var terminal = new Tmux(_work);
        terminal.Slipway("run list.md --yes");
        await terminal.UntilAsync("    >");

        terminal.Paste("yes, all green\ny\nand calm");
        await terminal.UntilAsync("3 lines came at once and are taken as one answer: yes, all green y and calm");
        terminal.Keys("Enter");
        await terminal.UntilAsync("? line 13");

        _work.Journal.ShouldContain("yes, all green y and calm");
        _work.Journal.Split("hold-answered").Length.ShouldBe(2);
    }

    [Fact]
    public async Task ctrl_c_at_a_question_ends_in_good_order_and_ctrl_d_is_nobody()
    {
        _work.With("go", "");
        await using var terminal = new Tmux(_work);
        terminal.Slipway("run list.md --yes");
        await terminal.UntilAsync("    >");
        terminal.Keys("C-c");
        await terminal.UntilAsync("exit=5");

        terminal.Line("clear").Slipway("resume");
        await terminal.UntilAsync("    >");
        terminal.Keys("C-d");

        (await terminal.UntilAsync("exit=3")).ShouldContain("WAITS for a person");
    }

    [Fact]
    public async Task ctrl_c_while_something_runs_ends_it_and_gives_the_terminal_back()
    {
        await using var terminal = new Tmux(_work);
        terminal.Slipway("run list.md --yes");
        await terminal.UntilAsync("● ");

        terminal.Keys("C-c");
        await terminal.UntilAsync("exit=5");

        terminal.CursorShown.ShouldBeTrue();
        terminal.Line("stty -a | tr ' ;' '\\n\\n' | grep -xE 'echo|icanon' | sort | tr '\\n' ' '");
        await terminal.UntilAsync("echo icanon");
    }

    [Fact]
    public async Task ctrl_z_gives_the_terminal_back_commands_go_on_and_fg_draws_anew()
    {
        await using var terminal = new Tmux(_work);
        terminal.Slipway("run list.md --yes");
        await terminal.UntilAsync("● ");
        // A command is shown as running just before it is started; stopped in between, it would start with "fg" only.
        await Workplace.UntilAsync(() => File.Exists(_work.In("ticks")));
        terminal.Keys("C-z");
        var stopped = await terminal.UntilAsync("Stopped");
        stopped.ShouldNotContain("● ");
        terminal.CursorShown.ShouldBeTrue();

        var ticks = _work.Text("ticks");
        await Workplace.UntilAsync(() => _work.Text("ticks") is { Length: > 0 } now && now != ticks);
        terminal.Line("stty -a | tr ' ;' '\\n\\n' | grep -xE 'echo|icanon' | sort | tr '\\n' ' '");
        await terminal.UntilAsync("echo icanon");
        terminal.Line("clear; fg");

        Count(await terminal.UntilAsync("● "), "● ").ShouldBe(1);
        _work.With("go", "");
        await terminal.UntilAsync("? line 12");
    }

    [Fact]
    public async Task ctrl_z_at_a_question_and_fg_ask_again()
    {
        _work.With("go", "");
        await using var terminal = new Tmux(_work);
        terminal.Slipway("run list.md --yes");
        await terminal.UntilAsync("    >");
        terminal.Keys("C-z");
        await terminal.UntilAsync("Stopped");
        terminal.Line("clear; fg");
        await terminal.UntilAsync("    >");
        terminal.Line("y");

        await terminal.UntilAsync("? line 13");
    }

    [Fact]
    public async Task a_failure_is_asked_about_with_the_end_of_its_output_and_what_a_waiver_covers()
    {
        _work.With("go", "");
        await using var terminal = new Tmux(_work);
        terminal.Slipway("run list.md --yes --answer 12=yes --answer 13=yes");

        var asked = await terminal.UntilAsync("    >");
        asked.ShouldContain("? line 18  It answers > ");
        asked.ShouldContain("│ the harbour is closed");
        terminal.Line("w");
        (await terminal.UntilAsync("name of whoever signs:")).ShouldContain("waives       line 18, FAIL at attempt 1");
    }

    [Fact]
    public async Task a_terminal_that_is_closed_interrupts_the_run_in_good_order()
    {
        await using var terminal = new Tmux(_work);
        terminal.Slipway("run list.md --yes");
        await terminal.UntilAsync("● ");

        terminal.Close();
        await Workplace.UntilAsync(() =>
            _work.Journal.Contains("run-interrupted", StringComparison.Ordinal) && File.Exists(Path.Combine(_work.Run, "checklist.md"))
        );

        (await _work.SlipwayAsync("status")).ExitCode.ShouldBe(5);
    }

    [Fact]
    public async Task whoever_said_nohup_is_not_interrupted()
    {
        await using var terminal = new Tmux(_work);
        terminal.Line($"nohup {Workplace.Executable} run list.md --yes --no-input > out 2>&1 &");
        await Workplace.UntilAsync(() => File.Exists(_work.In("ticks")));

        terminal.Close();
        _work.With("go", "");
        await Workplace.UntilAsync(() => _work.Journal.Contains("run-paused", StringComparison.Ordinal));

        _work.Journal.ShouldNotContain("run-interrupted");
    }

    [Fact]
    public async Task without_colours_there_are_none()
    {
        await using var terminal = new Tmux(_work, variables: "TERM=screen-256color NO_COLOR=1");
        terminal.Slipway("run list.md --yes");
        await terminal.UntilAsync("● ");

        terminal.Coloured.ShouldNotContain("\e[");
    }

    [Fact]
    public async Task a_dumb_terminal_gets_lines()
    {
        _work.With("go", "");
        await using var terminal = new Tmux(_work, variables: "TERM=dumb");
        terminal.Slipway("run list.md --yes");

        (await terminal.UntilAsync("    >")).ShouldNotContain("──");
    }

    [Fact]
    public async Task an_earlier_run_tells_how_long_it_takes()
    {
        _work.With("go", "");
        await _work.SlipwayAsync("run", "list.md", "--yes", "--answer", "12=yes", "--answer", "13=yes");
        File.Delete(_work.In("go"));
        await using var terminal = new Tmux(_work);
        terminal.Slipway("run list.md --yes");

        var screen = await terminal.UntilAsync(" · usually ");

        screen.ShouldContain("at least");
        screen.ShouldContain("of work left (as last time)");
    }

    [Fact]
    public async Task quiet_tells_only_questions_what_did_not_pass_and_the_end()
    {
        _work.With("go", "");

        var run = await _work.SlipwayAsync("run", "list.md", "--yes", "--quiet", "--answer", "12=yes", "--answer", "13=yes");

        run.ExitCode.ShouldBe(1, run.Err);
        run.Err.ShouldContain("FAIL            18");
        run.Err.ShouldContain("NO-GO");
        run.Err.ShouldNotContain("  pass  ");
    }

    public void Dispose() => _work.Dispose();

    /// <summary>Width of the picture: its heading goes from edge to edge.</summary>
    private static int Widest(string screen) =>
        screen
            .Split('\n')
            .Where(it => it.StartsWith("── ", StringComparison.Ordinal) || it.StartsWith("  ▸ ", StringComparison.Ordinal))
            .Select(it => it.TrimEnd().Length)
            .FirstOrDefault();

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
