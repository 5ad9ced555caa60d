using System.Text.Json;
using Slipway.Kernel;
using Slipway.Runs.Deciding;

namespace Slipway.Runs.Verifying;

/// <summary>What came of making a record's decisions again.</summary>
/// <param name="State">The run at its end, or where it could not be gone on.</param>
/// <param name="Decisions">Decisions that came out as they are recorded.</param>
/// <param name="Verdicts">Verdicts that came out of the evidence as they are recorded.</param>
/// <param name="Untold">Verdicts of a record that does not hold the facts they were made of.</param>
/// <param name="Faults">What came out otherwise, each with its record.</param>
internal sealed record Replayed(RunState State, long Decisions, long Verdicts, long Untold, IReadOnlyList<string> Faults);

/// <summary>
/// Makes every decision of a record again: each event must be what the rules of a run bring about in the state before it, and each
/// verdict what the rules of judging make of the facts that were kept. So a go without its gates is found even where every hash fits.
/// </summary>
internal sealed class Replay(RunState begin, VerdictReplay verdicts)
{
    private readonly Queue<RunEvent> _due = [];
    private readonly List<string> _faults = [];
    private RunState _state = begin;
    private long _decisions;
    private long _verdicts;
    private long _untold;
    private bool _isStuck;

    /// <summary>What came of the records so far.</summary>
    public Replayed SoFar => new(_state, _decisions, _verdicts, _untold, _faults);

    /// <summary>Goes on by one record, in order; not with the first, which begins the run.</summary>
    public void Take(JournalRecord record)
    {
        if (_isStuck)
        {
            return;
        }

        if (StepOf(record.Body) is { } id && !_state.Steps.ContainsKey(id))
        {
            _faults.Add($"record {record.Sequence}: the run has no step {id}; what follows cannot be made again");
            _isStuck = true;
            return;
        }

        if (Told(record) is { } fault)
        {
            _faults.Add($"record {record.Sequence}: {fault}");
            _due.Clear();
        }

        _state = _state.Apply(record.Body, record.Time);
    }

    /// <summary>Why this could not happen here; null when it had to.</summary>
    private string? Told(JournalRecord record)
    {
        if (record.Body is RunEvent.RecordSealed or RunEvent.CheckpointSigned)
        {
            return null;
        }

        if (record.Body is RunEvent.RunResumed)
        {
            // A crash may have cut off what still had to follow.
            _due.Clear();
        }

        return _due.TryDequeue(out var wanted) ? Differs(wanted, record.Body) : Decided(record);
    }

    private string? Decided(JournalRecord record)
    {
        if (record.Body is RunEvent.StepEnded { } end && Verdict(end) is { } other)
        {
            return other;
        }

        if (record.Body is RunEvent.TriggerLooked look && Look(look) is { } unlike)
        {
            return unlike;
        }

        if (record.Body is RunEvent.BaselineSeen baseline && verdicts.Of(_state.Steps[baseline.Step].Step, baseline) is { } untrue)
        {
            return untrue;
        }

        if (record.Body is RunEvent.WatchLooked watched && Look(watched) is { } otherwise)
        {
            return otherwise;
        }

        if (IsOfBlock(record.Body) is { } block)
        {
            return _state.Steps[block].Stage == StepStage.Begun ? null : $"the block {block} of this command does not run";
        }

        if (record.Body is RunEvent.FactRecorded fact && Recorded(fact, record.Time) is { } wrong)
        {
            return wrong;
        }

        var decision = Decider.Decide(_state, Commands.Of(_state, record.Body), record.Time);
        if (decision is not Decision.Accepted { Events: { Count: > 0 } events })
        {
            return $"{Name(record.Body)} could not happen: {(decision as Decision.Refused)?.Why}";
        }

        foreach (var next in events.Skip(1))
        {
            _due.Enqueue(next);
        }

        _decisions++;
        return Differs(events[0], record.Body);
    }

