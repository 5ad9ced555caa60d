using Slipway.Kernel;

namespace Slipway.Runs.Reports;

/// <summary>What a journal tells beyond the state that it folds to: when answers came, what they covered, and what was undone again.</summary>
internal sealed class RecordScan
{
    private readonly RunState _state;
    private readonly Dictionary<StepId, long> _decidedAs = [];
    private readonly HashSet<StepId> _conditionsAsked = [];
    private readonly List<(StepId Step, long Decided, long Undone)> _undone = [];
    private readonly List<(JournalRecord Record, RunEvent.HoldAnswered Given, bool OfCondition)> _answers = [];
    private readonly List<(JournalRecord Record, RunEvent.StepWaived Given)> _waivers = [];
    private readonly List<(JournalRecord Record, RunEvent.GlassBroken Given)> _glass = [];

    public RecordScan(RunState state, IReadOnlyList<JournalRecord> records)
    {
        _state = state;
        foreach (var record in records)
        {
            Look(record);
            if (TurnOf(record.Body) is { } turn)
            {
                Turns.Add(new(record.Time, turn));
            }
        }

        Signatures = [.. _answers.Select(Signature)];
        Waivers = [.. _waivers.Select(Waiver)];
        Glass = [.. _glass.Select(BrokenGlass)];
        Answers = Signatures
            .Where(it => !it.Withdrawn && !it.OfCondition)
            .GroupBy(it => it.Given.Step)
            .ToDictionary(it => it.Key, it => it.Last());
        Exceptions = Waivers.Where(it => !it.Withdrawn).GroupBy(it => it.Given.Step).ToDictionary(it => it.Key, it => it.Last());
    }

    public Dictionary<StepId, (RunEvent.HoldOpened Hold, DateTimeOffset At)> Holds { get; } = [];

    public Dictionary<StepId, RunEvent.OutcomeSettled> Settled { get; } = [];

    public Dictionary<StepId, RunEvent.DestructionConfirmed> Confirmed { get; } = [];

    public List<ReportTurn> Turns { get; } = [];

    public IReadOnlyList<ReportSignature> Signatures { get; }

    public IReadOnlyList<ReportWaiver> Waivers { get; }

    public IReadOnlyList<ReportGlass> Glass { get; }

    /// <summary>The answer that counts, by step.</summary>
    public IReadOnlyDictionary<StepId, ReportSignature> Answers { get; }

    /// <summary>The last exception of each step that was not withdrawn.</summary>
    public IReadOnlyDictionary<StepId, ReportWaiver> Exceptions { get; }

    private void Look(JournalRecord record)
    {
        switch (record.Body)
        {
            case RunEvent.StepEnded it:
                _decidedAs[it.Step] = record.Sequence;
                break;
            case RunEvent.StepLeft it:
                _decidedAs[it.Step] = record.Sequence;
                break;
            case RunEvent.FactRecorded it:
                _decidedAs[it.Step] = record.Sequence;
                break;
            case RunEvent.MomentReached it:
                _decidedAs[it.Step] = record.Sequence;
                break;
            case RunEvent.HoldOpened it:
                Holds[it.Step] = (it, record.Time);
                break;
            case RunEvent.HoldAnswered it:
                Answered(record, it);
                break;
            case RunEvent.StepWaived it:
                _waivers.Add((record, it));
                break;
            case RunEvent.GlassBroken it:
                _glass.Add((record, it));
                break;
            case RunEvent.HoldExpired it:
                _decidedAs[it.Step] = record.Sequence;
                break;
            case RunEvent.DestructionConfirmed it:
                Confirmed[it.Step] = it;
                break;
            case RunEvent.RetryAsked it:
                Undone(it.Step, record.Sequence);
                break;
            case RunEvent.OutcomeSettled it:
                Settled[it.Step] = it;
                if (it.How != Runs.Settled.RunAgain)
                {
                    _decidedAs[it.Step] = record.Sequence;
                }

                break;
        }
    }

    private void Answered(JournalRecord record, RunEvent.HoldAnswered it)
    {
        var ofCondition = Step(it.Step) is { Condition: not null } && _conditionsAsked.Add(it.Step);
        _answers.Add((record, it, ofCondition));
        if (!ofCondition)
        {
            _decidedAs[it.Step] = record.Sequence;
        }
    }

    private void Undone(StepId step, long sequence)
    {
        if (_decidedAs.Remove(step, out var decided))
        {
            _undone.Add((step, decided, sequence));
        }
    }

    private ReportSignature Signature((JournalRecord Record, RunEvent.HoldAnswered Given, bool OfCondition) it) =>
        new(it.Record.Time, LineOf(it.Given.Step), TextOf(it.Given.Step), Step(it.Given.Step)?.Kind ?? default, it.Given)
        {
            OfCondition = it.OfCondition,
            Withdrawn = Withdrawn(it.Given.Step, it.Record.Sequence),
            Changed = [.. ChangedSince(it.Given.Step, it.Record.Sequence, it.Given.PlanDigest), .. KeyEnded(it.Given.Signature, it.Record)],
        };

