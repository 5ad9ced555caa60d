using Slipway.Checklists;
using Slipway.Judging;
using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Reports;

namespace Slipway.Runs.Telling;

/// <summary>What was seen of a trigger since it was armed, look by look.</summary>
internal sealed class TriggerSight
{
    private DateTimeOffset? _from;
    private int _looks;
    private int _seen;
    private int _held;
    private int _decisions;
    private RunEvent.TriggerLooked? _last;
    private (Verdict Again, string Why)? _fault;

    /// <summary>One look more, and what is wrong with its evidence.</summary>
    public void Take(RunEvent.TriggerLooked look, DateTimeOffset at, (Verdict Again, string Why)? fault)
    {
        _from ??= at;
        _looks++;
        _seen += look.Holds is null ? 0 : 1;
        _held += look.Holds == true ? 1 : 0;
        _last = look;
        _fault = _fault is { Again: Verdict.Fail } ? _fault : fault ?? _fault;
    }

    /// <summary>It has come true.</summary>
    public ToldDecision Fired(
        RunState state,
        StepState trigger,
        RunEvent.TriggerFired it,
        DateTimeOffset time,
        Numbers numbers,
        string followed
    )
    {
        var (memory, whose) =
            it.Whose == TriggerAttribution.Stable ? (trigger.WatchStable, " at the version that serves") : (trigger.Watch, "");
        if (memory.State != TriggerState.Firing)
        {
            _fault ??= (Verdict.Fail, "its looks do not bring it about that it comes true");
        }

        var since = memory.Since is { } held ? $" since {numbers.Moment(state.ArmedAt!.Value + held)}" : "";
        var lasts = trigger.Step.Standing!.For;
        var bound = lasts > TimeSpan.Zero ? $"and {Durations.Write(lasts)} are its bound" : "and one look is its bound";
        return Told(
            trigger.Step,
            Verdict.Fail,
            it.Why,
            time,
            numbers,
            $"It has held{whose}{since}, {bound}{Attributed(it.Whose)}: {followed}; it would have stayed armed with one look before at which it did not hold."
        );
    }

    /// <summary>The run is at its end.</summary>
    public ToldDecision Closed(RunState state, StepState trigger, RunEvent.TriggerClosed it, DateTimeOffset time, Numbers numbers)
    {
        var lasts = trigger.Step.Standing!.For;
        var needed =
            lasts > TimeSpan.Zero
                ? $"it comes true when it holds for {Durations.Write(lasts)}"
                : "it comes true at the first look at which it holds";
        var open = it.Verdict == Verdict.Pass ? "" : "; a pass needs looks that can tell, up to the end";
        return Told(
            trigger.Step,
            it.Verdict,
            it.Why,
            time,
            numbers,
            $"{Figures.Sentence(Figures.Large(it.Why))[..^1]}, as {needed}{open}."
        );
    }

    private ToldDecision Told(Step step, Verdict verdict, string why, DateTimeOffset time, Numbers numbers, string decided) =>
        new()
        {
            Step = step.Id,
            Line = step.Line,
            Where = step.Where,
            Text = step.Words(),
            Kind = DecisionKind.Trigger,
            Number = ++_decisions,
            From = _from ?? time,
            To = time,
            Verdict = verdict,
            Why = why,
            Again = _fault?.Again ?? Verdict.Pass,
            Fault = _fault?.Why,
            Compared = Compared(step, numbers.Between(_from ?? time, time)),
            Decided = _fault is { Again: Verdict.Inconclusive }
                ? $"It cannot be made again, and so it proves nothing: it is recorded as {verdict.InWords()} ({why})."
                : decided,
        };

    private string Compared(Step step, string between)
    {
        var parts = $"{step.Expect}{(step.Standing!.Beside is { } beside ? $" and {beside}" : "")}";
        var last = _last is { Value: { } value } ? $", last at {value}" : "";
        var other = _last is { Stable.Value: { } stable } ? $" (what serves: {stable})" : "";
        return $"{Figures.Large(between)} {Numbers.Count(_looks, "look was", "looks were")} made at the condition {parts}: {_seen} could tell, and it held in {_held} of them{last}{other}.";
    }

    private static string Attributed(TriggerAttribution? whose) =>
        whose switch
        {
            TriggerAttribution.Both => ", at both versions",
            TriggerAttribution.Candidate => ", at the new version alone",
            TriggerAttribution.NotAttributed => ", not told apart by version",
            _ => "",
        };
}
