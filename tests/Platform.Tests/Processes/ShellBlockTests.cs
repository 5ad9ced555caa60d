using System.Runtime.Versioning;
using Slipway.Kernel;

namespace Slipway.Platform.Tests.Processes;

[SupportedOSPlatform("linux")]
public sealed class ShellBlockTests : IDisposable
{
    private readonly Shells _shells = new();

    public void Dispose() => _shells.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task working_directory_variables_and_functions_carry_from_command_to_command()
    {
        var ran = await _shells.Run("mkdir sub; cd sub; A=1; export B=2; f() { echo f; }", "echo $A $B $(basename $PWD); f");

        ran.Out(1).ShouldBe("1 2 sub\nf\n");
    }

    [Fact(Timeout = 30_000)]
    public async Task every_command_has_its_own_output_and_code()
    {
        var ran = await _shells.Run("echo one; echo two >&2", "false", "(exit 42)", "kill -9 $BASHPID & wait $!");

        ran.Codes.ShouldBe([0, 1, 42, 137]);
        (ran.Out(0), ran.Err(0), ran.Out(1)).ShouldBe(("one\n", "two\n", ""));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("exit 3", 3)]
    [InlineData("exec bash -c 'exit 5'", 5)]
    [InlineData("set -e; (exit 7); echo no", 7)]
    [InlineData("set -u; echo $nope", 1)]
    [InlineData("trap 'exit 9' EXIT; exit 0", 9)]
    [InlineData("kill -9 $$", 137)]
    [InlineData("kill $$; sleep 20", 143)]
    public async Task what_ends_the_shell_ends_the_block_and_its_code_is_known(string command, int code)
    {
        var ran = await _shells.Run("true", command, "echo never");

        ran.Codes.ShouldBe([0, code, null]);
        ran.Began.ShouldBe([true, true, false]);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("if then")]
    [InlineData("echo \"open")]
    [InlineData("printf() { :; }; mv() { :; }; echo() { :; }; case() { :; }; false")]
    [InlineData("unset PATH; IFS=x; set -f -C; nosuch")]
    [InlineData("alias printf=false case=false esac=false; shopt -s expand_aliases; false")]
    [InlineData("exec 1>&- 2>&-; false")]
    [InlineData("set -o posix; return 1")]
    [InlineData("trap 'false' DEBUG; trap 'false' ERR; trap '' TERM; false")]
    [InlineData("set -x; PS4=x; false")]
    [InlineData("rm -f c1.code; cd /; break; false")]
    public async Task a_command_that_breaks_words_does_not_break_the_block(string command)
    {
        var ran = await _shells.Run(command, "builtin echo still here");

        ran.Codes[0].ShouldNotBeNull().ShouldNotBe(0);
        (ran.Codes[1], ran.Out(1)).ShouldBe((0, "still here\n"));
    }

