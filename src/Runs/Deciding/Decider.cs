using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>The rules of a run: what a command may bring about in a state. Pure.</summary>
internal static class Decider
{
    public static Decision Decide(RunState state, RunCommand command, DateTimeOffset now)
    {
        if (state.Ended is not null)
        {
            return Refuse("The run has ended; what it says is final.");
        }

        if (
            state.Aborted is { } over
            && command
                is not (
                    RunCommand.Finish
                    or RunCommand.End
                    or RunCommand.Settle
                    or RunCommand.Pause
                    or RunCommand.Interrupt
                    or RunCommand.Resume
                )
        )
        {
            return Refuse($"The run is over: {over.Step}, {over.Why}.");
        }

        if (StepOf(command) is { } id && OutOfReach(state, command, id) is { } far)
        {
            return Refuse(far);
        }

        return command switch
        {
            RunCommand.Begin it => Begin(state, it, now),
            RunCommand.End it => End(state, it),
            RunCommand.Leave it => Leave(state, it),
            RunCommand.OpenHold it => OpenHold(state, it),
            RunCommand.Answer it => Answers.Decide(state, it, now),
            RunCommand.AnswerCondition it => Answers.DecideCondition(state, it),
            RunCommand.ConfirmDestruction it => Confirm(state, it),
            RunCommand.Record it => Record(state, it),
            RunCommand.Reach it => Reach(state, it, now),
            RunCommand.AcceptFailure it => AcceptFailure(state, it, now),
            RunCommand.Waive it => Waiving.Decide(state, it, now),
            RunCommand.BreakGlass it => Glass.Decide(state, it, now),
            RunCommand.Remind it => HoldTimes.Remind(state, it.Step, now),
            RunCommand.Expire it => HoldTimes.Expire(state, it.Step, now),
            RunCommand.Retry it => Retry(state, it),
            RunCommand.Settle it => Settle(state, it),
            RunCommand.LookAtTrigger it => Triggers.Look(state, it, now),
            RunCommand.NoteBaseline it => Triggers.NoteBaseline(state, it),
            RunCommand.CloseTrigger it => Triggers.Close(state, it, now),
            RunCommand.BeginWatch => Watches.Begin(state, now),
            RunCommand.LookAtWatch it => Watches.Look(state, it),
            RunCommand.CloseWatch it => Watches.Close(state, it),
            RunCommand.RollBack it => RollBack(state, it),
            RunCommand.Pause it => Accept(new RunEvent.RunPaused(it.Why)),
            RunCommand.Interrupt it => Accept(new RunEvent.RunInterrupted(it.Why, it.Survivors)),
            RunCommand.Resume it => Resume(state, it),
            RunCommand.Finish it => Finish(state, it, now),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Not a command of a run."),
        };
    }

    public static Decision Accept(params IReadOnlyList<RunEvent> events) => new Decision.Accepted(events);

    public static Decision Refuse(string why) => new Decision.Refused(why);

    private static Step Of(RunState state, StepId id) => state.Steps[id].Step;

    private static StepId? StepOf(RunCommand command) =>
        command switch
        {
            RunCommand.Begin it => it.Step,
            RunCommand.End it => it.Step,
            RunCommand.Leave it => it.Step,
            RunCommand.OpenHold it => it.Step,
            RunCommand.Answer it => it.Step,
            RunCommand.AnswerCondition it => it.Step,
            RunCommand.ConfirmDestruction it => it.Step,
            RunCommand.Record it => it.Step,
            RunCommand.Reach it => it.Step,
            RunCommand.AcceptFailure it => it.Step,
            RunCommand.Waive it => it.Step,
            RunCommand.BreakGlass it => it.Step,
            RunCommand.Remind it => it.Step,
            RunCommand.Expire it => it.Step,
            RunCommand.Retry it => it.Step,
            RunCommand.Settle it => it.Step,
            RunCommand.LookAtTrigger it => it.Step,
            RunCommand.NoteBaseline it => it.Step,
            RunCommand.CloseTrigger it => it.Step,
            RunCommand.LookAtWatch it => it.Step,
            RunCommand.CloseWatch it => it.Step,
            _ => null,
        };

    /// <summary>A step of the other way is out of reach; but what began before the run turned round may still be told the end of.</summary>
    private static string? OutOfReach(RunState state, RunCommand command, StepId id)
    {
        if (!state.Steps.TryGetValue(id, out var step))
        {
            return $"The run has no step {id}.";
        }

        if (command is RunCommand.End or RunCommand.Settle || step.Step.Rollback == state.RollingBack is not null)
        {
            return null;
        }

        return step.Step.Rollback
            ? $"{id} is part of the way back, and the run goes forward."
            : $"{id} is part of the way forward, and the run goes back.";
    }

