using System.Globalization;
using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Deciding;

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

    /// <summary>A way back that was gone counts, in a drill or on a night, wherever it was; it must be the one that stands in the document today.</summary>
    private ReadinessLine Drill()
    {
        const string What = "The way back was gone before";
        var last = facts
            .Past.Where(it => it.State.RollingBack is not null && (!it.State.Started.Demonstration || facts.Environment.Demonstration))
            .MaxBy(it => it.EndedAt);
        if (last is null)
        {
            return new(
                What,
                Verdict.NotRun,
                "no record of a run that went back; `slipway drill` makes one where an environment allows it (drills: true)"
            );
        }

        var state = last.State;
        var isSame = facts.WayBack is null || facts.WayBack == WayBack.DigestOf(state.Order.Select(it => state.Steps[it].Step)).Hex;
        var said =
            $"{(state.Started.Drill ? "a drill: " : "")}{state.Ended!.Why} (in {(state.Started.Environment is { Length: > 0 } place ? place : "no environment")})";
        return PastLine.Of(
            What,
            last,
            state.Ended.Outcome != Outcome.RolledBack ? Verdict.Fail
                : isSame ? Verdict.Pass
                : Verdict.Inconclusive,
            isSame ? said : $"the way back has changed since; {said}",
            last.EndedAt,
            facts.Settings.Ready.DrilledWithin,
            facts.Now
        );
    }
}
