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

        return command switch
        {
            RunCommand.Begin it => Begin(state, it, now),
            RunCommand.End it => End(state, it),
            RunCommand.Leave it => Leave(state, it),
            RunCommand.OpenHold it => Accept(
                new RunEvent.HoldOpened(it.Step, it.Question, Of(state, it.Step).Role, state.VerdictsDigest.Hex)
            ),
            RunCommand.Answer it => Answers.Decide(state, it),
            RunCommand.AnswerCondition it => Answers.DecideCondition(state, it),
            RunCommand.ConfirmDestruction it => Confirm(state, it),
            RunCommand.Record it => Accept(new RunEvent.FactRecorded(it.Step, it.Value, it.Judgement.Verdict, it.Judgement.Why)),
            RunCommand.Reach it => Accept(new RunEvent.MomentReached(it.Step, it.Planned, it.Why)),
            RunCommand.AcceptFailure it => AcceptFailure(state, it),
            RunCommand.Waive it => Waive(state, it, now),
            RunCommand.Retry it => Retry(state, it),
            RunCommand.Settle it => Settle(state, it),
            RunCommand.RollBack it => RollBack(state, it),
            RunCommand.Pause it => Accept(new RunEvent.RunPaused(it.Why)),
            RunCommand.Interrupt it => Accept(new RunEvent.RunInterrupted(it.Why, it.Survivors)),
            RunCommand.Resume it => Accept(new RunEvent.RunResumed(it.Operator)),
            RunCommand.Finish it => Finish(state, it, now),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Not a command of a run."),
        };
    }

    public static Decision Accept(params IReadOnlyList<RunEvent> events) => new Decision.Accepted(events);

    public static Decision Refuse(string why) => new Decision.Refused(why);

    private static Step Of(RunState state, StepId id) => state.Steps[id].Step;

    private static Decision Begin(RunState state, RunCommand.Begin it, DateTimeOffset now)
    {
        var step = state.Steps[it.Step];
        if (step.Stage != StepStage.Pending)
        {
            return Refuse($"{it.Step} has begun already; it is not carried out twice.");
        }

        if (step.Step.Blocked.Count > 0)
        {
            return Refuse($"{it.Step} never runs: {string.Join("; ", step.Step.Blocked)}");
        }

        if (step.Step.Rollback != state.RollingBack is not null)
        {
            return Refuse(
                step.Step.Rollback
                    ? $"{it.Step} is part of the way back, and the run goes forward."
                    : $"{it.Step} is part of the way forward, and the run goes back."
            );
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

        return !step.Step.Rollback && state.Steps.ContainsKey(StepId.RollbackPlan) && !state.Opens(StepId.RollbackPlan, now)
            ? "Nothing that changes starts while the way back cannot be gone, unless that is waived."
            : null;
    }

    private static Decision End(RunState state, RunCommand.End it)
    {
        var step = state.Steps[it.Step];
        if (step.Stage is not StepStage.Begun && step.Step.Work is not Work.Readiness)
        {
            return Refuse($"{it.Step} has not begun, so it cannot end.");
        }

        var attempt = Math.Max(1, step.LastAttempt);
        var judged = Rehearsals.Temper(state, step.Step, it.Judgement);
        var events = new List<RunEvent>
        {
            new RunEvent.StepEnded(it.Step, attempt, judged.Verdict, judged.Why, it.Evidence) { Value = it.Value },
        };
        foreach (var part in it.Parts)
        {
            events.Add(
                part.Judgement is { } own && Rehearsals.Temper(state, step.Step, own) is var told
                    ? new RunEvent.StepEnded(part.Step, attempt, told.Verdict, told.Why, part.Evidence)
                    : new RunEvent.StepLeft(part.Step, LeftBecause.NotReached, "the block stopped before it came to this command", null)
            );
        }

        return Accept(events);
    }

    private static Decision Leave(RunState state, RunCommand.Leave it)
    {
        if (state.Steps[it.Step].Stage is StepStage.Decided or StepStage.Begun)
        {
            return Refuse($"{it.Step} can no longer be left out: it has begun.");
        }

        var parts = state.Order.Where(id => Of(state, id) is { Work: Work.Part } part && part.Block == it.Step);
        return Accept([
            new RunEvent.StepLeft(it.Step, it.Because, it.Why, it.By),
            .. parts.Select(id => new RunEvent.StepLeft(id, it.Because, it.Why, it.By)),
        ]);
    }

    private static Decision Confirm(RunState state, RunCommand.ConfirmDestruction it)
    {
        var wanted = Destruction.TargetOf(Of(state, it.Step));
        return it.Typed.Trim() == wanted
            ? Accept(new RunEvent.DestructionConfirmed(it.Step, it.By, it.Typed.Trim()))
            : Refuse($"What was typed is not the name of the target, \"{wanted}\".");
    }

    private static Decision AcceptFailure(RunState state, RunCommand.AcceptFailure it)
    {
        if (it.Reason.Trim().Length == 0 || it.By.Trim().Length == 0)
        {
            return Refuse("Going on needs a name and a reason.");
        }

        return Of(state, it.Step).Work == Work.Readiness
            ? Refuse("A way back that cannot be gone is not skipped: mend it, or waive it with a signature.")
            : Accept(new RunEvent.FailureAccepted(it.Step, it.By, it.Reason));
    }

    private static Decision Waive(RunState state, RunCommand.Waive it, DateTimeOffset now)
    {
        if (it.By.Trim().Length == 0 || it.Reason.Trim().Length == 0)
        {
            return Refuse("A waiver needs a name and a reason.");
        }

        if (it.Expires <= now)
        {
            return Refuse("A waiver needs an expiry that lies ahead.");
        }

        if (!state.Started.NamesAreEnough)
        {
            return Refuse(
                "A name alone does not sign in this environment: set `signatures: by-name` for it in slipway.yaml, or mend what failed."
            );
        }

        return Accept(
            new RunEvent.StepWaived(it.Step, it.By, it.Role, it.Reason, it.Expires)
            {
                PlanDigest = state.Started.PlanDigest,
                VerdictsDigest = state.VerdictsDigest.Hex,
            }
        );
    }

    private static Decision Retry(RunState state, RunCommand.Retry it) =>
        state.Steps[it.Step].Stage == StepStage.Decided
            ? Accept([new RunEvent.RetryAsked(it.Step, it.By), .. PartsOf(state, it.Step).Select(id => new RunEvent.RetryAsked(id, it.By))])
            : Refuse($"{it.Step} has no verdict yet, so there is nothing to try again.");

    private static Decision Settle(RunState state, RunCommand.Settle it)
    {
        var step = state.Steps[it.Step];
        return step.Stage == StepStage.Begun
            ? Accept(new RunEvent.OutcomeSettled(it.Step, step.LastAttempt, it.How, it.Why, it.By))
            : Refuse($"{it.Step} has an outcome; there is nothing to settle.");
    }

    private static IEnumerable<StepId> PartsOf(RunState state, StepId block) =>
        state.Order.Where(id => Of(state, id) is { Work: Work.Part } part && part.Block == block);

    private static Decision RollBack(RunState state, RunCommand.RollBack it)
    {
        if (state.RollingBack is not null)
        {
            return Refuse("The way back is being gone already.");
        }

        return state.Order.Any(id => Of(state, id).Rollback)
            ? Accept(new RunEvent.RollbackBegan(it.By, it.Why))
            : Refuse("The document has no rollback steps.");
    }

    /// <summary>An end that the state does not bear out is refused; a no-go by a person's word always stands.</summary>
    private static Decision Finish(RunState state, RunCommand.Finish it, DateTimeOffset now) =>
        it.Outcome != Outcome.NoGo && Due.Next(state, now) is not NextAct.Finish due
        || it.Outcome != Outcome.NoGo && Due.Next(state, now) is NextAct.Finish { } end && end.Outcome != it.Outcome
            ? Refuse($"The run cannot end as {it.Outcome}: something is still open.")
            : Accept(new RunEvent.RunEnded(it.Outcome, it.Why));
}
