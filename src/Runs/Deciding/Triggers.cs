using Slipway.Checklists;
using Slipway.Judging;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>
/// Conditions in which a release comes back, as people write them: armed from the first change on, looked at all the while, also
/// while people decide. What was not seen neither fires nor resets, and a watch that saw nothing opens no gate. Pure.
/// </summary>
internal static class Triggers
{
    /// <summary>A look is older than this number of intervals: then nothing is known.</summary>
    private const int StaleIntervals = 3;

    private static readonly TimeSpan LeastStale = TimeSpan.FromMinutes(5);

    /// <summary>The rule of a trigger over samples that are 1 while its condition holds and 0 while it does not.</summary>
    public static TriggerRule RuleOf(StandingWatch watch) =>
        new()
        {
            Parts = PartsOf(watch),
            Comparison = Comparison.Greater,
            Bound = 0.5,
            For = watch.For,
            StaleAfter = watch.Every * StaleIntervals is var some && some > LeastStale ? some : LeastStale,
        };

    /// <summary>True while it is to be looked at; also while people decide on an incident of the world.</summary>
    public static bool IsArmed(RunState state, StepState step) =>
        state is { ArmedAt: not null, RollingBack: null, Ended: null, Started.Mode: RunMode.Run }
        && step.Step.Work == Work.Trigger
        && (step.Stage == StepStage.Pending || Attributions.IsOfTheWorld(step.FiredAs));

    /// <summary>The triggers that are to be looked at.</summary>
    public static IEnumerable<StepState> Armed(RunState state) =>
        state.ArmedAt is null ? [] : state.Triggers.Select(it => state.Steps[it]).Where(it => IsArmed(state, it));

    /// <summary>Whether it is due for a look: also when the clock was set back behind the last one.</summary>
    public static bool IsDue(StepState step, DateTimeOffset now) =>
        step.Looks.LastAt is not { } last || now < last || now >= last + step.Step.Standing!.Every;

    public static Decision Look(RunState state, RunCommand.LookAtTrigger it, DateTimeOffset now)
    {
        var step = state.Steps[it.Step];
        if (!IsArmed(state, step))
        {
            return Decider.Refuse($"{it.Step} is no trigger that is armed now.");
        }

        var looked = new RunEvent.TriggerLooked(it.Step, it.Holds, it.Why, it.Evidence) { Value = it.Value, Stable = it.Stable };
        var (candidate, stable) = Next(state, step, looked, now);
        if (Attributions.Of(step, looked, candidate, step.Step.Standing!.Stable is null ? null : stable) is not { } whose)
        {
            return Decider.Accept(looked);
        }

        var fired = new RunEvent.TriggerFired(it.Step, Words(step.Step, it.Why, whose))
        {
            Whose = step.Step.Standing.SaysWhose ? whose : null,
        };
        return IsAutomatic(step.Step) && HasWayBack(state) && !Attributions.IsOfTheWorld(whose)
            ? Decider.Accept(looked, fired, new RunEvent.RollbackBegan("slipway", WhyBack(step.Step, fired.Why)))
            : Decider.Accept(looked, fired);
    }

    /// <summary>
    /// Why the run turns round by itself although nothing says yet that it did: a crash cut that off from the trigger that fired, or from
    /// the step of traffic that failed. Null when it does not.
    /// </summary>
    public static string? ComesBack(RunState state, DateTimeOffset now) =>
        state is { RollingBack: null, ArmedAt: not null } && HasWayBack(state)
            ? state
                .Order.Select(it => state.Steps[it])
                .Where(it =>
                    it is { Stage: StepStage.Decided, Verdict: Verdict.Fail, Step.Rollback: false }
                    && (it.Step.Work == Work.Traffic || (it.Step.Work == Work.Trigger && IsAutomatic(it.Step)))
                    && Deciding.Due.NeedsHandling(state, it, now)
                )
                .Select(it => WhyBack(it.Step, it.Why))
                .FirstOrDefault()
            : null;

