namespace Slipway.Platform;

/// <summary>
/// Carries out blocks of commands so that Slipway may die and come back. Everything that is known of a block stands in its
/// attempt folder, a folder of its own per attempt (made with mode 0700 when it is missing), so every call takes that folder
/// and works in another process than the one that started the block.
/// </summary>
public interface IShell
{
    /// <summary>
    /// Starts a block in a process session of its own. Its process is recorded on disk, synced, before the first command runs.
    /// A folder in which a block was ever started is refused, so a repeated call never runs anything twice.
    /// </summary>
    /// <exception cref="IOException">The attempt folder cannot be written.</exception>
    Task<ShellStart> StartAsync(string folder, ShellBlock block, CancellationToken ct);

    /// <summary>What has become of the block, from the folder and the process table; after a crash this is how a block is taken up again.</summary>
    ShellLook Look(string folder);

    /// <summary>
    /// Waits until the block ended or vanished, at most <paramref name="limit"/>; <see cref="ShellLook.Running"/> means that the
    /// limit came first. Ends nothing: that is <see cref="EndAsync"/>. Cancelling stops the waiting only.
    /// </summary>
    Task<ShellLook> WaitAsync(string folder, TimeSpan limit, CancellationToken ct);

    /// <summary>
    /// Waits until <paramref name="enough"/> holds of what the commands have put out so far (one entry per command that began, in
    /// order), the block ended, or <paramref name="limit"/> passed. For commands that never end by themselves. Ends nothing.
    /// </summary>
    Task<ShellWait> WaitForOutputAsync(string folder, Func<IReadOnlyList<ShellOutput>, bool> enough, TimeSpan limit, CancellationToken ct);

    /// <summary>What one command has put out so far, bounded; null when it has not begun.</summary>
    /// <param name="folder">The attempt folder.</param>
    /// <param name="command">Position in the block; the first is 0.</param>
    ShellOutput? Read(string folder, int command);

    /// <summary>
    /// Ends the whole process tree of the block: the members of its session, their descendants, and what left both but still
    /// carries the block's marker. TERM, then KILL after <paramref name="grace"/>, then a look whether anything is left. May be
    /// repeated, and may be called for a block that has ended, to end what it left in the background.
    /// </summary>
    Task<ShellEnd> EndAsync(string folder, TimeSpan grace, CancellationToken ct);
}
