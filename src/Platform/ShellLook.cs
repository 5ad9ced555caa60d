using System.Diagnostics;

namespace Slipway.Platform;

/// <summary>What has become of a block.</summary>
public abstract record ShellLook
{
    private ShellLook() { }

    /// <summary>No command has run. (After a loss of power this holds only as far as the disk kept its word.)</summary>
    public sealed record NotStarted : ShellLook;

    /// <summary>It runs: its process is there and is the one that was recorded.</summary>
    /// <param name="Pid">Process that leads the block's session.</param>
    /// <param name="StartedAt">When it was started.</param>
    /// <param name="Commands">What is known of each command so far, in order.</param>
    public sealed record Running(int Pid, DateTimeOffset StartedAt, IReadOnlyList<ShellCommandEnd> Commands) : ShellLook;

    /// <summary>The shell has ended; what it left in the background may still run.</summary>
    /// <param name="StartedAt">When it was started.</param>
    /// <param name="Commands">How each command ended, in order.</param>
    public sealed record Finished(DateTimeOffset StartedAt, IReadOnlyList<ShellCommandEnd> Commands) : ShellLook;

    /// <summary>It was started, its process is gone, and nobody wrote down how it ended: the outcome is unknown.</summary>
    /// <param name="StartedAt">When it was started.</param>
    /// <param name="Commands">What is known of each command, in order.</param>
    public sealed record Vanished(DateTimeOffset StartedAt, IReadOnlyList<ShellCommandEnd> Commands) : ShellLook;

    /// <summary>One answer for each case.</summary>
    public T Match<T>(Func<NotStarted, T> notStarted, Func<Running, T> running, Func<Finished, T> finished, Func<Vanished, T> vanished) =>
        this switch
        {
            NotStarted it => notStarted(it),
            Running it => running(it),
            Finished it => finished(it),
            Vanished it => vanished(it),
            _ => throw new UnreachableException(),
        };
}

/// <summary>How one command of a block ended.</summary>
/// <param name="Began">Whether it began to run.</param>
/// <param name="ExitCode">0 to 255, 128 + n when signal n ended it; null while it runs, when it did not run, or when that is not known.</param>
/// <param name="EndedAt">When it ended; null when that is not known.</param>
public sealed record ShellCommandEnd(bool Began, int? ExitCode, DateTimeOffset? EndedAt)
{
    /// <summary>It did not begin.</summary>
    public static ShellCommandEnd NotRun { get; } = new(false, null, null);
}

/// <summary>How waiting for output ended.</summary>
/// <param name="Enough">Whether the output had what was awaited.</param>
/// <param name="Look">What had become of the block at that moment.</param>
public sealed record ShellWait(bool Enough, ShellLook Look);