    /// <summary>The reason of a way back that nobody had to ask for.</summary>
    public static string WhyBack(Step step, string why) =>
        step.Work == Work.Trigger ? $"{step.Where}: {why}" : $"{step.Where} \"{step.Text}\": {why}";

    private static bool IsAutomatic(Step step) => step.Standing!.Authority == TriggerAuthority.Automatic;

    /// <summary>
    /// What is remembered of each version after a look. Where the clock was set back the time between two looks is taken for what it
    /// should be, so that a condition does not have to last an hour longer.
    /// </summary>
    public static (TriggerMemory Candidate, TriggerMemory Stable) Next(
        RunState state,
        StepState step,
        RunEvent.TriggerLooked looked,
        DateTimeOffset now
    )
    {
        var since = now - state.ArmedAt!.Value;
        var at = since > (step.Watch.At ?? TimeSpan.MinValue) ? since : step.Watch.At!.Value + step.Step.Standing!.Every;
        var rule = RuleOf(step.Step.Standing!);
        var changed = state.ChangedBy > step.Looks.LastBy;
        var stable = looked.Stable is { } other
            ? TriggerJudge.Next(rule, step.WatchStable, at, LookOf(step.Step, other.Holds, other.Value, changed))
            : step.WatchStable;
        var candidate = Attributions.Before(step, stable);
        return (TriggerJudge.Next(rule, candidate, at, LookOf(step.Step, looked.Holds, looked.Value, changed)), stable);
    }

    /// <summary>Whether the condition speaks of the number before the first change: then it is read before that.</summary>
    public static bool NeedsBaseline(Step step) =>
        step is { Work: Work.Trigger, Standing.Stable: null } && step.Expectation!.Clauses.Any(it => it is Clause.OfBaseline);

    public static Decision NoteBaseline(RunState state, RunCommand.NoteBaseline it) =>
        state is { ArmedAt: null, Started.Mode: RunMode.Run } && NeedsBaseline(state.Steps[it.Step].Step)
            ? Decider.Accept(new RunEvent.BaselineSeen(it.Step, it.Value, it.Why, it.Evidence))
            : Decider.Refuse($"{it.Step} is no trigger that is held against what was before, or something has changed already.");

    /// <summary>What the number of a look is held against: what the other version shows at the same time, or what was before the first change.</summary>
    public static Quantity? BaselineOf(StepState step, Quantity? stable) =>
        step.Step.Expectation!.Clauses.Any(it => it is Clause.OfBaseline)
            ? (step.Step.Standing!.Stable is null ? step.Baseline : stable)
            : null;

    private static TriggerLook LookOf(Step step, bool? holds, Quantity? value, bool changed) =>
        new(holds is { } seen ? Sample.Of(seen ? 1 : 0) : Sample.Missing)
        {
            Number = NumberOf(step, value) ?? double.NaN,
            Changed = changed,
        };

    /// <summary>The number in the unit of the bound, as a growth is no growth across units; null where that is not known.</summary>
    private static double? NumberOf(Step step, Quantity? value)
    {
        var unit = step.Expectation!.Clauses.Select(it =>
                it switch
                {
                    Clause.Value bound => bound.Bound.Unit,
                    Clause.Between band => band.High.Unit,
                    _ => null,
                }
            )
            .FirstOrDefault(it => it is not null);
        return value is not { } number ? null
            : number.Unit.Length == 0 || string.IsNullOrEmpty(unit) ? number.Number
            : number.In(unit);
    }

    private static TriggerParts PartsOf(StandingWatch watch) =>
        watch.Beside is { } beside && TriggerParts.Of(Expectation.Parse(beside)) is { OneLook.Count: 0, Parts: var parts }
            ? parts
            : TriggerParts.None;

    /// <summary>What is due of a trigger when all else of the way forward is done.</summary>
    public static NextAct Due(RunState state, StepState step) =>
        state.Started.Mode == RunMode.Rehearse
            ? new NextAct.Leave(step.Step.Id, LeftBecause.Rehearsal, "a rehearsal changes nothing, so nothing is armed")
        : state.ArmedAt is null
            ? new NextAct.Leave(step.Step.Id, LeftBecause.NotArmed, "nothing was changed, so there was nothing to come back from")
        : MayClose(state, step) ? new NextAct.CloseTrigger(step.Step.Id)
        : new NextAct.AwaitTrigger(step.Step.Id);

