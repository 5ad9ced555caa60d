using System.Text.Json.Nodes;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>What opens a gate, and what does not.</summary>
internal static class Gates
{
    public static Verdict VerdictOf(RunState state, StepId id)
    {
        var step = state.Steps[id];
        var parts = state.Children.TryGetValue(id, out var children)
            ? children.Where(it => Counts(state, it)).Select(it => VerdictOf(state, it)).ToList()
            : [];
        if (step.Step.Work != Work.Group)
        {
            parts.Add(step.Verdict);
        }

        return Verdicts.Worst(parts);
    }

    public static bool Opens(RunState state, StepId id, DateTimeOffset now)
    {
        var step = state.Steps[id];
        if (step.Step.Work == Work.Group)
        {
            return state.Children.TryGetValue(id, out var children) && children.All(it => Opens(state, it, now));
        }

        return step.Stage == StepStage.Decided
            && (
                step.Verdict == Verdict.Pass
                || !step.Step.HoldsGate
                || step.Waiver is { } waiver && waiver.Expires > now
                || step.Step.Optional && (step.Left is not null || step.Accepted is not null)
                || step.Left is { Because: LeftBecause.Condition or LeftBecause.Later }
            );
    }

    /// <summary>A blank that only records, and an optional or conditional step that was left out, take no part in their parent's verdict.</summary>
    private static bool Counts(RunState state, StepId id)
    {
        var step = state.Steps[id];
        return step.Verdict == Verdict.Pass
            || step.Step.HoldsGate
                && !(step.Left is { Because: LeftBecause.Condition or LeftBecause.Later } || step.Step.Optional && step.Left is not null);
    }

    public static Digest VerdictsDigest(RunState state)
    {
        var verdicts = new JsonObject();
        foreach (var id in state.Order)
        {
            var step = state.Steps[id];
            if (step.Stage == StepStage.Decided)
            {
                verdicts[id.Value] = $"{step.Verdict} {step.LastAttempt}";
            }
        }

        return Digest.Of(CanonicalJson.Write(verdicts));
    }
}
