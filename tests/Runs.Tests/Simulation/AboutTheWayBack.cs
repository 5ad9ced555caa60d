using Slipway.Kernel;
using Slipway.Runs.Deciding;

namespace Slipway.Runs.Tests.Simulation;

/// <summary>The way back: there before anything changes, within reach as long as something may have changed, and not before.</summary>
internal static class AboutTheWayBack
{
    public static IEnumerable<string> ChangedWithoutAWayBack(History history)
    {
        var standing = new Standing(history);
        foreach (var it in history.Written)
        {
            if (
                it.Body is RunEvent.StepBegan began
                && history.Steps[began.Step] is { Effect: >= Effect.Changes, Rollback: false }
                && history.Steps.TryGetValue(StepId.RollbackPlan, out var plan)
                && !standing.Opens(plan, it.At)
            )
            {
                yield return $"{began.Step} began while the way back could not be gone";
            }

            standing.Take(it.Body);
        }
    }

    /// <summary>From the first change to the end a person who asks for the way back gets it, whatever else is under way.</summary>
    public static IEnumerable<string> Disarmed(History history)
    {
        if (!history.Started.Steps.Any(it => it.Rollback))
        {
            yield break;
        }

        var armed = false;
        var closed = new HashSet<StepId>();
        var state = RunState.Begin(history.Started, history.Written.FirstOrDefault()?.At ?? default);
        foreach (var it in history.Written.Where(it => it.Body is not RunEvent.RunStarted))
        {
            state = state.Apply(it.Body, it.At);
            armed |= it.Body is RunEvent.StepBegan began && history.Steps[began.Step] is { Effect: >= Effect.Changes, Rollback: false };
            _ = it.Body is RunEvent.TriggerClosed over && closed.Add(over.Step);
            armed &= it.Body is not (RunEvent.RollbackBegan or RunEvent.RunEnded);
            if (armed && Decider.Decide(state, new RunCommand.RollBack("Anna", "errors"), it.At) is Decision.Refused no)
            {
                yield return $"after {it.Body} the way back was refused: {no.Why}";
            }

            foreach (var trigger in armed ? state.Triggers.Select(id => state.Steps[id]) : [])
            {
                // It is looked at, or it has fired for the release, or its watch is over, or it was left out from the first record on.
                if (
                    !Triggers.IsArmed(state, trigger)
                    && trigger is not ({ Verdict: Verdict.Fail } or { Left.Because: LeftBecause.NotSelected })
                    && !closed.Contains(trigger.Step.Id)
                )
                {
                    yield return $"after {it.Body} nobody looks at {trigger.Step.Id} any more";
                }
            }
        }
    }

    public static IEnumerable<string> WrongWay(History history)
    {
        var back = false;
        foreach (var entry in history.Entries)
        {
            back |= entry is Entry.Written { Body: RunEvent.RollbackBegan };
            var step = entry switch
            {
                Entry.Written { Body: RunEvent.StepBegan began } => began.Step,
                Entry.Executed { It: { Verifies: false } it } => it.Step,
                _ => (StepId?)null,
            };
            // What had begun when the run turned round may only just come to run: its intention was written before.
            if (step is { } id && history.Steps[id].Rollback != back && (history.Steps[id].Rollback || entry is Entry.Written))
            {
                yield return $"{entry} on the way {(back ? "back" : "forward")}";
            }
        }
    }

    public static IEnumerable<string> RehearsalChanged(History history) =>
        history.Started.Mode == RunMode.Rehearse
            ? history.Executions.Where(it => history.Steps[it.Step].Effect >= Effect.Changes).Select(it => $"{it} ran in a rehearsal")
            : [];

    public static IEnumerable<string> BegunBesideOthers(History history)
    {
        var standing = new Standing(history);
        foreach (var it in history.Written)
        {
            if (
                it.Body is RunEvent.StepBegan began
                && history.Steps[began.Step].Effect >= Effect.Changes
                && standing.Begun.FirstOrDefault(other => history.Steps[other].Rollback == history.Steps[began.Step].Rollback)
                    is { Value: not null } other
            )
            {
                yield return $"{began.Step} began while {other} had no end";
            }

            standing.Take(it.Body);
        }
    }
}
