using System.Runtime.InteropServices;

namespace Slipway.Cli.Terminal.Tty;

/// <summary>The signals that a picture on a terminal has to know of: stopped, continued, about to end at once.</summary>
internal sealed class TtySignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registered = [];
    private int _ends;

    /// <summary>Listens until it is disposed of.</summary>
    /// <param name="suspend">Called with what stops the process; gives the terminal back before it calls that.</param>
    /// <param name="continued">Called after the process was continued.</param>
    /// <param name="leave">Called before the process ends without further ado.</param>
    /// <param name="resized">Called when the terminal has another size.</param>
    public TtySignals(Action<Action> suspend, Action continued, Action leave, Action resized)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        Add(
            PosixSignal.SIGTSTP,
            signal =>
            {
                signal.Cancel = true;
                if (JobControl.CanBeContinued())
                {
                    suspend(Native.StopSelf);
                }
            }
        );
        Add(PosixSignal.SIGCONT, _ => continued());
        Add(PosixSignal.SIGWINCH, _ => resized());
        Add(PosixSignal.SIGQUIT, _ => leave());
        // The first of these ends the run in good order; the second ends the process at once.
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM])
        {
            Add(
                signal,
                _ =>
                {
                    if (Interlocked.Increment(ref _ends) > 1)
                    {
                        leave();
                    }
                }
            );
        }
    }

    public void Dispose() => _registered.ForEach(it => it.Dispose());

    private void Add(PosixSignal signal, Action<PosixSignalContext> handle) =>
        _registered.Add(PosixSignalRegistration.Create(signal, handle));
}

/// <summary>Whether a shell is there that could continue this process after it was stopped.</summary>
internal static class JobControl
{
    private const int Parent = 1;
    private const int Group = 2;
    private const int Session = 3;

    /// <summary>
    /// True when the process group has a parent outside it, in the same session; otherwise the group is orphaned, and what stops
    /// stays stopped (POSIX, Base Definitions 3.264, is why the kernel then ignores Ctrl-Z itself).
    /// </summary>
    public static bool CanBeContinued()
    {
        var own = Fields("self");
        for (var it = own; it is not null; )
        {
            var parent = Fields($"{it[Parent]}");
            if (parent is null || parent[Session] != own![Session])
            {
                return false;
            }

            if (parent[Group] != own[Group])
            {
                return true;
            }

            it = parent;
        }

        return false;
    }

    /// <summary>State, parent, group and session from <c>/proc/PID/stat</c>: what stands behind the name in parentheses, which may hold anything.</summary>
    private static long[]? Fields(string pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var words = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return [0, .. words[1..4].Select(it => long.Parse(it, System.Globalization.CultureInfo.InvariantCulture))];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
