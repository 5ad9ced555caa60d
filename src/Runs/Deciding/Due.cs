using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>The order of things: the first step in document order that is not finished says what is due.</summary>
internal static class Due
{
    /// <summary>Why the way back is gone in a drill.</summary>
    private const string Drill = "a drill of the way back";

    public static NextAct Next(RunState state, DateTimeOffset now)
    {
        if (Begun(state) is { } begun)
        {
            return new NextAct.Settle(begun);
        }

        if (state.Aborted is { } over)
        {
            return new NextAct.Finish(
                Outcome.NoGo,
                $"{state.Steps[over.Step].Step.Where} \"{state.Steps[over.Step].Step.Text}\": {over.Why}"
            );
        }

        if (state is { Started.Drill: true, RollingBack: null })
        {
            return new NextAct.ComeBack(Drill);
        }

        if (state.MayComeBack && Triggers.ComesBack(state, now) is { } why)
        {
            return new NextAct.ComeBack(why);
        }

        // What is over is closed before people are asked about anything: whoever is asked may not be here.
        if (Watches.Over(state) is { } ended)
        {
            return new NextAct.CloseWatch(ended);
        }

        if (Fired(state, now) is { } fired)
        {
            return new NextAct.HandleFailure(fired);
        }

        for (var at = state.Finished; at < state.Order.Count; at++)
        {
            if (IsOnTheWay(state, StepAt(state, at)) && ActOn(state, at, now) is { } act)
            {
                return act;
            }
        }

        return Watches.Due(state, now) ?? Finish(state, now);
    }

    /// <summary>A trigger that fired goes before all that is still to be done.</summary>
    private static StepId? Fired(RunState state, DateTimeOffset now) =>
        state is { Fired.IsEmpty: false, RollingBack: null }
            ? state
                .Fired.Where(it => NeedsHandling(state, state.Steps[it], now))
                .OrderBy(it => state.Positions[it])
                .Select(it => (StepId?)it)
                .FirstOrDefault()
            : null;

    /// <summary>What began before a crash is settled before anything else begins, whatever has come to be due above it meanwhile.</summary>
    private static StepId? Begun(RunState state) =>
        state.Begun.Count == 0
            ? null
            : state
                .Begun.Where(it => IsOnTheWay(state, state.Steps[it]))
                .OrderBy(it => state.Positions[it])
                .Select(it => (StepId?)it)
                .FirstOrDefault();

    /// <summary>True when nothing but another event could make something of this step due.</summary>
    public static bool IsFinished(RunState state, StepState step) =>
        step.Step.Work is Work.Group
            ? !AsksFirst(state, step) || state.Started.Mode != RunMode.Run
            : step.Stage == StepStage.Decided
                && (step is { Verdict: Verdict.Pass } or { Left: not null } or { Accepted: not null } || state.Started.Mode != RunMode.Run);

    private static StepState StepAt(RunState state, int at) => state.Steps[state.Order[at]];

    /// <summary>True for a step of the way that is being gone: forward, or back.</summary>
    private static bool IsOnTheWay(RunState state, StepState step) => step.Step.Rollback == state.RollingBack is not null;

    private static NextAct? ActOn(RunState state, int at, DateTimeOffset now)
    {
        var step = StepAt(state, at);
        if (step.Step.Work is Work.Group)
        {
            return AsksFirst(state, step) && state.Started.Mode == RunMode.Run ? CarryCondition(state, step) : null;
        }

        if (step.Step.Work is Work.Part && step.Stage != StepStage.Decided)
        {
            return null;
        }

        return step.Stage switch
        {
            StepStage.Waiting => HoldTimes.Due(step, now) ?? new NextAct.Ask(step.Step.Id),
            StepStage.Decided => NeedsHandling(state, step, now) ? new NextAct.HandleFailure(step.Step.Id) : null,
            _ when step.Step.Work is Work.Trigger => Watches.Remain(state) ? null : Triggers.Due(state, step),
            _ => state.Started.Mode == RunMode.Rehearse ? Rehearse(state, at) : Carry(state, at, now),
        };
    }

    /// <summary>What did not pass, holds the gate, and was not answered for.</summary>
    public static bool NeedsHandling(RunState state, StepState step, DateTimeOffset now) =>
        state.Started.Mode == RunMode.Run
        && step.Left is null
        && step.Accepted is null
        && !state.Opens(step.Step.Id, now)
        && !(step.Step.Block is { } block && state.Steps[block].Accepted is not null);

