using Slipway.Runs.Deciding;

namespace Slipway.Runs.Execution;

/// <summary>A run that is being written: commands go in, decided events are made durable, then applied, then told.</summary>
internal sealed class RunSession(
    IJournal journal,
    RunState state,
    IReadOnlyList<JournalRecord> records,
    TimeProvider clock,
    IReadOnlyList<IRunListener> listeners
)
{
    private readonly Lock _turn = new();
    private readonly List<JournalRecord> _records = [.. records];

    public RunState State { get; private set; } = state;

    /// <summary>The journal as it stands.</summary>
    public IReadOnlyList<JournalRecord> Records => _records;

    public static RunSession Start(IJournal journal, RunEvent.RunStarted started, TimeProvider clock, IReadOnlyList<IRunListener> listeners)
    {
        var at = clock.GetUtcNow();
        var record = journal.Append(1, started, at);
        var stored = (RunEvent.RunStarted)record.Body;
        var state = RunState.Begin(stored, at);
        foreach (var listener in listeners)
        {
            listener.Happened(stored, state, at);
        }

        return new(journal, state, [record], clock, listeners);
    }

    /// <summary>Null when it was accepted, otherwise why not.</summary>
    public string? Do(RunCommand command)
    {
        lock (_turn)
        {
            var now = clock.GetUtcNow();
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
    }

    /// <summary>For what the run's own rules bring about: a refusal is a bug.</summary>
    public void Must(RunCommand command)
    {
        if (Do(command) is { } why)
        {
            throw new InvalidOperationException($"The run's own step was refused: {why}");
        }
    }

    public void Seal(IReadOnlyDictionary<string, string> files)
    {
        lock (_turn)
        {
            Write(new RunEvent.RecordSealed(files), clock.GetUtcNow());
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
    }
}
