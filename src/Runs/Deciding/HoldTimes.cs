namespace Slipway.Runs.Deciding;

/// <summary>What comes due by itself while a hold is open: from the journal, so that a restart forgets nothing.</summary>
internal static class HoldTimes
{
    /// <summary>The end of waiting; null when there is none.</summary>
    public static DateTimeOffset? EndOf(StepState step) => step.Asked + step.Step.Quorum?.Deadline;

    /// <summary>When somebody else is told; null when nobody is, or was.</summary>
    public static DateTimeOffset? EscalationOf(StepState step) =>
        step is { Escalated: false, Step.Quorum: { EscalateTo: not null, Deadline: { } time } } ? step.Asked + time / 2 : null;

    /// <summary>The next reminder; null when there is none.</summary>
    public static DateTimeOffset? ReminderOf(StepState step) => (step.Reminded ?? step.Asked) + step.Step.Quorum?.Remind;

    /// <summary>The next of these moments; null when none comes.</summary>
    public static DateTimeOffset? Next(StepState step) => ((DateTimeOffset?[])[EndOf(step), EscalationOf(step), ReminderOf(step)]).Min();

    /// <summary>What is due of a hold that waits; null when nothing is.</summary>
    public static NextAct? Due(StepState step, DateTimeOffset now) =>
        step.Stage != StepStage.Waiting ? null
        : EndOf(step) <= now ? new NextAct.Expire(step.Step.Id)
        : EscalationOf(step) <= now || ReminderOf(step) <= now ? new NextAct.Remind(step.Step.Id)
        : null;

    public static Decision Remind(RunState state, StepId id, DateTimeOffset now)
    {
        var step = state.Steps[id];
        if (Due(step, now) is not NextAct.Remind)
        {
            return Decider.Refuse($"{id} has nothing to be reminded of now.");
        }

        var why = $"since {step.Asked:HH:mm} {Missing(state, step)}{(EndOf(step) is { } end ? $"; until {end:HH:mm zzz}" : "")}";
        return EscalationOf(step) <= now
            ? Decider.Accept(new RunEvent.HoldEscalated(id, step.Step.Quorum!.EscalateTo!, why))
            : Decider.Accept(new RunEvent.HoldReminded(id, why));
    }

    public static Decision Expire(RunState state, StepId id, DateTimeOffset now)
    {
        var step = state.Steps[id];
        return Due(step, now) is NextAct.Expire
            ? Decider.Accept(
                new RunEvent.HoldExpired(
                    id,
                    $"its time was over at {EndOf(step):yyyy-MM-dd HH:mm zzz}: {Missing(state, step)}",
                    step.Step.Quorum!.AbortOnExpiry
                )
            )
            : Decider.Refuse($"The time of {id} is not over.");
    }

    /// <summary>How far it is, in words.</summary>
    public static string Missing(RunState state, StepState step)
    {
        var approved = Quorums.Counted(state, step).Where(it => it.Verdict == Kernel.Verdict.Pass).Select(it => it.By).ToList();
        return $"{approved.Count} of {step.Step.Quorum?.Need ?? 1} approved{(approved.Count > 0 ? $" ({string.Join(", ", approved)})" : "")}";
    }
}