    private static bool AsksFirst(RunState state, StepState step) =>
        step is { Stage: StepStage.Pending, Step.Condition: not null, ConditionHolds: false } && !Signing.IsNeeded(state, step.Step);

    private static NextAct CarryCondition(RunState state, StepState step) =>
        LeftAbove(state, step.Step) is { } above
            ? new NextAct.Leave(step.Step.Id, above.Because, above.Why)
            : new NextAct.AskCondition(step.Step.Id);

    /// <summary>True while something below is not decided, or failed and nobody has said how to go on: a person decides a parent after its children.</summary>
    private static bool HasOpenChildren(RunState state, Step step, DateTimeOffset now) =>
        state.Children.TryGetValue(step.Id, out var children)
        && children
            .Select(it => state.Steps[it])
            .Where(it => it.Step.Rollback == step.Rollback)
            .Any(it =>
                it.Step.Work == Work.Group
                    ? HasOpenChildren(state, it.Step, now)
                    : it.Stage != StepStage.Decided || NeedsHandling(state, it, now)
            );

    private static NextAct? Carry(RunState state, int at, DateTimeOffset now)
    {
        var step = StepAt(state, at);
        var id = step.Step.Id;
        if (LeftAbove(state, step.Step) is { } above)
        {
            return new NextAct.Leave(id, above.Because, above.Why);
        }

        if (AsksFirst(state, step))
        {
            return new NextAct.AskCondition(id);
        }

        if (Watches.IsAwaited(state, step, now))
        {
            return null;
        }

        if (step.Step.Work is Work.Ask or Work.Record && HasOpenChildren(state, step.Step, now))
        {
            return null;
        }

        if (step.Step.Blocked.Count > 0)
        {
            return new NextAct.Ask(id);
        }

        return step.Step.Work switch
        {
            Work.Ask => new NextAct.Ask(id),
            Work.Record => new NextAct.Record(id),
            Work.Readiness => new NextAct.JudgeReadiness(id),
            Work.Watch => new NextAct.Leave(
                id,
                LeftBecause.Later,
                $"it is watched, {step.Step.Window}: one look says nothing of it; `--watch` keeps the watch, `slipway watch` begins it later"
            ),
            Work.Moment => Moments.IsKnown(state, step.Step)
                ? Moments.Due(state, step.Step, now)
                : new NextAct.Leave(id, LeftBecause.LeftEmpty, $"{step.Step.At}: T-0 is not given (--t0), so this moment is not known"),
            _ when step.Step.Effect == Effect.Destroys && !step.DestructionConfirmed => new NextAct.ConfirmDestruction(id),
            _ => new NextAct.Attempt(SideBySide(state, at)),
        };
    }

    private static NextAct Rehearse(RunState state, int at)
    {
        var step = StepAt(state, at).Step;
        if (step.Blocked.Count > 0)
        {
            return new NextAct.Leave(step.Id, LeftBecause.CannotRun, string.Join("; ", step.Blocked));
        }

        return step.Work switch
        {
            Work.Ask => new NextAct.Leave(step.Id, LeftBecause.NeedsAPerson, NeedsWhom(step)),
            Work.Record => new NextAct.Leave(step.Id, LeftBecause.LeftEmpty, "recorded in a run, not in a rehearsal"),
            Work.Moment => new NextAct.Leave(step.Id, LeftBecause.LeftEmpty, "a rehearsal does not wait"),
            Work.Readiness => new NextAct.JudgeReadiness(step.Id),
            _ when step.Effect >= Effect.Changes => new NextAct.Leave(
                step.Id,
                LeftBecause.Rehearsal,
                "it changes something; a rehearsal only reads"
            ),
            _ => new NextAct.Attempt(SideBySide(state, at)),
        };
    }

    private static string NeedsWhom(Step step) =>
        step switch
        {
            { Role: { } role } => $"needs a person: {role}",
            { Kind: ItemKind.Metric } => "needs a source for the number, or a person who reads it: name one under metrics in slipway.yaml",
            { Kind: ItemKind.Http } => "needs a base URL: name one as base-url in slipway.yaml, or a person who looks",
            _ => "needs a person who confirms it",
        };

    /// <summary>The neighbours that may run with this one: readers that rest on nothing that a shell remembers.</summary>
    private static List<StepId> SideBySide(RunState state, int at)
    {
        var together = new List<StepId> { StepAt(state, at).Step.Id };
        if (!Alone(StepAt(state, at)))
        {
            for (var i = at + 1; i < state.Order.Count && together.Count < state.Started.Parallel; i++)
            {
                var next = StepAt(state, i);
                if (!IsOnTheWay(state, next) || next.Step.Work is Work.Part || next.Step.Work is Work.Group && !AsksFirst(state, next))
                {
                    continue;
                }

                if (next.Stage != StepStage.Pending || Alone(next) || LeftAbove(state, next.Step) is not null)
                {
                    break;
                }

                together.Add(next.Step.Id);
            }
        }

        return together;
    }

