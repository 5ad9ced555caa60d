using System.Diagnostics;

namespace Slipway.Platform;

/// <summary>How starting a block ended.</summary>
public abstract record ShellStart
{
    private ShellStart() { }

    /// <summary>It runs, or has already ended.</summary>
    /// <param name="Pid">Process that leads the block's session.</param>
    /// <param name="At">When the first command was let go.</param>
    public sealed record Started(int Pid, DateTimeOffset At) : ShellStart;

    /// <summary>Nothing ran and nothing will: a tool or folder is missing, or the block is not usable.</summary>
    /// <param name="Why">For a person: what is wrong and what to do.</param>
    public sealed record Impossible(string Why) : ShellStart;

    /// <summary>A block was started in this folder before; look at that one.</summary>
    public sealed record AlreadyStarted : ShellStart;

    /// <summary>One answer for each case.</summary>
    public T Match<T>(Func<Started, T> started, Func<Impossible, T> impossible, Func<AlreadyStarted, T> alreadyStarted) =>
        this switch
        {
            Started it => started(it),
            Impossible it => impossible(it),
            AlreadyStarted it => alreadyStarted(it),
            _ => throw new UnreachableException(),
        };
}
