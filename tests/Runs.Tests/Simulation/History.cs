using Slipway.Kernel;

namespace Slipway.Runs.Tests.Simulation;

/// <summary>What happened in a go-live: in the journal, in the world, and among people, in the one order in which it happened.</summary>
/// <param name="Started">The first record.</param>
/// <param name="Entries">Everything, in order.</param>
/// <param name="Final">What the journal holds at the end, behind its first record.</param>
internal sealed record History(RunEvent.RunStarted Started, IReadOnlyList<Entry> Entries, IReadOnlyList<RunEvent> Final)
{
    /// <summary>The durable events with their times, in order.</summary>
    public IEnumerable<Entry.Written> Written => Entries.OfType<Entry.Written>();

    public IEnumerable<Execution> Executions => Entries.OfType<Entry.Executed>().Select(it => it.It);

    public IReadOnlyDictionary<StepId, Step> Steps { get; } = Started.Steps.ToDictionary(it => it.Id);

    /// <summary>Its beginning, as if the journal had been read there.</summary>
    public History Prefix(int entries) =>
        new(Started, [.. Entries.Take(entries)], [.. Entries.Take(entries).OfType<Entry.Written>().Select(it => it.Body)]);

    /// <summary>The state that the last process left; null in a prefix, and where no process came to its first record.</summary>
    public RunState? LastState { get; init; }

    /// <summary>What did not come out of the record again, when its decisions and verdicts were made again.</summary>
    public IReadOnlyList<string> Otherwise { get; init; } = [];

    public override string ToString() => string.Join('\n', Entries);
}

/// <summary>One thing that happened.</summary>
internal abstract record Entry
{
    private Entry() { }

    /// <summary>A record became durable.</summary>
    public sealed record Written(RunEvent Body, DateTimeOffset At) : Entry
    {
        /// <summary>Without its signature, which is another one each time.</summary>
        public override string ToString() =>
            $"Written {(Body is RunEvent.CheckpointSigned it ? $"CheckpointSigned after {it.Record}" : Body)} at {At:O}";
    }

    /// <summary>The session said so to those who listen: whoever heard it relies on it.</summary>
    public sealed record Told(RunEvent Body) : Entry
    {
        public override string ToString() => $"Told {Body.GetType().Name}";
    }

    /// <summary>The world began to change.</summary>
    public sealed record Executed(Execution It) : Entry;

    /// <summary>A person replied.</summary>
    public sealed record Replied(QuestionKind Kind, StepId Step, Reply Reply) : Entry;

    /// <summary>Somebody looked at the number of a trigger; null when nothing was to be seen.</summary>
    public sealed record Looked(StepId Trigger, bool OfCandidate, double? Percent) : Entry;

    /// <summary>Traffic went to the candidate, so many per cent.</summary>
    public sealed record Moved(double Share) : Entry;

    /// <summary>The proxy was asked what its lanes did; false when it told nothing.</summary>
    public sealed record Counted(bool Seen) : Entry;

    /// <summary>The process died, or could write no more.</summary>
    public sealed record Died(string How) : Entry;

    /// <summary>Another process took the run up.</summary>
    public sealed record TakenUp(int Session) : Entry;
}

/// <summary>One start of a block in the world, and what the world knows of it: more than Slipway is ever told.</summary>
internal sealed class Execution(StepId step, int attempt)
{
    public StepId Step { get; } = step;

    public int Attempt { get; } = attempt;

    /// <summary>Exit codes as its commands would bring them home if nobody stood in the way; those behind the last did not run.</summary>
    public IReadOnlyList<int> Exits { get; init; } = [];

    /// <summary>Number of its commands.</summary>
    public int Commands { get; init; } = 1;

    /// <summary>What it shows is what is expected.</summary>
    public bool ShowsGood { get; init; } = true;

    /// <summary>It asks whether the change of its step was made, and changes nothing.</summary>
    public bool Verifies { get; init; }

    /// <summary>Somebody or something ended it before it was through.</summary>
    public bool CutOff { get; set; }

    /// <summary>Everything it had to do was done.</summary>
    public bool Made => !CutOff && Exits.Count == Commands && Exits.All(it => it == 0);

    public override string ToString() =>
        (Verifies ? "VERIFIES " : "")
        + $"{Step}/{Attempt} exits {string.Join(',', Exits)} of {Commands}{(ShowsGood ? "" : ", shows nothing good")}{(CutOff ? ", cut off" : "")}";
}
