using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>
/// What a document watches after the release is out: each line in its window, looked at as often as it says. One look that does not
/// pass decides a line, and people say how to go on; a window in which nobody could look is no pass. Pure.
/// </summary>
internal static class Watches
{
    /// <summary>A line that was not seen for so many pauses was not watched.</summary>
    private const int StalePauses = 3;

    private static readonly TimeSpan LeastStale = TimeSpan.FromSeconds(30);

    /// <summary>True while something of the watch is still to come, so that nothing closes over it.</summary>
    public static bool Remain(RunState state) =>
        IsKept(state) && state.RollingBack is null && state.Windows.Exists(it => state.Steps[it].Stage != StepStage.Decided);

    /// <summary>True while a machine still looks at something of the watch.</summary>
    public static bool AreLookedAt(RunState state) => state.Windows.Exists(it => IsOpen(state, state.Steps[it]));

    /// <summary>True for what waits for its window, or is looked at in it.</summary>
    public static bool IsAwaited(RunState state, StepState step, DateTimeOffset now) =>
        IsKept(state)
        && step is { Stage: StepStage.Pending, Step.Window: not null, Step.Rollback: false }
        && (step.Step.Work == Work.Watch || state.Watch is null || now < EndOf(state, step.Step));

    /// <summary>The lines that are to be looked at now.</summary>
    public static IEnumerable<StepState> DueForALook(RunState state, DateTimeOffset now) =>
        state.Watch is null ? [] : state.Windows.Select(it => state.Steps[it]).Where(it => IsOpen(state, it) && NextLook(state, it) <= now);

    /// <summary>A line whose window is over, and was looked at at its end; null when there is none.</summary>
    public static StepId? Over(RunState state) =>
        state.Watch is null
            ? null
            : state
                .Windows.Where(it => IsOpen(state, state.Steps[it]) && MayClose(state, state.Steps[it]))
                .Select(it => (StepId?)it)
                .FirstOrDefault();

    /// <summary>What is due when nothing else of the way forward is; null when nothing is watched any more.</summary>
    public static NextAct? Due(RunState state, DateTimeOffset now)
    {
        if (!Remain(state))
        {
            return null;
        }

        var pending = state.Windows.Select(it => state.Steps[it]).Where(it => it.Stage == StepStage.Pending).ToList();
        if (state.Watch is null)
        {
            return pending.Count == 0 ? null
                : IsOut(state, now) ? new NextAct.BeginWatch()
                : new NextAct.Leave(pending[0].Step.Id, LeftBecause.Later, "the release did not go, so nothing was watched");
        }

        return pending.Count == 0
            ? null
            : new NextAct.AwaitWatch(pending.Min(it => it.Step.Work == Work.Watch ? NextLook(state, it) : EndOf(state, it.Step)));
    }

    public static Decision Begin(RunState state, DateTimeOffset now)
    {
        if (Due(state, now) is not NextAct.BeginWatch || Deciding.Due.Next(state, now) is not NextAct.BeginWatch)
        {
            return Decider.Refuse("There is nothing to watch now: something before it is open, or nothing is watched at all.");
        }

        var since = state.Started.OutSince ?? now;
        var windows = state.Windows.Select(it => state.Steps[it].Step).ToList();
        var end = since + windows.Max(it => it.Window!.To);
        return Decider.Accept(
            new RunEvent.WatchBegan(
                since,
                $"the release is out; {windows.Count} {(windows.Count == 1 ? "line is" : "lines are")} watched until {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC"
            )
        );
    }

    public static Decision Look(RunState state, RunCommand.LookAtWatch it)
    {
        var step = state.Steps[it.Step];
        if (!IsOpen(state, step))
        {
            return Decider.Refuse($"{it.Step} is nothing that is watched now.");
        }

        var looked = new RunEvent.WatchLooked(it.Step, it.Judgement.Verdict, it.Judgement.Why, it.Evidence)
        {
            Value = Decider.Finite(it.Value),
        };
        return it.Judgement.Verdict == Verdict.Fail
            ? Decider.Accept(looked, new RunEvent.WatchClosed(it.Step, Verdict.Fail, Broken(step, it.Judgement.Why)))
            : Decider.Accept(looked);
    }

    public static Decision Close(RunState state, RunCommand.CloseWatch it)
    {
        var step = state.Steps[it.Step];
        if (!IsOpen(state, step) || !MayClose(state, step))
        {
            return Decider.Refuse($"{it.Step} has no window that is over.");
        }

        var (verdict, why) = OfWindow(step);
        return Decider.Accept(new RunEvent.WatchClosed(it.Step, verdict, why));
    }

    /// <summary>What is remembered after a look.</summary>
    public static StepState Looked(RunState state, StepState step, RunEvent.WatchLooked look, DateTimeOffset at)
    {
        var isSeen = look.Verdict is Verdict.Pass or Verdict.Fail;
        var unseen = at - (step.Looks.SeenAt ?? BeginOf(state, step.Step));
        return step with
        {
            Began = step.Began ?? at,
            LastLook = look.Evidence,
            Breaches = step.Breaches + (look.Verdict == Verdict.Fail ? 1 : 0),
            Range = look.Value is { } value ? Widened(step.Range, value) : step.Range,
            Value = look.Value is { } last ? last.ToString() : step.Value,
            Looks = new(
                step.Looks.Made + 1,
                step.Looks.Seen + (isSeen ? 1 : 0),
                at,
                state.Events + 1,
                isSeen ? at : step.Looks.SeenAt,
                unseen > step.Looks.LongestUnseen ? unseen : step.Looks.LongestUnseen,
                isSeen
            ),
        };
    }

