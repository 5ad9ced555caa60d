using Slipway.Kernel;

namespace Slipway.Runs.Reports;

/// <summary>What each step of a run rests on. A pass without evidence and without a name rests on nothing.</summary>
internal sealed class Proofs(RunState state, RecordScan scan, DateTimeOffset now)
{
    /// <summary>Comes to a verdict of its own, on the way that is being gone; the way forward stays in play when the way back begins.</summary>
    public bool InPlay(StepState step) => step.Step.Work != Work.Group && (!step.Step.Rollback || state.RollingBack is not null);

    public bool HoldsGate(StepState step) => InPlay(step) && step.Step.HoldsGate && Of(step) is not (ProvedBy.NotNeeded or ProvedBy.Later);

    public ProvedBy Of(StepState step)
    {
        if (step.Verdict == Verdict.Pass)
        {
            return OfPass(step);
        }

        if (step.Waiver is { } waiver && waiver.Expires > now || Deciding.Gates.IsBroken(step, now))
        {
            return ProvedBy.Waiver;
        }

        if (step.Left is { Because: LeftBecause.Later })
        {
            return ProvedBy.Later;
        }

        return step.Step.HoldsGate && Deciding.Gates.IsExcused(state, step) ? ProvedBy.NotNeeded : ProvedBy.Nothing;
    }

    private ProvedBy OfPass(StepState step)
    {
        if (step.Answer is not null)
        {
            return ProvedBy.Name;
        }

        if (SettledAs(step) is { } settled)
        {
            return settled.How == Settled.ToldDone ? ProvedBy.Name : ProvedBy.Machine;
        }

        return
            step.Step.Work is Work.Record or Work.Moment or Work.Readiness or Work.Trigger || step.Attempts is [.., { Evidence.Count: > 0 }]
            ? ProvedBy.Machine
            : ProvedBy.Nothing;
    }

    /// <summary>How the outcome was settled from which the verdict comes; null when it comes from an end that was seen.</summary>
    public RunEvent.OutcomeSettled? SettledAs(StepState step) =>
        scan.Settled.TryGetValue(step.Step.Id, out var settled)
        && settled.How != Settled.RunAgain
        && settled.Attempt == step.LastAttempt
        && step.Attempts is [.., { Evidence.Count: 0 } last]
        && last.Number == settled.Attempt
            ? settled
            : null;
}