    private static Decision Resume(RunState state, RunCommand.Resume it)
    {
        var others = it.Artifacts.Where(now => state.Artifacts.Any(was => was.Name == now.Name && was.Digest != now.Digest)).ToList();
        return Accept(
            new RunEvent.RunResumed(it.Operator)
            {
                EndedKeys = it.EndedKeys.Count == 0 ? null : it.EndedKeys,
                Artifacts = others.Count == 0 ? null : others,
            }
        );
    }

    /// <summary>True for what a person decides, or does because a machine must not.</summary>
    internal static bool IsAsked(Step step) => step.Work is Work.Ask or Work.Record || step.Blocked.Count > 0;

    /// <summary>True while nobody has said that its condition holds; who signs for a step says so with the signature.</summary>
    internal static bool WaitsForCondition(RunState state, StepState step) =>
        step.Step.Condition is not null && !step.ConditionHolds && !Signing.IsNeeded(state, step.Step);

    /// <summary>Why nobody answers the condition of a step that is signed for.</summary>
    internal static string WhoSignsSaysIt(StepId step) =>
        $"{step} is signed for, so a name alone does not say whether its condition holds: who signs says it.";

    private static Decision OpenHold(RunState state, RunCommand.OpenHold it)
    {
        var step = state.Steps[it.Step];
        return step.Stage == StepStage.Pending && IsAsked(step.Step) && !WaitsForCondition(state, step)
            ? Accept(new RunEvent.HoldOpened(it.Step, it.Question, step.Step.Role, state.VerdictsDigest.Hex))
            : Refuse($"{it.Step} has no question that a person could answer now.");
    }

    private static Decision Record(RunState state, RunCommand.Record it) =>
        state.Steps[it.Step] is { Step.Work: Work.Record, Stage: StepStage.Pending or StepStage.Waiting }
            ? Accept(new RunEvent.FactRecorded(it.Step, it.Value, it.Judgement.Verdict, it.Judgement.Why))
            : Refuse($"{it.Step} is not for the run to record.");

    private static Decision Reach(RunState state, RunCommand.Reach it, DateTimeOffset now)
    {
        if (state.Steps[it.Step] is not { Step.Work: Work.Moment, Stage: StepStage.Pending } step)
        {
            return Refuse($"{it.Step} is no moment that is waited for.");
        }

        return state.Started.Mode == RunMode.Run && Moments.Due(state, step.Step, now).Until is { } moment
            ? Refuse($"{it.Step} is not reached before {moment:yyyy-MM-dd HH:mm zzz}.")
            : Accept(new RunEvent.MomentReached(it.Step, it.Planned, it.Why));
    }

    private static Decision Begin(RunState state, RunCommand.Begin it, DateTimeOffset now)
    {
        var step = state.Steps[it.Step];
        if (step.Step.Block is { } block)
        {
            return Refuse($"{it.Step} is a command of {block} and begins with it.");
        }

        if (step.Step.Work is not (Work.Block or Work.Check or Work.Watch or Work.Traffic))
        {
            return Refuse($"{it.Step} is nothing that a machine carries out.");
        }

        if (step.Step.Work == Work.Watch && state.Started.Mode != RunMode.Rehearse)
        {
            return Refuse($"{it.Step} is watched in its window; one look says nothing of it.");
        }

        if (step.Stage != StepStage.Pending)
        {
            return Refuse($"{it.Step} has begun already; it is not carried out twice.");
        }

        if (step.Step.Blocked.Count > 0)
        {
            return Refuse($"{it.Step} never runs: {string.Join("; ", step.Step.Blocked)}");
        }

        if (step.Step.Effect >= Effect.Changes && MayChange(state, step, now) is { } why)
        {
            return Refuse(why);
        }

        return Accept(new RunEvent.StepBegan(it.Step, step.LastAttempt + 1));
    }

    private static string? MayChange(RunState state, StepState step, DateTimeOffset now)
    {
        if (state.Started.Mode == RunMode.Rehearse)
        {
            return $"{step.Step.Id} changes something; a rehearsal only reads.";
        }

        if (step.Step.Effect == Effect.Destroys && !step.DestructionConfirmed)
        {
            return $"{step.Step.Id} destroys; nobody has typed the name of its target.";
        }

        return step.Step.Rollback ? null : Guards.Refuse(state, now);
    }

