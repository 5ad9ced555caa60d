using Slipway.Kernel;

namespace Slipway.Platform;

/// <summary>What a block's command brought home, as facts to judge.</summary>
public static class ShellObservation
{
    /// <summary>
    /// The facts of one command. One that did not run, or whose block vanished before it ended, was not seen; one that still runs
    /// has its output so far and no exit code.
    /// </summary>
    /// <param name="look">What has become of the block.</param>
    /// <param name="command">Position in the block; the first is 0.</param>
    /// <param name="output">What the command has put out, read after <paramref name="look"/>; null when it has not begun.</param>
    public static Observation Of(ShellLook look, int command, ShellOutput? output)
    {
        var ends = look.Match(_ => [], it => it.Commands, it => it.Commands, it => it.Commands);
        if (command >= ends.Count || !ends[command].Began || output is null)
        {
            return Observation.Unseen("The command did not run.");
        }

        var running = ends[command].ExitCode is null && look is ShellLook.Running;
        if (ends[command].ExitCode is null && !running)
        {
            return Observation.Unseen("The command vanished: it began, and nobody knows how it ended.");
        }

        return new()
        {
            ExitCode = ends[command].ExitCode,
            Stdout = output.Stdout.Text,
            Stderr = output.Stderr.Text,
            Truncated = output.Stdout.Truncated || output.Stderr.Truncated,
            StillRunning = running,
        };
    }
}
