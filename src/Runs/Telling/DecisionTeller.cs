using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Execution;
using Slipway.Runs.Journal;
using Slipway.Runs.Reports;
using Slipway.Runs.Verifying;

namespace Slipway.Runs.Telling;

/// <summary>Goes through a journal and tells each decision of its gates and triggers, made again of the evidence.</summary>
internal sealed class DecisionTeller
{
    private readonly OpenedRun _run;
    private readonly EvidenceStore _store;
    private readonly VerdictReplay _verdicts;
    private readonly Dictionary<StepId, TriggerSight> _triggers = [];
    private readonly Dictionary<StepId, DateTimeOffset> _began = [];
    private readonly List<ToldDecision> _told = [];

    public DecisionTeller(OpenedRun run)
    {
        _run = run;
        _store = new(run.Folder.Evidence);
        _verdicts = new(_store.Find);
    }

    public IReadOnlyList<ToldDecision> Tell()
    {
        if (_run is not { State: { } end, Records: [{ Body: RunEvent.RunStarted started } first, ..] records })
        {
            return [];
        }

        var numbers = new Numbers(started.TimeZone);
        var state = RunState.Begin(started, first.Time);
        for (var at = 1; at < records.Count; at++)
        {
            var (body, time) = (records[at].Body, records[at].Time);
            var before = state;
            Note(before, body, time);
            state = state.Apply(body, time);
            switch (body)
            {
                case RunEvent.StepEnded it when before.Steps[it.Step].Step.Work == Work.Traffic:
                    _told.Add(Gate(before, it, time, numbers, Followed.Words(end, records, at, it.Step, it.Verdict)));
                    break;
                case RunEvent.TriggerFired it when _triggers.TryGetValue(it.Step, out var sight):
                    var fired = Followed.Words(end, records, at, it.Step, Verdict.Fail);
                    _told.Add(sight.Fired(state, state.Steps[it.Step], it, time, numbers, fired));
                    break;
                case RunEvent.TriggerClosed it when _triggers.TryGetValue(it.Step, out var sight):
                    _told.Add(sight.Closed(state, state.Steps[it.Step], it, time, numbers));
                    break;
            }
        }

        return _told;
    }

    private void Note(RunState before, RunEvent body, DateTimeOffset time)
    {
        switch (body)
        {
            case RunEvent.StepBegan it:
                _began[it.Step] = time;
                break;
            case RunEvent.TriggerLooked it:
                if (!_triggers.TryGetValue(it.Step, out var sight))
                {
                    _triggers[it.Step] = sight = new();
                }

                sight.Take(it, time, FaultOf(before, it));
                break;
        }
    }

    private (Verdict Again, string Why)? FaultOf(RunState before, RunEvent.TriggerLooked it)
    {
        Evidence[] pieces = it.Stable is { } stable ? [it.Evidence, stable.Evidence] : [it.Evidence];
        if (Lost(pieces) is { } lost)
        {
            return lost;
        }

        return before.Started.Format > 1 && _verdicts.Of(before.Steps[it.Step], it) is { } fault ? (Verdict.Fail, fault) : null;
    }

    private ToldDecision Gate(RunState before, RunEvent.StepEnded it, DateTimeOffset time, Numbers numbers, string followed)
    {
        var step = before.Steps[it.Step].Step;
        var move = step.Traffic!;
        var from = _began.GetValueOrDefault(it.Step, time);
        var sight = GateSight.Of(move, it.Evidence, _store.Find);
        var again = Again(before, step, it);
        var needed = GateWords.Needed(it.Verdict, sight);
        var rests = again is { Again: Verdict.Inconclusive }
            ? $"It cannot be made again, and so it proves nothing: it is recorded as {it.Verdict.InWords()} ({it.Why})"
            : Figures.Large($"{GateWords.Evidence(move, sight)}; so {followed}");
        return new()
        {
            Step = it.Step,
            Line = step.Line,
            Where = step.Where,
            Text = step.Words(),
            Kind = DecisionKind.Gate,
            Number = it.Attempt,
            From = from,
            To = time,
            Verdict = it.Verdict,
            Why = it.Why,
            Again = again?.Again ?? Verdict.Pass,
            Fault = again?.Why,
            Compared = GateWords.Compared(move, sight, numbers.Between(from, time)),
            Decided = $"{rests}{(needed.Length > 0 && again is not { Again: Verdict.Inconclusive } ? $"; {needed}" : "")}.",
            Comparison = sight.Seen is { Looking: Looking.Saw } seen
                ? new(
                    move,
                    TrafficJudge.RulesOf(move.Gate),
                    before.Started.Rules,
                    sight.Trail?.Looks ?? 0,
                    sight.Trail?.Last,
                    sight.Trail?.Run.Decision,
                    TrafficJudge.SplitOf(move, seen),
                    sight.Intervals
                )
                : null,
        };
    }

    /// <summary>Null when the verdict comes out of the evidence as it is recorded.</summary>
    private (Verdict Again, string Why)? Again(RunState before, Step step, RunEvent.StepEnded it)
    {
        if (before.Started.Format == 1)
        {
            return (Verdict.Inconclusive, "this record is of a version that kept no facts");
        }

        if (Lost(it.Evidence) is { } lost)
        {
            return lost;
        }

        var (judged, _, fault) = _verdicts.Of(step, step, it);
        if (judged is null)
        {
            return (Verdict.Fail, fault);
        }

        var told = Decider.Told(before, step, judged, it.Evidence);
        return (told.Verdict, told.Why) == (it.Verdict, it.Why)
            ? null
            : (Verdict.Fail, $"it is recorded as {it.Verdict} ({it.Why}), and its evidence says {told.Verdict} ({told.Why})");
    }

    /// <summary>What of the evidence is not there, or is not what the record names.</summary>
    private (Verdict Again, string Why)? Lost(IReadOnlyList<Evidence> pieces)
    {
        var named = pieces
            .SelectMany(it =>
                it.Outputs.Select(output => output.Sha256)
                    .Concat(it.Observed is { } facts ? ObservationJson.TextsOf(facts).Select(text => text.Sha256) : [])
            )
            .Where(it => it.Length > 0)
            .Distinct(StringComparer.Ordinal);
        foreach (var sha256 in named.Where(it => _store.Find(it) is null))
        {
            return _store.Has(sha256)
                ? (Verdict.Fail, $"evidence/{sha256}.gz was changed: it is not what the record names")
                : (Verdict.Inconclusive, $"evidence/{sha256}.gz is missing");
        }

        return null;
    }
}
