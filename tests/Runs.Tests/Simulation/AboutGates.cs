using Slipway.Kernel;

namespace Slipway.Runs.Tests.Simulation;

/// <summary>Gates: what opens them, and what never does.</summary>
internal static class AboutGates
{
    public static IEnumerable<string> GoWithAShutGate(History history) => EndedAs(history, Outcome.Go, rollback: false);

    public static IEnumerable<string> BackUnverified(History history) => EndedAs(history, Outcome.RolledBack, rollback: true);

    /// <summary>A pass of a machine, held against what the world knows of that very attempt.</summary>
    public static IEnumerable<string> SwallowedFailure(History history)
    {
        var ran = new Dictionary<(StepId, int), Execution>();
        foreach (var entry in history.Entries)
        {
            if (entry is Entry.Executed { It: { Verifies: false } execution })
            {
                ran[(execution.Step, execution.Attempt)] = execution;
            }

            if (
                entry is Entry.Written { Body: RunEvent.StepEnded { Verdict: Verdict.Pass } ended }
                && history.Steps[ended.Step] is { Work: not (Work.Readiness or Work.Traffic) } step
                && !Shows(step, ran.GetValueOrDefault((step.Block ?? step.Id, ended.Attempt)))
            )
            {
                yield return $"{ended.Step} passed: {ended.Why}; in the world it was {ran.GetValueOrDefault((step.Block ?? step.Id, ended.Attempt))}";
            }

            if (
                entry is Entry.Written { Body: RunEvent.OutcomeSettled { How: Settled.VerifiedDone } settled }
                && history.Steps[settled.Step].Work == Work.Block
                && ran.GetValueOrDefault((settled.Step, settled.Attempt)) is not { Made: true }
            )
            {
                yield return $"{settled.Step} was settled as done, and was not";
            }
        }
    }

    /// <summary>A go that rests on a waiver which had run out.</summary>
    public static IEnumerable<string> ExpiredApproval(History history)
    {
        var standing = new Standing(history);
        var waivers = new Dictionary<StepId, DateTimeOffset>();
        foreach (var it in history.Written)
        {
            if (it.Body is RunEvent.RunEnded { Outcome: Outcome.Go or Outcome.RolledBack } end)
            {
                var back = end.Outcome == Outcome.RolledBack;
                foreach (var step in Gated(history, back).Where(step => waivers.ContainsKey(step.Id) && !standing.Opens(step, it.At)))
                {
                    yield return $"{step.Id} was waived until {waivers[step.Id]:O}, and the run ended as {end.Outcome} at {it.At:O}";
                }
            }

            if (it.Body is RunEvent.StepWaived waived)
            {
                waivers[waived.Step] = waived.Expires;
                if (waived.Expires <= it.At)
                {
                    yield return $"{waived.Step} was waived when that had run out already";
                }
            }

            standing.Take(it.Body);
        }
    }

    private static bool Shows(Step step, Execution? ran) =>
        step.Work switch
        {
            Work.Check => step.Check is { Kind: "env" } check && check.With["name"] == "PRESENT",
            Work.Part => ran is not null && Index(step) is var at && at < ran.Exits.Count && ran.Exits[at] == 0 && Through(ran, at),
            _ => ran is not null
                && (ran.Made || step.Commands.Any(it => it.Hazards.Contains(Hazard.NeverEnds)) && ran.Exits is [.., _])
                && (step.Expect is null || ran.ShowsGood || step.Expect == "stdout contains '3'" && ran.ShowsGood),
        };

    /// <summary>The parts of a block stand on the lines behind it.</summary>
    private static int Index(Step part) => part.Line % 10 - 1;

    private static bool Through(Execution ran, int at) => !ran.CutOff || at < ran.Exits.Count - 1;

    private static IEnumerable<Step> Gated(History history, bool rollback) =>
        history.Started.Steps.Where(it => it.Rollback == rollback && it.Work != Work.Group);

    private static IEnumerable<string> EndedAs(History history, Outcome outcome, bool rollback)
    {
        var standing = new Standing(history);
        foreach (var it in history.Written)
        {
            if (it.Body is RunEvent.RunEnded end && end.Outcome == outcome)
            {
                var gated = Gated(history, rollback).ToList();
                foreach (var step in gated.Where(step => !standing.Opens(step, it.At)))
                {
                    yield return $"the gate of {step.Id} ({step.Work}, {step.Effect}) is shut, and the run ended as {outcome}";
                }

                if (
                    rollback != standing.RollingBack
                    || !gated.Any(step => step.HoldsGate && (standing.Passed(step) || standing.Waived(step, it.At)))
                )
                {
                    yield return $"nothing was proved on the way, and the run ended as {outcome}";
                }
            }

            standing.Take(it.Body);
        }
    }
}