    private static Decision End(RunState state, RunCommand.End it)
    {
        var step = state.Steps[it.Step];
        if (step.Stage != (step.Step.Work is Work.Readiness ? StepStage.Pending : StepStage.Begun))
        {
            return Refuse($"{it.Step} has not begun, so it cannot end.");
        }

        if (it.Parts.FirstOrDefault(part => !state.Steps.TryGetValue(part.Step, out var own) || own.Step.Block != it.Step) is { } stranger)
        {
            return Refuse($"{stranger.Step} is no command of {it.Step}.");
        }

        var attempt = Math.Max(1, step.LastAttempt);
        var judged = Told(state, step.Step, it.Judgement, it.Evidence);
        var value = Finite(it.Value);

        // The block comes last: where a crash cuts these events apart, it is still open, and is read again.
        var events = new List<RunEvent>();
        foreach (var part in it.Parts.Where(part => !IsToldOf(state.Steps[part.Step], attempt)))
        {
            events.Add(
                part.Judgement is { } own && Told(state, step.Step, own, part.Evidence) is var told
                    ? new RunEvent.StepEnded(part.Step, attempt, told.Verdict, told.Why, part.Evidence)
                    : new RunEvent.StepLeft(part.Step, LeftBecause.NotReached, "the block stopped before it came to this command", null)
            );
        }

        events.Add(new RunEvent.StepEnded(it.Step, attempt, judged.Verdict, judged.Why, it.Evidence) { Value = value, Cut = it.Cut });
        if (ComesBack(state, step.Step, judged))
        {
            events.Add(new RunEvent.RollbackBegan("slipway", Triggers.WhyBack(step.Step, judged.Why)));
        }

        return Accept(events);
    }

    /// <summary>A candidate that was shown to be worse than what serves comes back by itself.</summary>
    private static bool ComesBack(RunState state, Step step, Judgement judged) =>
        step is { Work: Work.Traffic, Rollback: false } && judged.Verdict == Verdict.Fail && state.RollingBack is null;

    /// <summary>What a verdict is worth here: it needs evidence, and in a rehearsal it says less.</summary>
    internal static Judgement Told(RunState state, Step step, Judgement judged, IReadOnlyList<Evidence> evidence) =>
        Rehearsals.Temper(state, step, Proven(step, judged, evidence));

    /// <summary>The number for a blank; null when it is none.</summary>
    internal static Quantity? Finite(Quantity? value) => value is { } number && double.IsFinite(number.Number) ? value : null;

    private static bool IsToldOf(StepState part, int attempt) => part.Stage == StepStage.Decided && part.LastAttempt == attempt;

    /// <summary>Every green of a machine has evidence.</summary>
    private static Judgement Proven(Step step, Judgement judged, IReadOnlyList<Evidence> evidence) =>
        judged.Verdict == Verdict.Pass && evidence.Count == 0 && step.Work is Work.Block or Work.Check or Work.Watch or Work.Traffic
            ? new(Verdict.Inconclusive, $"nothing shows it: {judged.Why}")
            : judged;

    private static Decision Leave(RunState state, RunCommand.Leave it)
    {
        // A rehearsal leaves the question for the night; nothing else leaves a guard out.
        if (
            (it.Because == LeftBecause.ByChoice || Of(state, it.Step).Work == Work.Readiness)
            && Guards.NotSkipped(Of(state, it.Step)) is { } guard
        )
        {
            return Refuse(guard);
        }

        if (Of(state, it.Step).Block is { } block)
        {
            return Refuse($"{it.Step} is a command of {block}: the block is left out, or carried out, with all its commands.");
        }

        if (it.Because == LeftBecause.NotReached)
        {
            return Refuse("What a block did not come to is told with the end of the block.");
        }

        if (it.Because == LeftBecause.NotArmed && (Of(state, it.Step).Work != Work.Trigger || state.ArmedAt is not null))
        {
            return Refuse($"{it.Step} is no trigger of a run in which nothing changed.");
        }

        if (it.Because == LeftBecause.Later && Of(state, it.Step) is { Scope: not Scope.Watch, Window: null })
        {
            return Refuse($"{it.Step} does not stand in a watch window; it is not put off.");
        }

        if (it.Because == LeftBecause.Condition && !HasCondition(state, Of(state, it.Step)))
        {
            return Refuse($"{it.Step} has no condition.");
        }

        if (it.Because == LeftBecause.Condition && Signing.IsNeeded(state, Of(state, it.Step)))
        {
            return Refuse(WhoSignsSaysIt(it.Step));
        }

        if (state.Steps[it.Step].Stage is StepStage.Decided or StepStage.Begun)
        {
            return Refuse($"{it.Step} can no longer be left out: it has begun.");
        }

        return Accept([.. WithParts(state, it.Step).Select(id => new RunEvent.StepLeft(id, it.Because, it.Why, it.By))]);
    }

