using System.Globalization;
using Slipway.Kernel;

namespace Slipway.Runs.Readying;

/// <summary>Whether this very plan was rehearsed in this environment, lately, and what the rehearsal saw.</summary>
internal sealed class RehearsalSection(ReadinessFacts facts)
{
    private const string What = "This plan was rehearsed here";

    public ReadinessSection Make() => new("rehearsal", "Rehearsal", [Line()]);

    private ReadinessLine Line()
    {
        if (facts.Settings.Ready.Without.TryGetValue("rehearsal", out var reason))
        {
            return new(What, Verdict.NotRun, "does not apply") { Without = reason };
        }

        var here = facts
            .Past.Where(it =>
                it.State.Started.Mode == RunMode.Rehearse
                && it.State.Started.Environment == facts.Environment.Name
                && (!it.State.Started.Demonstration || facts.Environment.Demonstration)
            )
            .ToList();
        if (here.FirstOrDefault() is not { } last)
        {
            return new(
                What,
                Verdict.NotRun,
                $"no record of a rehearsal in {facts.Environment.Name}; `slipway run {facts.Plan.Source.File} --env {facts.Environment.Name} --rehearse` makes one"
            );
        }

        if (here.Find(it => it.State.Started.PlanDigest == facts.Plan.Digest.Hex) is not { } same)
        {
            return new(
                What,
                Verdict.Inconclusive,
                $"the last rehearsal, run {last.State.Started.Run} of {PastLine.Shown(last.EndedAt)}, was of another plan: the document or its settings have changed since"
            )
            {
                At = last.EndedAt,
            };
        }

        var (verdict, why) = Said(same.State);
        return PastLine.Of(What, same, verdict, why, same.EndedAt, facts.Settings.Ready.RehearsedWithin, facts.Now);
    }

    private static (Verdict, string) Said(RunState run)
    {
        var steps = run.Steps.Values.Where(it => it.Step is { Rollback: false, Work: not (Work.Group or Work.Moment) }).ToList();
        var passed = steps.Count(it => it.Verdict == Verdict.Pass);
        var said = string.Create(CultureInfo.InvariantCulture, $"{passed} of {steps.Count} steps were seen and passed");
        var open = steps.Count(it => it.Verdict is Verdict.Inconclusive or Verdict.Error);
        return run.Ended!.Outcome != Outcome.Rehearsed ? (Verdict.Fail, $"{said}; {run.Ended.Why}")
            : passed == 0 ? (Verdict.Inconclusive, $"{said}: it showed nothing")
            : (
                Verdict.Pass,
                $"{said}, none failed{(open == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {open} stayed open"))}"
            );
    }
}