    public static Decision Close(RunState state, RunCommand.CloseTrigger it, DateTimeOffset now)
    {
        var step = state.Steps[it.Step];
        if (step.Stage != StepStage.Pending || !IsArmed(state, step) || !MayClose(state, step))
        {
            return Decider.Refuse($"{it.Step} is no trigger whose watch could end now.");
        }

        var (verdict, why) = OfWatch(step, now - state.ArmedAt!.Value);
        return Decider.Accept(new RunEvent.TriggerClosed(it.Step, verdict, why));
    }

    /// <summary>It was looked at after all else was done, and its condition does not hold right now.</summary>
    private static bool MayClose(RunState state, StepState step) =>
        step.Looks.LastBy > LastDecision(state) && step.Watch.State is not TriggerState.Pending;

    /// <summary>Number of the event that decided the last of all other steps of the way forward; 0 when none is decided.</summary>
    private static long LastDecision(RunState state) =>
        state
            .Steps.Values.Where(it => it.Step is { Rollback: false, Work: not Work.Trigger })
            .Select(it => it.DecidedBy)
            .DefaultIfEmpty()
            .Max();

    private static (Verdict Verdict, string Why) OfWatch(StepState step, TimeSpan armed)
    {
        var looks = $"{step.Looks.Seen} of {step.Looks.Made} looks in {Durations.Write(Whole(armed))} saw it";
        return step.Looks.Seen == 0 ? (Verdict.Inconclusive, $"nobody could see whether it holds: {looks}")
            : !step.Looks.EndSeen || step.Watch.State == TriggerState.Hold
                ? (Verdict.Inconclusive, $"whether it holds could not be seen at the end: {looks}")
            : step.Looks.LongestUnseen > RuleOf(step.Step.Standing!).StaleAfter
                ? (
                    Verdict.Inconclusive,
                    $"for {Durations.Write(Whole(step.Looks.LongestUnseen))} nobody could see whether it holds: {looks}"
                )
            : (Verdict.Pass, $"it has not fired: {looks}");
    }

    /// <summary>One look more.</summary>
    public static TriggerLooks Counted(RunState state, TriggerLooks looks, bool isSeen, DateTimeOffset now)
    {
        var unseen = now - (looks.SeenAt ?? state.ArmedAt!.Value);
        return new(
            looks.Made + 1,
            looks.Seen + (isSeen ? 1 : 0),
            now,
            state.Events + 1,
            isSeen ? now : looks.SeenAt,
            unseen > looks.LongestUnseen ? unseen : looks.LongestUnseen,
            isSeen
        );
    }

    private static TimeSpan Whole(TimeSpan time) => TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(time.TotalSeconds)));

    private static bool HasWayBack(RunState state) => state.Order.Any(it => state.Steps[it].Step.Rollback);

    private static string Words(Step step, string why, TriggerAttribution whose)
    {
        var held = step.Standing!.For > TimeSpan.Zero ? $"has held for {Durations.Write(step.Standing.For)}" : "holds";
        return !step.Standing.SaysWhose
            ? $"\"{step.Text}\" {held}: {why}"
            : whose switch
            {
                TriggerAttribution.Both =>
                    $"\"{step.Text}\" {held} at both versions: an incident of the world, which no way back mends; nothing moves until people decide ({why})",
                TriggerAttribution.Stable =>
                    $"\"{step.Text}\" {held} at the version that serves alone, and not at the new one; nothing moves until people decide ({why})",
                TriggerAttribution.Candidate => $"\"{step.Text}\" {held} at the new version alone: {why}",
                _ => $"\"{step.Text}\" {held}: {why} (not attributed: {NotTold(step)})",
            };
    }

    private static string NotTold(Step step) =>
        step.Standing!.Stable is null ? "the number is not told apart by version" : "the version that serves could not be seen";
}