    private static Decision Confirm(RunState state, RunCommand.ConfirmDestruction it)
    {
        if (state.Steps[it.Step] is not { Step.Effect: Effect.Destroys, Stage: StepStage.Pending })
        {
            return Refuse($"{it.Step} has nothing to destroy now.");
        }

        var wanted = Destruction.TargetOf(Of(state, it.Step));
        return it.Typed.Trim() == wanted
            ? Accept(new RunEvent.DestructionConfirmed(it.Step, it.By, it.Typed.Trim()))
            : Refuse($"What was typed is not the name of the target, \"{wanted}\".");
    }

    private static bool HasCondition(RunState state, Step step) =>
        step.Condition is not null || step.Parent is { } parent && HasCondition(state, Of(state, parent));

    private static Decision AcceptFailure(RunState state, RunCommand.AcceptFailure it, DateTimeOffset now)
    {
        if (it.Reason.Trim().Length == 0 || it.By.Trim().Length == 0)
        {
            return Refuse("Going on needs a name and a reason.");
        }

        return Guards.NotSkipped(Of(state, it.Step)) is { } guard ? Refuse(guard)
            : state.Steps[it.Step].Stage != StepStage.Decided || state.Opens(it.Step, now)
                ? Refuse($"{it.Step} has no verdict that somebody could go on from.")
            : Accept(new RunEvent.FailureAccepted(it.Step, it.By, it.Reason));
    }

    /// <summary>A block is tried again as a whole, also for one of its commands.</summary>
    private static Decision Retry(RunState state, RunCommand.Retry it)
    {
        var whole = WithParts(state, Of(state, it.Step).Block ?? it.Step).ToList();
        return
            state.Steps[it.Step].Stage == StepStage.Decided
            && whole.Any(id => state.Steps[id] is { Stage: StepStage.Decided, Verdict: not Verdict.Pass })
            ? Accept([.. Enumerable.Reverse(whole).Select(id => new RunEvent.RetryAsked(id, it.By))])
            : Refuse($"{it.Step} passed or has no verdict yet, so there is nothing to try again.");
    }

    private static Decision Settle(RunState state, RunCommand.Settle it)
    {
        var step = state.Steps[it.Step];
        if (step.Stage != StepStage.Begun)
        {
            return Refuse($"{it.Step} has an outcome; there is nothing to settle.");
        }

        return it.How == Settled.VerifiedDone && it.Evidence is not [{ Verdict: Verdict.Pass }]
            ? Refuse($"Nothing shows that {it.Step} was done: what verified it must have passed.")
            : Accept([
                .. (it.How == Settled.RunAgain ? [it.Step] : WithParts(state, it.Step)).Select(id => new RunEvent.OutcomeSettled(
                    id,
                    step.LastAttempt,
                    it.How,
                    it.Why,
                    it.By
                )
                {
                    Evidence = it.Evidence,
                }),
            ]);
    }

    /// <summary>A block behind its commands that are steps of their own: what is cut off between them is done again.</summary>
    internal static IEnumerable<StepId> WithParts(RunState state, StepId block) => state.Parts.GetValueOrDefault(block, []).Append(block);

    private static Decision RollBack(RunState state, RunCommand.RollBack it)
    {
        if (state.Started.Mode == RunMode.Rehearse)
        {
            return Refuse("A rehearsal changes nothing, so there is nothing to take back.");
        }

        if (state.RollingBack is not null)
        {
            return Refuse("The way back is being gone already.");
        }

        if (Buttons.Refuse(state, it.By, it.Trigger) is { } refused)
        {
            return Refuse(refused);
        }

        return state.Order.Any(id => Of(state, id).Rollback)
            ? Accept(new RunEvent.RollbackBegan(it.By, it.Why) { Trigger = it.Trigger })
            : Refuse("The document has no rollback steps.");
    }

    /// <summary>An end that the state does not bear out is refused, and has the state's reason; a no-go by a person's word always stands.</summary>
    private static Decision Finish(RunState state, RunCommand.Finish it, DateTimeOffset now)
    {
        if (it.Outcome == Outcome.NoGo)
        {
            return Accept(new RunEvent.RunEnded(it.Outcome, it.Why));
        }

        return Due.Next(state, now) is NextAct.Finish due && due.Outcome == it.Outcome
            ? Accept(new RunEvent.RunEnded(due.Outcome, due.Why))
            : Refuse($"The run cannot end as {it.Outcome}: something is still open.");
    }
}
