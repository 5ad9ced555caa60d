using System.Diagnostics;
using Slipway.Runs.Journal;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Crashing;

/// <summary>Two processes on one run: one wins, the other says so.</summary>
public sealed class TwoWritersTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task a_suspended_process_keeps_its_run_and_the_second_says_so()
    {
        using var scene = new Scene(1);
        using var first = await SuspendedAsync(scene);

        FileJournal.Open(scene.Journal, it => it).ShouldBeOfType<OpenJournal.Busy>();

        await SignalAsync("-CONT", first);
        await scene.HearAsync(first, Ct);
        first.ExitCode.ShouldBe(0, scene.Errors);
        scene.Aftermath.Breaches.ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task a_suspended_process_whose_run_was_taken_from_it_does_nothing_more_when_it_wakes()
    {
        using var scene = new Scene(1);
        using var first = await SuspendedAsync(scene);

        // As somebody does who thinks that it is dead, or as a file system without locks.
        File.Delete($"{scene.Journal}.lock");
        await scene.ResumeAsync(Ct);
        var records = scene.Aftermath.Records.Count;
        await SignalAsync("-CONT", first);
        await scene.HearAsync(first, Ct);

        first.ExitCode.ShouldNotBe(0);
        scene.Errors.ShouldContain("another process wrote to it");
        scene.Aftermath.Records.Count.ShouldBe(records);
        scene.Aftermath.Breaches.ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task a_disk_that_is_read_only_is_told_as_such_and_not_as_another_process()
    {
        using var scene = new Scene(1);
        (await scene.StrikeAsync(30, "after", Ct)).ShouldBe(137);

        (await scene.StrikeAsync(1, "readonly", Ct)).ShouldNotBe(0);

        scene.Errors.ShouldContain("Read-only file system");
        await scene.ResumeAsync(Ct);
        scene.Aftermath.Breaches.ShouldBeEmpty();
    }

    /// <summary>Stopped once it has begun to carry something out.</summary>
    private static async Task<Process> SuspendedAsync(Scene scene)
    {
        var process = scene.Start(0, "");
        await Eventually.Holds("the run has begun", () => scene.Acts.Count > 15, Ct, TimeSpan.FromSeconds(20));
        await SignalAsync("-STOP", process);
        await Eventually.Holds(
            "it is stopped",
            () => File.ReadAllText($"/proc/{process.Id}/stat").Contains(") T ", StringComparison.Ordinal),
            Ct
        );
        return process;
    }

    private static async Task SignalAsync(string signal, Process process)
    {
        using var kill = Process.Start("kill", [signal, $"{process.Id}"]);
        await kill.WaitForExitAsync(Ct);
    }
}
