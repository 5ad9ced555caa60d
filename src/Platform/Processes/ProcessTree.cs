namespace Slipway.Platform.Processes;

/// <summary>All that a block set going, by session, by descent and by marker. Every look is fresh: trees grow while one looks.</summary>
internal sealed class ProcessTree(StartRecord start)
{
    /// <summary>Living processes of the block, its leader included.</summary>
    public IReadOnlyList<ProcessEntry> Living()
    {
        if (start.BootId != ProcessTable.BootId)
        {
            return [];
        }

        var all = ProcessTable.All();
        var spared = OwnLine(all);
        // A number is not given anew while a session of that number lives: a stranger with the leader's number means that the session is over.
        var sessionIsOurs = all.All(it => it.Pid != start.Pid || IsLeader(it));
        var found = all.Where(it => !spared.Contains(it.Pid) && IsMember(it, sessionIsOurs)).Select(it => it.Pid).ToHashSet();
        var children = all.ToLookup(it => it.Parent);
        var next = new Queue<int>(found);
        while (next.TryDequeue(out var parent))
        {
            foreach (var child in children[parent].Where(it => !spared.Contains(it.Pid) && found.Add(it.Pid)))
            {
                next.Enqueue(child.Pid);
            }
        }

        return [.. all.Where(it => !it.Dead && found.Contains(it.Pid))];
    }

    public bool IsLeader(ProcessEntry entry) => entry.Pid == start.Pid && entry.StartTicks == start.StartTicks;

    /// <summary>Sends a signal to a process, if it is still the one that was seen.</summary>
    public static void Signal(ProcessEntry entry, int signal)
    {
        if (ProcessTable.Find(entry.Pid)?.StartTicks == entry.StartTicks)
        {
            Native.Signal(entry.Pid, signal);
        }
    }

    /// <summary>By the session that its leader opened, or by the marker in the environment it was started with.</summary>
    private bool IsMember(ProcessEntry entry, bool sessionIsOurs) =>
        !entry.Dead
        && entry.StartTicks >= start.StartTicks
        && (
            IsLeader(entry)
            || sessionIsOurs && entry.Session == start.Pid
            || ProcessTable.HasVariable(entry.Pid, $"SLIPWAY_STEP={start.Step}")
        );

    /// <summary>Slipway itself and its parents, which are never part of what it ends.</summary>
    private static HashSet<int> OwnLine(IReadOnlyList<ProcessEntry> all)
    {
        var parents = all.ToDictionary(it => it.Pid, it => it.Parent);
        var line = new HashSet<int>();
        for (var pid = Environment.ProcessId; pid > 0 && line.Add(pid); )
        {
            pid = parents.GetValueOrDefault(pid);
        }

        return line;
    }
}
