using Slipway.Runs.Journal;

namespace Slipway.Runs.Tests.Simulation;

/// <summary>What may befall a process at one append.</summary>
internal enum Blow
{
    /// <summary>It is killed before the record is on the disk.</summary>
    KilledBefore,

    /// <summary>It is killed when the record is on the disk, and nobody has heard of it.</summary>
    KilledAfter,

    /// <summary>The disk takes no more; the process lives on.</summary>
    DiskFull,
}

/// <summary>A journal that outlives its process: at a chosen append the process dies, before or after the record is durable.</summary>
internal sealed class CrashingJournal(List<JournalRecord> durable, List<Entry> entries, int blowAt, Blow blow) : IJournal
{
    private int _appends;
    private bool _lost;

    public long Count => durable.Count;

    public string Head => durable.Count == 0 ? Kernel.Digest.None.Hex : durable[^1].Hash;

    /// <summary>The process is no more.</summary>
    public bool IsDead { get; private set; }

    public JournalRecord Append(long expectedSequence, RunEvent body, DateTimeOffset at)
    {
        var falls = ++_appends == blowAt;
        IsDead |= falls && blow is not Blow.DiskFull;
        _lost |= IsDead && !falls || falls && blow is not Blow.KilledAfter;
        if (_lost || expectedSequence != Count + 1)
        {
            throw new JournalLostException("No more is taken.");
        }

        var (_, hash, stored) = JournalJson.Write(expectedSequence, at, body, Head, it => it);
        var record = new JournalRecord(expectedSequence, at, stored, hash);
        durable.Add(record);
        entries.Add(new Entry.Written(stored, at));
        return IsDead ? throw new JournalLostException("Killed before anybody heard of it.") : record;
    }

    public void Dispose() { }
}
