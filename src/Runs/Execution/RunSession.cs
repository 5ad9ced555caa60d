using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Journal;

namespace Slipway.Runs.Execution;

/// <summary>A run that is being written: commands go in, decided events are made durable, then applied, then told.</summary>
internal sealed class RunSession(
    IJournal journal,
    RunState state,
    IReadOnlyList<JournalRecord> records,
    TimeProvider clock,
    IReadOnlyList<IRunListener> listeners,
    SigningKey? signing = null
)
{
    private readonly Lock _turn = new();
    private readonly List<JournalRecord> _records = [.. records];
    private long _signed = records.LastOrDefault(it => it.Body is RunEvent.CheckpointSigned)?.Sequence ?? 0;

    public RunState State { get; private set; } = state;

    /// <summary>The journal as it stands.</summary>
    public IReadOnlyList<JournalRecord> Records => _records;

    public static RunSession Start(
        IJournal journal,
        RunEvent.RunStarted started,
        TimeProvider clock,
        IReadOnlyList<IRunListener> listeners,
        SigningKey? signing = null
    )
    {
        var at = clock.GetUtcNow();
        var record = journal.Append(1, started, at);
        var stored = (RunEvent.RunStarted)record.Body;
        var state = RunState.Begin(stored, at);
        foreach (var listener in listeners)
        {
            listener.Happened(stored, state, at);
        }

        return new(journal, state, [record], clock, listeners, signing);
    }

    /// <summary>Null when it was accepted, otherwise why not.</summary>
    public string? Do(RunCommand command)
    {
        lock (_turn)
        {
            return Do(command, clock.GetUtcNow());
        }
    }

    /// <summary>What is found out of the state and the time of the record itself; false when there is nothing to do.</summary>
    public bool Do(Func<RunState, DateTimeOffset, RunCommand?> find)
    {
        lock (_turn)
        {
            var now = clock.GetUtcNow();
            return find(State, now) is { } command && Do(command, now) is null;
        }
    }

    /// <summary>For what the run's own rules bring about: a refusal is a bug.</summary>
    public void Must(RunCommand command)
    {
        if (Do(command) is { } why)
        {
            throw new OwnStepRefusedException(why);
        }
    }

    public void Seal(IReadOnlyDictionary<string, string> files, string evidenceRoot)
    {
        lock (_turn)
        {
            Write(new RunEvent.RecordSealed(files) { EvidenceRoot = evidenceRoot }, clock.GetUtcNow());
        }
    }

    public void Notice(string text)
    {
        foreach (var listener in listeners)
        {
            listener.Notice(text);
        }
    }

    public void Waits(Step step, DateTimeOffset until, string why)
    {
        foreach (var listener in listeners)
        {
            listener.Waits(step, until, why);
        }
    }

    private string? Do(RunCommand command, DateTimeOffset now)
    {
        switch (Decider.Decide(State, command, now))
        {
            case Decision.Refused no:
                return no.Why;
            case Decision.Accepted yes:
                foreach (var happened in yes.Events)
                {
                    Write(happened, now);
                }

                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private void Write(RunEvent happened, DateTimeOffset at)
    {
        var record = journal.Append(journal.Count + 1, happened, at);
        _records.Add(record);
        var stored = record.Body;
        State = State.Apply(stored, at);
        foreach (var listener in listeners)
        {
            listener.Happened(stored, State, at);
        }

        if (signing is not null && IsSignedAfter(stored))
        {
            _signed = journal.Count + 1;
            Write(Checkpoints.Sign(State.Started.Run, journal.Count, journal.Head, signing), at);
        }
    }

    /// <summary>Where a run may stop for long, and every so many records.</summary>
    private bool IsSignedAfter(RunEvent happened) =>
        happened is RunEvent.RunPaused or RunEvent.RunInterrupted
        || happened is not (RunEvent.RunEnded or RunEvent.RecordSealed or RunEvent.CheckpointSigned)
            && journal.Count - _signed >= Checkpoints.Interval;
}

/// <summary>What the run's own rules bring about was refused: a bug, or the run turned round in that moment.</summary>
internal sealed class OwnStepRefusedException(string why) : InvalidOperationException($"The run's own step was refused: {why}");
