using System.Diagnostics;
using Slipway.Platform.Processes;
using Slipway.Testing;

namespace Slipway.Platform.Tests.Processes;

public sealed class ShellAdoptionTests : IDisposable
{
    private readonly Shells _shells = new();

    public void Dispose() => _shells.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task a_block_whose_starter_was_killed_is_taken_up_again_and_finishes()
    {
        var folder = await StartInAnotherProcessAndKillIt("until [ -e go ]; do sleep 0.02; done; echo through; exit 3");
        _shells.Shell.Look(folder).ShouldBeOfType<ShellLook.Running>();

        _shells.Work.Write("go", "");
        var look = await _shells.Shell.WaitAsync(folder, TimeSpan.FromSeconds(10), Shells.Ct);

        look.ShouldBeOfType<ShellLook.Finished>().Commands[0].ExitCode.ShouldBe(3);
        _shells.Shell.Read(folder, 0)!.Stdout.Text.ShouldBe("through\n");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_block_whose_starter_was_killed_can_be_ended()
    {
        var folder = await StartInAnotherProcessAndKillIt("sleep 300");

        (await _shells.Shell.EndAsync(folder, TimeSpan.FromSeconds(1), Shells.Ct)).ShouldBeOfType<ShellEnd.Ended>();
    }

    [Fact(Timeout = 30_000)]
    public async Task a_block_that_ended_while_nobody_looked_is_read()
    {
        var folder = await StartInAnotherProcessAndKillIt("exit 6");

        var look = await _shells.Shell.WaitAsync(folder, TimeSpan.FromSeconds(10), Shells.Ct);

        look.ShouldBeOfType<ShellLook.Finished>().Commands[0].ExitCode.ShouldBe(6);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_block_whose_leader_was_killed_has_vanished_and_says_what_is_known()
    {
        var folder = await _shells.Start("true", "kill -9 $PPID; sleep 300", "true");

        var look = await _shells.Shell.WaitAsync(folder, TimeSpan.FromSeconds(10), Shells.Ct);

        var known = look.ShouldBeOfType<ShellLook.Vanished>().Commands;
        known.Select(it => (it.Began, it.ExitCode)).ShouldBe([(true, 0), (true, null), (false, null)]);
        (await _shells.Shell.EndAsync(folder, TimeSpan.Zero, Shells.Ct)).ShouldBeOfType<ShellEnd.Ended>();
    }

    [Fact(Timeout = 30_000)]
    public async Task another_process_with_the_same_number_is_not_taken_for_the_block()
    {
        var folder = await _shells.Start("sleep 300");
        await _shells.Shell.EndAsync(folder, TimeSpan.Zero, Shells.Ct);
        var other = _shells.NewAttempt();
        Directory.CreateDirectory(other);
        var self = ProcessTable.Find(Environment.ProcessId)!;

        new StartRecord(self.Pid, self.StartTicks - 1, ProcessTable.BootId, "x", 1, TimeProvider.System.GetUtcNow()).Write(other);

        _shells.Shell.Look(other).ShouldBeOfType<ShellLook.Vanished>();
    }

    [Fact]
    public void a_block_of_an_earlier_boot_has_vanished_and_ending_it_touches_nothing()
    {
        var folder = _shells.NewAttempt();
        Directory.CreateDirectory(folder);
        var self = ProcessTable.Find(Environment.ProcessId)!;

        new StartRecord(self.Pid, self.StartTicks, "another-boot", "x", 1, TimeProvider.System.GetUtcNow()).Write(folder);

        _shells.Shell.Look(folder).ShouldBeOfType<ShellLook.Vanished>();
    }

    [Theory]
    [InlineData("0 1.5\nen")]
    [InlineData("")]
    [InlineData("0 1.5\n")]
    public void half_a_file_of_results_is_no_result(string written)
    {
        var folder = _shells.NewAttempt();
        Directory.CreateDirectory(folder);
        new StartRecord(1, 0, "another-boot", "x", 1, TimeProvider.System.GetUtcNow()).Write(folder);

        File.WriteAllText(Path.Combine(folder, "done"), written);

        _shells.Shell.Look(folder).ShouldBeOfType<ShellLook.Vanished>();
    }

    [Fact]
    public void an_empty_folder_and_half_a_start_record_mean_that_nothing_ran()
    {
        var folder = _shells.NewAttempt();
        _shells.Shell.Look(folder).ShouldBeOfType<ShellLook.NotStarted>();

        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "started"), "12 34");

        _shells.Shell.Look(folder).ShouldBeOfType<ShellLook.NotStarted>();
    }

    [Fact(Timeout = 30_000)]
    public async Task nothing_runs_when_the_starter_dies_before_the_word_to_go()
    {
        var folder = _shells.NewAttempt();
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "block.sh"), $"touch {folder}/ran", Shells.Ct);

        using var shim = Process.Start(
            new ProcessStartInfo("bash", ["-p", "-c", BlockScript.Shim, "slipway", folder, "2"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        shim.StandardInput.Close();
        await shim.WaitForExitAsync(Shells.Ct);

        File.Exists(Path.Combine(folder, "ran")).ShouldBeFalse();
        (await File.ReadAllTextAsync(Path.Combine(folder, "done"), Shells.Ct)).ShouldBe("-\n-\nend\n");
    }

    private async Task<string> StartInAnotherProcessAndKillIt(string command)
    {
        var folder = _shells.NewAttempt();
        using var starter = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!)
            {
                Environment = { [StarterProcess.Variable] = $"{folder}\n{_shells.Work.Path}\n{command}" },
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        (await starter.StandardOutput.ReadLineAsync(Shells.Ct)).ShouldBe("started");
        starter.Kill();
        await starter.WaitForExitAsync(Shells.Ct);
        return folder;
    }
}