    /// <summary>The line is watched on after somebody decided so: the time of deciding is no time in which nobody looked, for the breach is known.</summary>
    public static StepState GoesOn(StepState step, DateTimeOffset at) =>
        step.Step.Work == Work.Watch ? step with { Looks = step.Looks with { LastAt = null, SeenAt = at, EndSeen = false } } : step;

    /// <summary>The end as evidence of the line: the last look, which is the one that broke it where one did.</summary>
    public static StepState Closed(StepState step, RunEvent.WatchClosed it, DateTimeOffset at) =>
        step with
        {
            LastAttempt = step.LastAttempt + 1,
            Value = WorstOf(step) is { } worst ? worst.ToString() : step.Value,
            Attempts = step.Attempts.Add(
                new(step.LastAttempt + 1, it.Verdict, it.Why, step.LastLook is { } seen ? [seen] : [], step.Began ?? at, at)
            ),
        };

    private static bool IsKept(RunState state) => state.Started is { Watches: true, Mode: RunMode.Run };

    private static bool IsOpen(RunState state, StepState step) =>
        state is { Watch: not null, RollingBack: null, Ended: null } && step is { Step.Work: Work.Watch, Stage: StepStage.Pending };

    /// <summary>Every gate is open but those of what is watched, and of triggers, which are armed until the watch is over.</summary>
    private static bool IsOut(RunState state, DateTimeOffset now) =>
        state
            .Order.Select(it => state.Steps[it])
            .Where(it => it.Step is { Rollback: false, Window: null, Work: not (Work.Group or Work.Trigger) })
            .All(it => state.Opens(it.Step.Id, now));

    private static DateTimeOffset BeginOf(RunState state, Step step) => state.Watch!.Since + step.Window!.From;

    private static DateTimeOffset EndOf(RunState state, Step step) => state.Watch!.Since + step.Window!.To;

    /// <summary>At the window's beginning, then as often as it says, and once at its end.</summary>
    private static DateTimeOffset NextLook(RunState state, StepState step)
    {
        if (step.Looks.LastAt is not { } last)
        {
            return BeginOf(state, step.Step);
        }

        var (next, end) = (last + step.Step.Window!.Every, EndOf(state, step.Step));
        return last < end && end < next ? end : next;
    }

    private static bool MayClose(RunState state, StepState step) => step.Looks.LastAt is { } last && last >= EndOf(state, step.Step);

    private static TimeSpan StaleAfter(Step step) => step.Window!.Every * StalePauses is var some && some > LeastStale ? some : LeastStale;

    private static (Verdict Verdict, string Why) OfWindow(StepState step)
    {
        var looks = $"{step.Looks.Seen} of {step.Looks.Made} looks in {Written(step.Step.Window!)} could tell{RangeOf(step)}";
        return step.Looks.Seen == 0 ? (Verdict.Inconclusive, $"nobody could see it: {looks}")
            : !step.Looks.EndSeen ? (Verdict.Inconclusive, $"it could not be seen at the end of its window: {looks}")
            : step.Looks.LongestUnseen > StaleAfter(step.Step)
                ? (Verdict.Inconclusive, $"for {Moments.Spoken(step.Looks.LongestUnseen)} nobody looked, or could see it: {looks}")
            : (Verdict.Pass, $"it held: {looks}{Before(step)}");
    }

    private static string Broken(StepState step, string why) =>
        $"{why}; look {step.Looks.Made + 1} of its watch in {Written(step.Step.Window!)}{Before(step)}";

    private static string Before(StepState step) =>
        step.Breaches switch
        {
            0 => "",
            1 => "; it was broken once before, and somebody went on watching",
            var some => $"; it was broken {some} times before, and somebody went on watching",
        };

    private static string Written(WatchWindow window) => $"{Durations.Write(window.From)}..{Durations.Write(window.To)}";

    private static string RangeOf(StepState step) =>
        step.Range is not var (low, high) ? ""
        : low == high ? $", {low}"
        : $", {low} to {high}";

    /// <summary>Numbers of different units are not put in order.</summary>
    private static (Quantity Low, Quantity High)? Widened((Quantity Low, Quantity High)? known, Quantity value) =>
        known is not var (low, high) ? (value, value)
        : value.In(low.Unit) is not { } number ? known
        : (number < low.Number ? value : low, number > (high.In(low.Unit) ?? high.Number) ? value : high);

    /// <summary>The number that stands nearest to the bound, for the document's blank; null where there is none, or no bound says which.</summary>
    private static Quantity? WorstOf(StepState step) =>
        step.Range is not var (low, high) || step.Step.Expectation is not { } wanted ? null
        : wanted.Clauses.OfType<Clause.Value>().FirstOrDefault() is not { } bound ? null
        : bound.Comparison is Comparison.Less or Comparison.AtMost ? high
        : bound.Comparison is Comparison.Greater or Comparison.AtLeast ? low
        : null;
}
