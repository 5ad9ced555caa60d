using System.Diagnostics;

namespace Slipway.Platform;

/// <summary>How ending a block's process tree ended.</summary>
public abstract record ShellEnd
{
    private ShellEnd() { }

    /// <summary>Nothing of it was found any more.</summary>
    public sealed record Ended : ShellEnd;

    /// <summary>Some of it lives on (another user's process, or one that the kernel does not let go): the cancelling is not verified.</summary>
    /// <param name="Processes">What is left.</param>
    public sealed record Survivors(IReadOnlyList<Survivor> Processes) : ShellEnd;

    /// <summary>One answer for each case.</summary>
    public T Match<T>(Func<Ended, T> ended, Func<Survivors, T> survivors) =>
        this switch
        {
            Ended it => ended(it),
            Survivors it => survivors(it),
            _ => throw new UnreachableException(),
        };
}

/// <summary>A process that could not be ended.</summary>
/// <param name="Pid">Its number.</param>
/// <param name="Command">Its command line, at most 200 characters; it may hold secrets, so it is redacted like output.</param>
public sealed record Survivor(int Pid, string Command);
