using System.Collections.Concurrent;
using System.Diagnostics;
using Slipway.Platform.Processes;

namespace Slipway.Platform;

/// <summary>
/// Runs blocks on this machine, with bash and the <c>setsid</c> of util-linux. Linux only. Safe for several callers at once.
/// </summary>
public sealed class LocalShell(ShellOptions options, TimeProvider clock) : IShell
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);
    private readonly ConcurrentDictionary<string, Process> _children = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<ShellStart> StartAsync(string folder, ShellBlock block, CancellationToken ct)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new ShellStart.Impossible("Commands run on Linux only, so far.");
        }

        if (BlockFaults.In(block, options.Inherited) is { } fault)
        {
            return new ShellStart.Impossible(fault);
        }

        folder = Path.GetFullPath(folder);
        // Durably: a start record in a folder that a power cut takes away would be forgotten, and its block run again.
        DurableStorage.MakeFolder(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return await Starting.StartAsync(folder, block, options, clock, child => _children[folder] = child, ct);
    }

    /// <inheritdoc/>
    public ShellLook Look(string folder)
    {
        if (StartRecord.Read(folder) is not { } start)
        {
            return new ShellLook.NotStarted();
        }

        if (ShellFiles.Done(folder, start.Commands) is { } ends)
        {
            return new ShellLook.Finished(start.At, ends);
        }

        if (IsAlive(start))
        {
            return new ShellLook.Running(start.Pid, start.At, ShellFiles.SoFar(folder, start.Commands));
        }

        // It may have ended between the two looks.
        return ShellFiles.Done(folder, start.Commands) is { } late
            ? new ShellLook.Finished(start.At, late)
            : new ShellLook.Vanished(start.At, ShellFiles.SoFar(folder, start.Commands));
    }

    /// <inheritdoc/>
    public async Task<ShellLook> WaitAsync(string folder, TimeSpan limit, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            // Our own child tells us when it ends; one that was taken up again after a crash is looked at.
            if (_children.TryGetValue(Path.GetFullPath(folder), out var child))
            {
                await child.WaitForExitAsync(either.Token);
            }

            while (Look(folder) is ShellLook.Running)
            {
                await Task.Delay(Poll, clock, either.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Look(folder);
        }

        Forget(folder);
        return Look(folder);
    }

    /// <inheritdoc/>
    public async Task<ShellWait> WaitForOutputAsync(
        string folder,
        Func<IReadOnlyList<ShellOutput>, bool> enough,
        TimeSpan limit,
        CancellationToken ct
    )
    {
        var start = clock.GetTimestamp();
        long? seen = null;
        while (true)
        {
            // Look first, read then: what a finished block put out is all there.
            var look = Look(folder);
            var size = SizeOfOutput(folder);
            if (size != seen && enough(ReadAll(folder)))
            {
                return new(Enough: true, look);
            }

            seen = size;
            if (look is not ShellLook.Running || clock.GetElapsedTime(start) >= limit)
            {
                return new(Enough: false, look);
            }

            await Task.Delay(Poll, clock, ct);
        }
    }

    /// <inheritdoc/>
    public ShellOutput? Read(string folder, int command) =>
        File.Exists(ShellFiles.OutputOf(folder, command))
            ? new(
                BoundedText.Read(ShellFiles.OutputOf(folder, command), options.KeptBytes),
                BoundedText.Read(ShellFiles.ErrorsOf(folder, command), options.KeptBytes)
            )
            : null;

    /// <inheritdoc/>
    public async Task<ShellEnd> EndAsync(string folder, TimeSpan grace, CancellationToken ct)
    {
        if (StartRecord.Read(folder) is not { } start)
        {
            return new ShellEnd.Ended();
        }

        var end = await Ending.EndAsync(start, grace, clock, ct);
        Forget(folder);
        return end;
    }

    private static bool IsAlive(StartRecord start) =>
        start.BootId == ProcessTable.BootId
        && ProcessTable.Find(start.Pid) is { Dead: false } entry
        && entry.StartTicks == start.StartTicks;

    private List<ShellOutput> ReadAll(string folder)
    {
        var all = new List<ShellOutput>();
        while (Read(folder, all.Count) is { } output)
        {
            all.Add(output);
        }

        return all;
    }

    private static long SizeOfOutput(string folder)
    {
        var sum = 0L;
        for (var i = 0; new FileInfo(ShellFiles.OutputOf(folder, i)) is { Exists: true } output; i++)
        {
            var errors = new FileInfo(ShellFiles.ErrorsOf(folder, i));
            sum += output.Length + (errors.Exists ? errors.Length : 0) + 1;
        }

        return sum;
    }

    private void Forget(string folder)
    {
        if (_children.TryRemove(Path.GetFullPath(folder), out var child))
        {
            child.Dispose();
        }
    }
}
