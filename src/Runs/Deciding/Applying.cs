using System.Collections.Immutable;
using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>Events to states. No clock, no I/O, no choice: what happened, happened.</summary>
internal static class Applying
{
    public static RunState Begin(RunEvent.RunStarted started, DateTimeOffset at)
    {
        var notSelected = started.NotSelected.ToHashSet();
        var state = new RunState
        {
            Started = started,
            StartedAt = at,
            LastAt = at,
            T0 = started.T0,
            Operators = [started.Operator],
            Artifacts = [.. started.Artifacts ?? []],
            Order = [.. started.Steps.Select(it => it.Id)],
            Steps = started.Steps.ToImmutableDictionary(it => it.Id, it => FirstState(notSelected, it, at)),
            Children = started
                .Steps.Where(it => it.Parent is not null)
                .GroupBy(it => it.Parent!.Value)
                .ToImmutableDictionary(it => it.Key, it => it.Select(child => child.Id).ToImmutableList()),
            Windows = [.. started.Steps.Where(it => it is { Window: not null, Rollback: false }).Select(it => it.Id)],
            MayComeBack = started.Steps.Any(it => it.Work is Work.Traffic or Work.Trigger),
            Triggers = [.. started.Steps.Where(it => it.Work == Work.Trigger).Select(it => it.Id)],
            Positions = started.Steps.Select((step, at) => (step.Id, at)).ToImmutableDictionary(it => it.Id, it => it.at),
            Parts = started
                .Steps.Where(it => it is { Work: Work.Part, Block: not null })
                .GroupBy(it => it.Block!.Value)
                .ToImmutableDictionary(it => it.Key, it => it.Select(part => part.Id).ToImmutableList()),
        };
        return Counted(state, 0);
    }

    /// <summary>Pending, or left when it was not asked for; a command of a block goes with its block.</summary>
    private static StepState FirstState(HashSet<StepId> notSelected, Step step, DateTimeOffset at)
    {
        const string Why = "not selected (--only, --from, --skip)";
        return notSelected.Contains(step.Block ?? step.Id)
            ? new()
            {
                Step = step,
                Stage = StepStage.Decided,
                Why = Why,
                Decided = at,
                Left = new(step.Id, LeftBecause.NotSelected, Why, null),
            }
            : new() { Step = step };
    }

    public static RunState Apply(RunState state, RunEvent happened, DateTimeOffset at)
    {
        var next = happened switch
        {
            RunEvent.StepBegan it => Began(state, it, at),
            RunEvent.StepEnded it => Ended(state, it, at),
            RunEvent.StepLeft it => Decide(state, it.Step, at, Verdict.NotRun, it.Why, step => step with { Left = it }),
            RunEvent.HoldOpened it => With(
                state,
                it.Step,
                step => step with { Stage = StepStage.Waiting, Began = step.Began ?? at, Asked = at, Reminded = null, Escalated = false }
            ),
            RunEvent.HoldReminded it => With(state, it.Step, step => step with { Reminded = at }),
            RunEvent.HoldEscalated it => With(state, it.Step, step => step with { Reminded = at, Escalated = true }),
            RunEvent.HoldExpired it => Decide(state, it.Step, at, Verdict.Inconclusive, it.Why, step => step with { Expired = it }) with
            {
                Aborted = it.Aborts ? it : state.Aborted,
            },
            RunEvent.GlassBroken it => Broken(state, it, at),
            RunEvent.HoldAnswered it => Answered(state, it, at),
            RunEvent.DestructionConfirmed it => With(state, it.Step, step => step with { DestructionConfirmed = true }),
            RunEvent.FactRecorded it => Decide(state, it.Step, at, it.Verdict, it.Why, step => step with { Value = it.Value }),
            RunEvent.MomentReached it => Decide(state, it.Step, at, Verdict.Pass, it.Why, step => step),
            RunEvent.FailureAccepted it => With(state, it.Step, step => step with { Accepted = it }) with
            {
                Interventions = state.Interventions + 1,
            },
            RunEvent.StepWaived it => With(state, it.Step, step => step with { Waiver = it }) with
            {
                Interventions = state.Interventions + 1,
            },
            RunEvent.RetryAsked it => Retried(state, it, at),
            RunEvent.OutcomeSettled it => Settle(state, it, at),
            RunEvent.TriggerLooked it => With(
                state,
                it.Step,
                step =>
                    step with
                    {
                        Began = step.Began ?? at,
                        Watch = Triggers.Next(state, step, it, at).Candidate,
                        WatchStable = Triggers.Next(state, step, it, at).Stable,
                        Looks = Triggers.Counted(state, step.Looks, it.Holds is not null, at),
                    }
            ),
            RunEvent.BaselineSeen it => With(state, it.Step, step => step with { Baseline = it.Value }),
            RunEvent.TriggerFired it => Fired(state, it, at),
            RunEvent.TriggerClosed it => Decide(state, it.Step, at, it.Verdict, it.Why, step => step),
            RunEvent.WatchBegan it => state with { Watch = it, ArmedAt = state.ArmedAt ?? at },
            RunEvent.WatchLooked it => With(state, it.Step, step => Watches.Looked(state, step, it, at)),
            RunEvent.WatchClosed it => Decide(state, it.Step, at, it.Verdict, it.Why, step => Watches.Closed(step, it, at)),
            RunEvent.RollbackBegan it => state with { RollingBack = it },
            RunEvent.RunPaused it => state with { Paused = it.Why },
            RunEvent.RunInterrupted it => state with { Interrupted = it.Why },
            RunEvent.RunResumed it => Resumed(state, it),
            RunEvent.RunEnded it => state with { Ended = it, EndedAt = at, Paused = null, Interrupted = null },
            RunEvent.RecordSealed it => state with { Sealed = it.Files, EvidenceRoot = it.EvidenceRoot },
            RunEvent.CheckpointSigned => state,
            RunEvent.RunStarted => throw new InvalidOperationException("A run starts once."),
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Not an event of a run."),
        };
        return next with { LastAt = at, Events = state.Events + 1, CameIn = CameIn(state, happened, at) };
    }