    private static bool Alone(StepState step) =>
        step.Step is not { Work: Work.Block or Work.Check, Effect: <= Effect.Reads, NeedsShellState: false, Condition: null }
        || step.Step.Blocked.Count > 0;

    /// <summary>The nearest ancestor that was left out: its children go with it, except what is signed for where only a condition was denied.</summary>
    private static RunEvent.StepLeft? LeftAbove(RunState state, Step step)
    {
        var signed = Signing.IsNeeded(state, step);
        for (var parent = step.Parent; parent is { } id; parent = state.Steps[id].Step.Parent)
        {
            if (
                state.Steps[id].Left is { Because: LeftBecause.Condition or LeftBecause.ByChoice } left
                && !(signed && left.Because == LeftBecause.Condition)
            )
            {
                return left;
            }
        }

        return null;
    }

    private static NextAct.Finish Finish(RunState state, DateTimeOffset now)
    {
        if (state.RollingBack is { } back)
        {
            var undone = Shut(state, rollback: true, now);
            return undone.Count == 0 && Proved(state, rollback: true, now)
                    ? new(Outcome.RolledBack, $"Rolled back and verified: {back.Why}")
                : undone.Count == 0 ? new(Outcome.NoGo, "The rollback did not succeed: nothing of it was carried out")
                : new(Outcome.NoGo, $"The rollback did not succeed: {Name(undone)}");
        }

        if (state.Started.Mode == RunMode.Rehearse)
        {
            var failed = state.Order.Select(it => state.Steps[it]).Where(it => it.Verdict == Verdict.Fail).ToList();
            return failed.Count == 0
                ? new(Outcome.Rehearsed, "Nothing that could be decided failed.")
                : new(Outcome.NoGo, $"{failed.Count} failed: {Name(failed)}");
        }

        var shut = Shut(state, rollback: false, now);
        return shut.Count > 0 ? new(Outcome.NoGo, $"{shut.Count} gates are shut: {Name(shut)}")
            : Proved(state, rollback: false, now) ? new(Outcome.Go, $"Every gate is open.{Watched(state)}{ByGlass(state, now)}")
            : new(Outcome.NoGo, "Nothing was carried out that could open a gate.");
    }

    private static string Watched(RunState state) =>
        state.Watch is null ? "" : $" The watch is complete: {Moments.Spoken(state.LastAt - state.Watch.Since)} since the release was out.";

    private static string ByGlass(RunState state, DateTimeOffset now) =>
        state.Steps.Values.Count(it => it.Verdict != Verdict.Pass && Gates.IsBroken(it, now)) switch
        {
            0 => "",
            1 => " One of them by a broken glass, and by no approval.",
            var some => $" {some} of them by broken glass, and by no approval.",
        };

    /// <summary>True when at least one gate is open because something passed or was waived: an empty suite is never green.</summary>
    private static bool Proved(RunState state, bool rollback, DateTimeOffset now) =>
        state
            .Order.Select(it => state.Steps[it])
            .Any(it =>
                it.Step.Rollback == rollback
                && it.Step.HoldsGate
                && (
                    it.Step.Work is Work.Block or Work.Part or Work.Check or Work.Watch or Work.Ask or Work.Traffic
                    || it.Step is { Work: Work.Record, Expect: not null }
                )
                && (it.Verdict == Verdict.Pass || it.Waiver is not null || Gates.IsBroken(it, now))
                && state.Opens(it.Step.Id, now)
            );

    private static List<StepState> Shut(RunState state, bool rollback, DateTimeOffset now) =>
        [
            .. state
                .Order.Select(it => state.Steps[it])
                .Where(it => it.Step.Rollback == rollback && it.Step.Work is not Work.Group && !state.Opens(it.Step.Id, now)),
        ];

    private static string Name(List<StepState> steps) =>
        string.Join("; ", steps.Take(5).Select(it => $"{it.Step.Where} \"{Short(it.Step.Text)}\" {it.Verdict}"))
        + (steps.Count > 5 ? $"; and {steps.Count - 5} more" : "");

    private static string Short(string text) => text.Length <= 60 ? text : $"{text[..57]}…";
}
