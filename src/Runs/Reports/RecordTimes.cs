using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Deciding;

namespace Slipway.Runs.Reports;

/// <summary>The stretches of a run's time, from its journal alone: what no record bounds is in none of them.</summary>
internal sealed class RecordTimes
{
    private readonly RunState _state;
    private readonly DateTimeOffset _now;
    private readonly List<ReportSpan> _spans = [];
    private readonly Dictionary<StepId, (DateTimeOffset At, int Attempt)> _begun = [];
    private readonly Dictionary<StepId, (DateTimeOffset At, string? Role)> _held = [];
    private readonly Dictionary<StepId, DateTimeOffset> _failed = [];
    private readonly Dictionary<StepId, DateTimeOffset> _reached = [];
    private (DateTimeOffset At, string Why)? _away;

    public RecordTimes(RunState state, IReadOnlyList<JournalRecord> records, DateTimeOffset now)
    {
        _state = state;
        _now = now;
        for (var i = 0; i < records.Count; i++)
        {
            Look(records[i].Body, records[i].Time, i == 0 ? records[0].Time : records[i - 1].Time);
        }

        Close();
        _spans.Sort((one, other) => one.Began.CompareTo(other.Began));
    }

    public IReadOnlyList<ReportSpan> Spans => _spans;

    public DateTimeOffset? FirstChange { get; private set; }

    public DateTimeOffset? WayBack { get; private set; }

    /// <summary>When a moment came, by its step.</summary>
    public IReadOnlyDictionary<StepId, DateTimeOffset> Reached => _reached;

    private void Look(RunEvent happened, DateTimeOffset at, DateTimeOffset before)
    {
        switch (happened)
        {
            case RunEvent.StepBegan it:
                _begun[it.Step] = (at, it.Attempt);
                FirstChange ??= Step(it.Step) is { Effect: >= Effect.Changes, Rollback: false } ? at : null;
                break;
            case RunEvent.StepEnded it:
                Ended(it, at);
                break;
            case RunEvent.HoldOpened it:
                _held.TryAdd(it.Step, (at, it.Role));
                break;
            case RunEvent.HoldAnswered it:
                Decided(it.Step, at, it.By);
                break;
            case RunEvent.StepLeft it:
                Decided(it.Step, at, it.By);
                break;
            case RunEvent.StepWaived it:
                Decided(it.Step, at, it.By);
                break;
            case RunEvent.FailureAccepted it:
                Decided(it.Step, at, it.By);
                break;
            case RunEvent.OutcomeSettled it:
                Decided(it.Step, at, it.By);
                break;
            case RunEvent.RetryAsked it when it.By != "slipway":
                Decided(it.Step, at, it.By);
                break;
            case RunEvent.RetryAsked it:
                _failed.Remove(it.Step);
                break;
            case RunEvent.DestructionConfirmed it:
                Add(new(ReportSpanKind.Hold, it.Step, LineOf(it.Step), TextOf(it.Step), before, at) { By = it.By });
                break;
            case RunEvent.MomentReached it:
                _reached[it.Step] = at;
                Add(new(ReportSpanKind.Moment, it.Step, LineOf(it.Step), TextOf(it.Step), before, at));
                break;
            case RunEvent.RollbackBegan it:
                WayBack ??= at;
                RolledBack(at, it.By);
                break;
            case RunEvent.RunPaused it:
                _away = (at, it.Why);
                break;
            case RunEvent.RunInterrupted it:
                _away = (at, it.Why);
                break;
            case RunEvent.RunResumed:
                Resumed(at, before);
                break;
        }
    }

    private void Ended(RunEvent.StepEnded it, DateTimeOffset at)
    {
        if (_begun.Remove(it.Step, out var begun))
        {
            Add(
                new(ReportSpanKind.Attempt, it.Step, LineOf(it.Step), TextOf(it.Step), begun.At, at)
                {
                    Verdict = it.Verdict,
                    Attempt = it.Attempt,
                }
            );
        }

        if (it.Verdict != Verdict.Pass && Step(it.Step)?.Work != Work.Part)
        {
            _failed[it.Step] = at;
        }
    }

    /// <summary>The end of a question, or of the wait for a decision after something did not pass.</summary>
    private void Decided(StepId step, DateTimeOffset at, string? by)
    {
        if (_held.Remove(step, out var held))
        {
            Add(new(ReportSpanKind.Hold, step, LineOf(step), TextOf(step), held.At, at) { By = by, Role = held.Role });
        }
        else if (by is not null && _failed.Remove(step, out var failed))
        {
            Add(new(ReportSpanKind.Hold, step, LineOf(step), TextOf(step), failed, at) { By = by });
        }
    }

    /// <summary>Whoever chose the way back was asked about what had failed last.</summary>
    private void RolledBack(DateTimeOffset at, string by)
    {
        if (_failed.Count > 0)
        {
            var last = _failed.MaxBy(it => it.Value);
            Add(new(ReportSpanKind.Hold, last.Key, LineOf(last.Key), TextOf(last.Key), last.Value, at) { By = by });
            _failed.Clear();
        }
    }

    private void Resumed(DateTimeOffset at, DateTimeOffset before)
    {
        var (from, why) = _away ?? (before, "no record says why");
        _away = null;
        Add(new(ReportSpanKind.Away, null, 0, why, from, at));
    }

    private void Close()
    {
        foreach (var (step, begun) in _begun)
        {
            Add(
                new(ReportSpanKind.Attempt, step, LineOf(step), TextOf(step), begun.At, _now) { Attempt = begun.Attempt, Open = true },
                evenEmpty: true
            );
        }

        foreach (var (step, held) in _held)
        {
            Add(
                new(ReportSpanKind.Hold, step, LineOf(step), TextOf(step), held.At, _now) { Role = held.Role, Open = true },
                evenEmpty: true
            );
        }
    }

    private void Add(ReportSpan span, bool evenEmpty = false)
    {
        if (span.Ended > span.Began || span.Kind == ReportSpanKind.Attempt || evenEmpty)
        {
            _spans.Add(span);
        }
    }

    private Step? Step(StepId id) => _state.Steps.GetValueOrDefault(id)?.Step;

    private int LineOf(StepId id) => Step(id)?.Line ?? 0;

    private string TextOf(StepId id) => Step(id)?.Words() ?? id.Value;
}