    /// <summary>The verdict again, out of what was kept of the attempt.</summary>
    private string? Verdict(RunEvent.StepEnded end)
    {
        var step = _state.Steps[end.Step].Step;
        if (_state.Started.Format == 1)
        {
            _untold++;
            return null;
        }

        var block = step.Block is { } id ? _state.Steps[id].Step : step;
        var (judged, value, fault) = verdicts.Of(step, block, end);
        if (judged is null)
        {
            return fault;
        }

        var told = Decider.Told(_state, block, judged, end.Evidence);
        if (told.Verdict != end.Verdict || told.Why != end.Why)
        {
            return $"{step.Where} is recorded as {end.Verdict} ({end.Why}), and its evidence says {told.Verdict} ({told.Why})";
        }

        if (step.Work != Work.Part && Decider.Finite(value) != end.Value)
        {
            return $"{step.Where} is recorded with the value {end.Value}, and its evidence says {value}";
        }

        _verdicts++;
        return null;
    }

    private string? Look(RunEvent.TriggerLooked look)
    {
        var fault = verdicts.Of(_state.Steps[look.Step], look);
        _verdicts += fault is null ? 1 : 0;
        return fault;
    }

    private string? Look(RunEvent.WatchLooked look)
    {
        var fault = verdicts.Of(_state.Steps[look.Step].Step, look);
        _verdicts += fault is null ? 1 : 0;
        return fault;
    }

    /// <summary>The block of a command that was told of with it; null for everything else.</summary>
    private StepId? IsOfBlock(RunEvent body) =>
        body switch
        {
            RunEvent.StepEnded it => _state.Steps[it.Step].Step.Block,
            RunEvent.StepLeft { Because: LeftBecause.NotReached } it => _state.Steps[it.Step].Step.Block,
            _ => null,
        };

    private string? Recorded(RunEvent.FactRecorded fact, DateTimeOffset at) =>
        _state.Started.Format == 1
        || Facts.Find(_state, _state.Steps[fact.Step].Step, at) is var (value, judged)
            && value == fact.Value
            && judged.Verdict == fact.Verdict
            && judged.Why == fact.Why
            ? null
            : $"{_state.Steps[fact.Step].Step.Where} is recorded as {fact.Value} ({fact.Verdict}), and the run knows otherwise";

    private static string? Differs(RunEvent wanted, RunEvent found) =>
        wanted.Equals(found) || Same(wanted, found)
            ? null
            : $"{Name(found)} is not what the rules bring about here: {Name(wanted)}, or with other content";

    private static bool Same(RunEvent wanted, RunEvent found) =>
        wanted.GetType() == found.GetType()
        && CanonicalJson.Write(RunEventJson.Write(wanted)) == CanonicalJson.Write(RunEventJson.Write(found));

    private static string Name(RunEvent body) => JsonNamingPolicy.KebabCaseLower.ConvertName(body.GetType().Name);

    private static StepId? StepOf(RunEvent body) =>
        body switch
        {
            RunEvent.StepBegan it => it.Step,
            RunEvent.StepEnded it => it.Step,
            RunEvent.StepLeft it => it.Step,
            RunEvent.HoldOpened it => it.Step,
            RunEvent.HoldAnswered it => it.Step,
            RunEvent.DestructionConfirmed it => it.Step,
            RunEvent.FactRecorded it => it.Step,
            RunEvent.MomentReached it => it.Step,
            RunEvent.FailureAccepted it => it.Step,
            RunEvent.StepWaived it => it.Step,
            RunEvent.GlassBroken it => it.Step,
            RunEvent.HoldReminded it => it.Step,
            RunEvent.HoldEscalated it => it.Step,
            RunEvent.HoldExpired it => it.Step,
            RunEvent.RetryAsked it => it.Step,
            RunEvent.OutcomeSettled it => it.Step,
            RunEvent.TriggerLooked it => it.Step,
            RunEvent.BaselineSeen it => it.Step,
            RunEvent.TriggerFired it => it.Step,
            RunEvent.TriggerClosed it => it.Step,
            RunEvent.WatchLooked it => it.Step,
            RunEvent.WatchClosed it => it.Step,
            _ => null,
        };
}
