using System.Globalization;
using Slipway.Testing;

namespace Slipway.Platform.Tests.Processes;

public sealed class ShellEndingTests : IDisposable
{
    private readonly Shells _shells = new();

    public void Dispose() => _shells.Dispose();

    [Theory(Timeout = 30_000)]
    [InlineData("sleep 300 & echo $! > pid; wait")]
    [InlineData("(sleep 300 & echo $! > pid) & wait; sleep 300")]
    [InlineData("(( sleep 300 & echo $! > pid ) & ); sleep 300")]
    [InlineData("setsid bash -c 'echo $$ > pid; exec sleep 300' & sleep 300")]
    [InlineData("setsid bash -c 'setsid bash -c \"echo \\$\\$ > pid; exec sleep 300\" & disown; exit' & sleep 300")]
    [InlineData("nohup bash -c 'echo $$ > pid; exec sleep 300' >/dev/null 2>&1 & sleep 300")]
    [InlineData("bash -c 'trap \"\" TERM HUP INT; echo $$ > pid; while :; do sleep 1; done'")]
    [InlineData("bash -c 'echo $$ > pid; kill -STOP $$' & sleep 300")]
    [InlineData("exec -a 'odd ) name (' sleep 300 & echo $! > pid; wait")]
    public async Task the_whole_tree_is_ended(string command)
    {
        var folder = await _shells.Start(command);
        var pid = await PidIn("pid");

        var end = await _shells.Shell.EndAsync(folder, TimeSpan.FromMilliseconds(300), Shells.Ct);

        end.ShouldBeOfType<ShellEnd.Ended>();
        Lives(pid).ShouldBeFalse();
        _shells.Shell.Look(folder).ShouldNotBeOfType<ShellLook.Running>();
    }

    [Fact(Timeout = 30_000)]
    public async Task a_daemon_of_a_finished_block_is_ended_too()
    {
        var ran = await _shells.Run("setsid bash -c 'echo $$ > pid; exec sleep 300' >/dev/null 2>&1 & disown");
        var pid = await PidIn("pid");

        await _shells.Shell.EndAsync(ran.Folder, TimeSpan.FromMilliseconds(300), Shells.Ct);

        Lives(pid).ShouldBeFalse();
    }

    [Fact(Timeout = 30_000)]
    public async Task another_block_is_left_alone()
    {
        var mine = await _shells.Start("sleep 300");
        var other = await _shells.Start("sleep 300 & echo $! > pid; wait");
        var pid = await PidIn("pid");

        await _shells.Shell.EndAsync(mine, TimeSpan.FromMilliseconds(300), Shells.Ct);

        Lives(pid).ShouldBeTrue();
        await _shells.Shell.EndAsync(other, TimeSpan.Zero, Shells.Ct);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_command_that_heeds_term_may_clean_up_and_its_code_is_known()
    {
        var folder = await _shells.Start("bash -c 'trap \"echo clean > cleaned; exit 4\" TERM; echo > ready; sleep 300 & wait'; exit 4");
        await Eventually.Holds("the trap is set", () => File.Exists(_shells.Work["ready"]), Shells.Ct);

        await _shells.Shell.EndAsync(folder, TimeSpan.FromSeconds(5), Shells.Ct);

        _shells.Work.Read("cleaned").ShouldBe("clean\n");
        _shells.Shell.Look(folder).ShouldBeOfType<ShellLook.Finished>().Commands[0].ExitCode.ShouldNotBeNull().ShouldNotBe(0);
    }

    [Fact(Timeout = 30_000)]
    public async Task the_limit_ends_the_waiting_and_not_the_block()
    {
        var folder = await _shells.Start("sleep 300");
        await Eventually.Holds(
            "the command begins",
            () => _shells.Shell.Look(folder) is ShellLook.Running { Commands: [{ Began: true }] },
            Shells.Ct
        );

        var look = await _shells.Shell.WaitAsync(folder, TimeSpan.FromMilliseconds(50), Shells.Ct);

        look.ShouldBeOfType<ShellLook.Running>().Commands[0].ShouldBe(new(true, null, null));
        await _shells.Shell.EndAsync(folder, TimeSpan.Zero, Shells.Ct);
    }

    [Fact(Timeout = 30_000)]
    public async Task cancelling_the_waiting_leaves_the_block()
    {
        var folder = await _shells.Start("sleep 300");
        using var cancel = new CancellationTokenSource();
        var waiting = _shells.Shell.WaitAsync(folder, TimeSpan.FromMinutes(1), cancel.Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
        _shells.Shell.Look(folder).ShouldBeOfType<ShellLook.Running>();
        await _shells.Shell.EndAsync(folder, TimeSpan.Zero, Shells.Ct);
    }

    [Fact(Timeout = 30_000)]
    public async Task ending_twice_and_ending_what_never_started_is_no_fault()
    {
        var folder = await _shells.Start("sleep 300");
        await _shells.Shell.EndAsync(folder, TimeSpan.Zero, Shells.Ct);

        (await _shells.Shell.EndAsync(folder, TimeSpan.Zero, Shells.Ct)).ShouldBeOfType<ShellEnd.Ended>();
        (await _shells.Shell.EndAsync(_shells.NewAttempt(), TimeSpan.Zero, Shells.Ct)).ShouldBeOfType<ShellEnd.Ended>();
    }

    private async Task<int> PidIn(string file)
    {
        var pid = 0;
        await Eventually.Holds(
            "the command wrote its number",
            () =>
                File.Exists(_shells.Work[file])
                && int.TryParse(_shells.Work.Read(file), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out pid),
            Shells.Ct
        );
        return pid;
    }

    private static bool Lives(int pid) => Slipway.Platform.Processes.ProcessTable.Find(pid) is { Dead: false };
}