    private static ImmutableDictionary<(StepId Step, string KeyId), DateTimeOffset> CameIn(
        RunState state,
        RunEvent happened,
        DateTimeOffset at
    ) =>
        happened switch
        {
            RunEvent.HoldAnswered { Signature: { } it } given => state.CameIn.SetItem((given.Step, it.KeyId), at),
            RunEvent.StepWaived { Signature: { } it } given => state.CameIn.SetItem((given.Step, it.KeyId), at),
            RunEvent.GlassBroken { Signature: { } it } given => state.CameIn.SetItem((given.Step, it.KeyId), at),
            _ => state.CameIn,
        };

    /// <summary>What people said of an incident before does not cover what comes of it now.</summary>
    private static RunState Fired(RunState state, RunEvent.TriggerFired it, DateTimeOffset at) =>
        Decide(
            state,
            it.Step,
            at,
            Attributions.IsOfTheWorld(it.Whose) ? Verdict.Inconclusive : Verdict.Fail,
            it.Why,
            step => step with { FiredAs = it.Whose, Accepted = null, Waiver = null, Glass = [], GlassAt = 0 }
        ) with
        {
            Firings = state.Firings + 1,
        };

    private static RunState Began(RunState state, RunEvent.StepBegan it, DateTimeOffset at)
    {
        var step = state.Steps[it.Step].Step;
        var next = With(state, it.Step, was => was with { Stage = StepStage.Begun, LastAttempt = it.Attempt, Began = at });
        return IsChange(step) ? next with { T0 = state.T0 ?? at, ArmedAt = state.ArmedAt ?? at, ChangedBy = state.Events + 1 } : next;
    }

    private static RunState Ended(RunState state, RunEvent.StepEnded it, DateTimeOffset at)
    {
        var next = Decide(
            state,
            it.Step,
            at,
            it.Verdict,
            it.Why,
            step =>
                step with
                {
                    LastAttempt = it.Attempt,
                    Left = null,
                    Value = it.Value is { } value ? value.ToString() : step.Value,
                    Attempts = step.Attempts.Add(new(it.Attempt, it.Verdict, it.Why, it.Evidence, step.Began ?? at, at)),
                }
        );
        return IsChange(state.Steps[it.Step].Step) ? next with { ChangedBy = state.Events + 1 } : next;
    }

    private static bool IsChange(Step step) => step.Effect >= Effect.Changes && !step.Rollback;

    private static RunState Answered(RunState state, RunEvent.HoldAnswered it, DateTimeOffset at)
    {
        var answered = state.Steps[it.Step];
        return answered.Step.Work is not Work.Part && Decider.WaitsForCondition(state, answered)
                ? With(state, it.Step, step => step with { Stage = StepStage.Pending, ConditionHolds = true })
            : it.StaysOpen ? With(state, it.Step, step => step with { Given = WithLast(step, it) })
            : Decide(state, it.Step, at, it.Verdict, it.Why, step => step with { Answer = it, Given = WithLast(step, it) });
    }

    /// <summary>The last word of each person; of a hold that one person answers, nothing.</summary>
    private static ImmutableList<RunEvent.HoldAnswered> WithLast(StepState step, RunEvent.HoldAnswered it) =>
        step.Step.Quorum is null ? step.Given : step.Given.RemoveAll(known => Persons.Same(known.By, it.By)).Add(it);

    /// <summary>The second of two people opens the gate, also of a hold that still waits.</summary>
    private static RunState Broken(RunState state, RunEvent.GlassBroken it, DateTimeOffset at)
    {
        var next = With(state, it.Step, step => step with { Glass = step.Glass.Add(it), GlassAt = state.Events + 1 }) with
        {
            Interventions = state.Interventions + 1,
        };
        var step = next.Steps[it.Step];
        return step.Stage == StepStage.Waiting && Gates.IsBroken(step, at)
            ? Decide(
                next,
                it.Step,
                at,
                Verdict.Inconclusive,
                $"not approved: {string.Join(" and ", step.Glass.Select(known => known.By))} broke the glass",
                known => known
            )
            : next;
    }

