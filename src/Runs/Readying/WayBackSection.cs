using System.Globalization;
using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Readying;

/// <summary>Whether there is a way back, whether it could be gone, and when it last was.</summary>
internal sealed class WayBackSection(ReadinessFacts facts)
{
    public ReadinessSection Make()
    {
        if (facts.Settings.Ready.Without.TryGetValue("way back", out var reason))
        {
            return new("way-back", "The way back", [new("The way back", Verdict.NotRun, "does not apply") { Without = reason }]);
        }

        return new("way-back", "The way back", [Plan(), Drill()]);
    }

    private ReadinessLine Plan()
    {
        const string What = "The rollback plan can be carried out";
        var steps = facts.Plan.Items.Count(it => it.Kind == ItemKind.RollbackStep || it is { Scope: Scope.Rollback, Commands.Count: > 0 });
        return facts.WayBackFaults.Count > 0
                ? new(
                    What,
                    Verdict.Fail,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{facts.WayBackFaults.Count} faults; {facts.Plan.Where(facts.WayBackFaults[0].Line)}: {facts.WayBackFaults[0].Message}"
                    )
                )
            : steps == 0 ? new(What, Verdict.Inconclusive, "the checklist holds no rollback step")
            : new(
                What,
                Verdict.Pass,
                string.Create(CultureInfo.InvariantCulture, $"{steps} steps, and nothing is known against any of them")
            );
    }

    /// <summary>A way back that was gone counts as a drill, wherever it was.</summary>
    private ReadinessLine Drill()
    {
        const string What = "The way back was gone before";
        var last = facts.Past.Where(it => it.State.RollingBack is not null).MaxBy(it => it.EndedAt);
        return last is null
            ? new(What, Verdict.NotRun, "no record of a run that went back; a run in a place that bears it, ended by a rollback, makes one")
            : PastLine.Of(
                What,
                last,
                last.State.Ended!.Outcome == Outcome.RolledBack ? Verdict.Pass : Verdict.Fail,
                $"{last.State.Ended.Why} (in {(last.State.Started.Environment is { Length: > 0 } place ? place : "no environment")})",
                last.EndedAt,
                facts.Settings.Ready.DrilledWithin,
                facts.Now
            );
    }
}
