namespace Slipway.Platform.Processes;

/// <summary>Ends a process tree and looks whether it is gone.</summary>
internal static class Ending
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(3);

    public static async Task<ShellEnd> EndAsync(StartRecord start, TimeSpan grace, TimeProvider clock, CancellationToken ct)
    {
        var tree = new ProcessTree(start);
        // The shim is not told: it ends when its shell has, and writes down how.
        SignalAll(tree.Living().Where(it => !tree.IsLeader(it)), Native.Term, Native.Continue);
        await UntilAsync(() => tree.Living().Count == 0, grace, clock, ct);

        // A tree may grow while it is being cut, so every round looks afresh.
        await UntilAsync(
            () =>
            {
                var living = tree.Living();
                SignalAll(living, Native.Kill);
                return living.Count == 0;
            },
            KillLimit,
            clock,
            ct
        );

        var left = tree.Living();
        return left.Count == 0
            ? new ShellEnd.Ended()
            : new ShellEnd.Survivors([.. left.Select(it => new Survivor(it.Pid, ProcessTable.CommandLine(it.Pid)))]);
    }

    private static void SignalAll(IEnumerable<ProcessEntry> entries, params ReadOnlySpan<int> signals)
    {
        foreach (var entry in entries)
        {
            foreach (var signal in signals)
            {
                ProcessTree.Signal(entry, signal);
            }
        }
    }

    private static async Task UntilAsync(Func<bool> gone, TimeSpan limit, TimeProvider clock, CancellationToken ct)
    {
        var start = clock.GetTimestamp();
        while (!gone() && clock.GetElapsedTime(start) < limit)
        {
            await Task.Delay(Poll, clock, ct);
        }
    }
}