    private ReportGlass BrokenGlass((JournalRecord Record, RunEvent.GlassBroken Given) it) =>
        new(it.Record.Time, LineOf(it.Given.Step), TextOf(it.Given.Step), it.Given)
        {
            Opens =
                _state.Steps.GetValueOrDefault(it.Given.Step) is { } step
                && step.Glass.Any(known => known.By == it.Given.By && known.Expires == it.Given.Expires)
                && Deciding.Gates.IsBroken(step, _state.EndedAt ?? _state.LastAt),
        };

    /// <summary>What was signed with a key that had come to its end by then.</summary>
    private IEnumerable<string> KeyEnded(KeySignature? signature, JournalRecord record) =>
        signature is not null && _state.EndedKeys.TryGetValue(signature.KeyId, out var since) && since <= record.Time
            ? [$"void: the key had come to its end at {since.UtcDateTime:yyyy-MM-dd HH:mm} UTC"]
            : [];

    private ReportWaiver Waiver((JournalRecord Record, RunEvent.StepWaived Given) it) =>
        new(it.Record.Time, LineOf(it.Given.Step), TextOf(it.Given.Step), it.Given)
        {
            Expired = it.Given.Expires <= (_state.EndedAt ?? _state.LastAt),
            Withdrawn = Withdrawn(it.Given.Step, it.Record.Sequence),
            Changed = [.. ChangedSince(it.Given.Step, it.Record.Sequence, it.Given.PlanDigest), .. KeyEnded(it.Given.Signature, it.Record)],
        };

    private bool Withdrawn(StepId step, long sequence) => _undone.Exists(it => it.Step == step && it.Undone > sequence);

    /// <summary>What was decided when the person signed, and has been asked for again since.</summary>
    private List<string> ChangedSince(StepId own, long sequence, string planDigest)
    {
        var changed = _undone
            .Where(it => it.Step != own && it.Decided < sequence && it.Undone > sequence)
            .Select(it => $"{Named(it.Step)} was tried again: it says {_state.Steps.GetValueOrDefault(it.Step)?.Verdict.InWords()} now")
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (planDigest != _state.Started.PlanDigest)
        {
            changed.Add("it covers another plan");
        }

        return changed;
    }

    private string? TurnOf(RunEvent happened) =>
        happened switch
        {
            RunEvent.RunStarted it => $"{it.Operator} started the {(it.Mode == RunMode.Rehearse ? "rehearsal" : "run")}{Plainly(it)}",
            RunEvent.RunPaused it => $"The run waits: {it.Why}",
            RunEvent.RunInterrupted it => it.Survivors.Count == 0
                ? $"Interrupted: {it.Why}"
                : $"Interrupted: {it.Why}. Their end could not be verified: {string.Join(", ", it.Survivors)}",
            RunEvent.RunResumed it => $"{it.Operator} took the run up again",
            RunEvent.TriggerFired it => $"The condition of {Named(it.Step)} has come true: {it.Why}",
            RunEvent.WatchBegan it => $"The watch began: {it.Why}",
            RunEvent.WatchClosed { Verdict: not Verdict.Pass } it => $"What is watched in {Named(it.Step)} did not hold: {it.Why}",
            RunEvent.RollbackBegan it => $"{it.By} began the way back: {it.Why}",
            RunEvent.FailureAccepted it =>
                $"{it.By} went on although {Named(it.Step)} did not pass: {Figures.Sentence(it.Reason)} Its gate stays shut.",
            RunEvent.GlassBroken it =>
                $"{it.By} broke the glass of {Named(it.Step)} until {it.Expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {it.Reason}",
            RunEvent.HoldEscalated it => $"{Named(it.Step)} was brought before {it.To}: {it.Why}",
            RunEvent.HoldExpired it => $"The time of {Named(it.Step)} ran out: {it.Why}",
            RunEvent.StepWaived it => $"{it.By} waived {Named(it.Step)}: {it.Reason}",
            RunEvent.RetryAsked it when Step(it.Step)?.Work != Work.Part => $"{it.By} asked for another attempt at {Named(it.Step)}",
            RunEvent.DestructionConfirmed it => $"{it.By} confirmed what {Named(it.Step)} destroys, by typing \"{it.Typed}\"",
            RunEvent.OutcomeSettled it =>
                $"The unknown outcome of {Named(it.Step)} was settled{(it.By is { } by ? $" by {by}" : "")}: {it.Why}",
            RunEvent.RunEnded it => $"The run ended: {it.Why}",
            _ => null,
        };

    private static string Plainly(RunEvent.RunStarted it) =>
        it.Now is { Length: > 0 } reason ? $", without waiting for the document's moments: {reason}" : "";

    private string Named(StepId id) => id == StepId.RollbackPlan ? "the way back" : Step(id)?.Where ?? id.Value;

    private Step? Step(StepId id) => _state.Steps.GetValueOrDefault(id)?.Step;

    private int LineOf(StepId id) => Step(id)?.Line ?? 0;

    private string TextOf(StepId id) => Step(id)?.Words() ?? id.Value;
}