    /// <summary>A key that came to its end takes with it what it signed since; nothing that it signed before.</summary>
    private static RunState Resumed(RunState state, RunEvent.RunResumed it)
    {
        var next = state with
        {
            Paused = null,
            Interrupted = null,
            Operators = state.Operators.Contains(it.Operator) ? state.Operators : state.Operators.Add(it.Operator),
            EndedKeys = (it.EndedKeys ?? []).Aggregate(
                state.EndedKeys,
                (known, key) => known.TryGetValue(key.Id, out var since) && since <= key.Since ? known : known.SetItem(key.Id, key.Since)
            ),
        };
        next = it.EndedKeys is null ? next : Voiding.OfEndedKeys(next, With);
        return it.Artifacts is { Count: > 0 } others ? Voiding.OfArtifacts(next, others, With) : next;
    }

    /// <summary>A later attempt voids the signatures and decisions that covered the earlier one, and the blanks that were filled from them.</summary>
    private static RunState Retried(RunState state, RunEvent.RetryAsked it, DateTimeOffset at)
    {
        var retried = state.Steps[it.Step];
        var byPerson = it.By != "slipway" && retried.Step.Work != Work.Part;
        var next = With(state, it.Step, step => Watches.GoesOn(Again(step), at)) with
        {
            Interventions = state.Interventions + (byPerson ? 1 : 0),
        };
        var voided = state
            .Steps.Values.Where(step =>
                step.Step.Id != it.Step
                && step is { Answer: not null, Step.Kind: ItemKind.Signoff or ItemKind.Decision }
                && step.DecidedBy > retried.DecidedBy
            )
            .Select(step => step.Step)
            .ToList();
        next = Voiding.OfPartWay(next, retried, With);
        foreach (var signed in voided)
        {
            var blanks = state
                .Steps.Values.Where(step =>
                    step.Step.Work == Work.Record
                    && step.Step.Parent is { } parent
                    && (parent == signed.Id || parent == signed.Parent)
                    && step.Step.Line > signed.Line
                )
                .Select(step => step.Step.Id);
            next = blanks.Aggregate(next, (known, id) => With(known, id, Again));
            next = With(
                next,
                signed.Id,
                step => Again(step) with { Why = $"void: {retried.Step.Where} was tried again after this was signed" }
            );
        }

        return next;
    }

    private static RunState Settle(RunState state, RunEvent.OutcomeSettled it, DateTimeOffset at) =>
        it.How == Settled.RunAgain
            ? With(state, it.Step, Again)
            : Decide(
                state,
                it.Step,
                at,
                Verdict.Pass,
                it.Why,
                step => step with { Attempts = step.Attempts.Add(new(it.Attempt, Verdict.Pass, it.Why, it.Evidence, step.Began ?? at, at)) }
            );

    /// <summary>As if it had not been looked at, but what earlier attempts left behind stays.</summary>
    internal static StepState Again(StepState step) =>
        step with
        {
            Stage = StepStage.Pending,
            Verdict = Verdict.NotRun,
            Why = "",
            Answer = null,
            Left = null,
            Accepted = null,
            Waiver = null,
            DestructionConfirmed = false,
            Anew = true,
            Expired = null,
            Given = [],
            Glass = [],
            GlassAt = 0,
            Watch = Judging.TriggerMemory.Empty,
            WatchStable = Judging.TriggerMemory.Empty,
            FiredAs = null,
            Looks = step.Step.Work == Work.Watch ? step.Looks : TriggerLooks.None,
        };

    private static RunState Decide(
        RunState state,
        StepId id,
        DateTimeOffset at,
        Verdict verdict,
        string why,
        Func<StepState, StepState> more
    ) =>
        With(
            state,
            id,
            step =>
                more(step) with
                {
                    Stage = StepStage.Decided,
                    Verdict = verdict,
                    Why = why,
                    Decided = at,
                    DecidedBy = state.Events + 1,
                    Anew = false,
                }
        );

    private static RunState With(RunState state, StepId id, Func<StepState, StepState> change)
    {
        var changed = change(state.Steps[id]);
        var next = state with
        {
            Steps = state.Steps.SetItem(id, changed),
            Begun = changed.Stage == StepStage.Begun ? state.Begun.Add(id) : state.Begun.Remove(id),
            Fired =
                changed.Stage == StepStage.Decided
                && (
                    changed is { Step.Work: Work.Trigger or Work.Watch, Verdict: Verdict.Fail }
                    || Attributions.IsOfTheWorld(changed.FiredAs)
                )
                    ? state.Fired.Add(id)
                    : state.Fired.Remove(id),
        };
        var at = state.Positions[id];
        return at == state.Finished ? Counted(next, at)
            : at < state.Finished && !Due.IsFinished(next, changed) ? next with { Finished = at }
            : next;
    }

    /// <summary>Counts on from a step before which all are finished.</summary>
    private static RunState Counted(RunState state, int from)
    {
        while (from < state.Order.Count && Due.IsFinished(state, state.Steps[state.Order[from]]))
        {
            from++;
        }

        return from == state.Finished ? state : state with { Finished = from };
    }
}