    [Fact(Timeout = 30_000)]
    public async Task a_here_document_and_crlf_line_ends_are_read()
    {
        var ran = await _shells.Run("cat <<EOF\r\nit's $((1+1))\r\nEOF\r\n");

        ran.Out(0).ShouldBe("it's 2\n");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_failure_stops_the_block_where_that_is_asked()
    {
        var ran = await _shells.Run(_shells.Block("true", "false", "true") with { StopAtFailure = true });

        ran.Codes.ShouldBe([0, 1, null]);
        ran.Began.ShouldBe([true, true, false]);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_command_that_may_fail_does_not_stop_the_block()
    {
        var block = _shells.Block("true") with { StopAtFailure = true, Commands = [new("false") { MayFail = true }, new("echo on")] };

        (await _shells.Run(block)).Codes.ShouldBe([1, 0]);
    }

    [Fact(Timeout = 30_000)]
    public async Task reading_standard_input_meets_its_end_and_does_not_hang()
    {
        var ran = await _shells.Run("cat; read x; echo read $?", "cat");

        ran.Out(0).ShouldBe("read 1\n");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_background_job_does_not_hold_the_block()
    {
        var ran = await _shells.Run("sleep 300 & echo $!", "echo done");

        ran.Codes.ShouldBe([0, 0]);
        (await _shells.Shell.EndAsync(ran.Folder, TimeSpan.FromSeconds(1), Shells.Ct)).ShouldBeOfType<ShellEnd.Ended>();
    }

    [Fact(Timeout = 30_000)]
    public async Task only_given_and_inherited_variables_and_the_marker_are_there()
    {
        var block = _shells.Block("env | cut -d= -f1 | sort | tr '\\n' ' '") with
        {
            Variables = new Dictionary<string, string> { ["GIVEN"] = "a b\nc" },
        };

        (await _shells.Run(block))
            .Out(0)
            .ShouldBe("GIVEN HOME PATH PWD SHLVL SLIPWAY_STEP _ c ", customMessage: "the c is a line of GIVEN");
    }

    [Fact(Timeout = 30_000)]
    public async Task the_next_block_takes_over_folder_and_changed_variables()
    {
        var first = await _shells.Run(
            _shells.Block("mkdir 'a b'; cd 'a b'; export NEW=$'x\\ny' KEPT; KEPT=changed; unset GONE; PLAIN=1") with
            {
                Variables = new Dictionary<string, string>
                {
                    ["KEPT"] = "old",
                    ["GONE"] = "1",
                    ["SAME"] = "s",
                },
            }
        );

        var second = await _shells.Run(
            _shells.Block("basename \"$PWD\"; echo \"$NEW|$KEPT|${GONE-gone}|$SAME|${PLAIN-none}\"") with
            {
                Variables = new Dictionary<string, string>
                {
                    ["KEPT"] = "old",
                    ["GONE"] = "1",
                    ["SAME"] = "rotated",
                },
                CarryFrom = first.Folder,
            }
        );

        second.Out(0).ShouldBe("a b\nx\ny|changed|gone|rotated|none\n");
    }

    [Fact(Timeout = 30_000)]
    public async Task what_is_carried_holds_no_variable_that_was_given_and_is_private()
    {
        var ran = await _shells.Run(
            _shells.Block("export NEW=1") with
            {
                Variables = new Dictionary<string, string> { ["TOKEN"] = "s3cret-value" },
            }
        );

        var path = Path.Combine(ran.Folder, "carry");
        (await File.ReadAllTextAsync(path, Shells.Ct)).ShouldNotContain("s3cret");
        File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_block_that_stopped_at_a_failure_still_carries()
    {
        var first = await _shells.Run(_shells.Block("export A=1", "false", "export A=2") with { StopAtFailure = true });

        (await _shells.Run(_shells.Block("echo $A") with { CarryFrom = first.Folder })).Out(0).ShouldBe("1\n");
    }

    [Fact(Timeout = 30_000)]
    public async Task the_same_folder_never_runs_a_block_twice()
    {
        var ran = await _shells.Run("echo x >> ../count");

        var again = await _shells.Shell.StartAsync(ran.Folder, _shells.Block("echo x >> ../count"), Shells.Ct);

        again.ShouldBeOfType<ShellStart.AlreadyStarted>();
    }

    [Fact(Timeout = 30_000)]
    public async Task a_folder_that_is_not_there_is_named()
    {
        var block = _shells.Block("true") with { Directory = "/nosuch/folder" };

        var start = await _shells.Shell.StartAsync(_shells.NewAttempt(), block, Shells.Ct);

        start.ShouldBeOfType<ShellStart.Impossible>().Why.ShouldContain("/nosuch/folder");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\nSLIPWAY_STEP=b")]
    public async Task a_marker_that_could_be_mistaken_is_refused(string step)
    {
        var start = await _shells.Shell.StartAsync(_shells.NewAttempt(), _shells.Block("true") with { Step = step }, Shells.Ct);

        start.ShouldBeOfType<ShellStart.Impossible>();
    }

    [Fact(Timeout = 30_000)]
    public async Task what_a_command_brought_home_can_be_judged_and_what_did_not_run_was_not_seen()
    {
        var ran = await _shells.Run(_shells.Block("echo ok", "exit 3", "true") with { StopAtFailure = true });
        var look = _shells.Shell.Look(ran.Folder);

        var seen = Enumerable.Range(0, 4).Select(it => ShellObservation.Of(look, it, _shells.Shell.Read(ran.Folder, it)));

        seen.Select(it => (it.Looking, it.ExitCode))
            .ShouldBe([(Looking.Saw, 0), (Looking.Saw, 3), (Looking.CouldNotLook, null), (Looking.CouldNotLook, null)]);
    }

    [Fact(Timeout = 30_000)]
    public async Task each_command_says_when_it_ended()
    {
        var before = TimeProvider.System.GetUtcNow();

        var ran = await _shells.Run("true", "exit 1");

        ran.Ends[0].EndedAt!.Value.ShouldBeInRange(before.AddSeconds(-1), ran.Ends[1].EndedAt!.Value);
    }
}
