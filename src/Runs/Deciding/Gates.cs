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

        return Kernel.Verdicts.Worst(parts);
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
                || HoldsNothingUp(state, step)
                || IsWaived(step, now)
                || IsBroken(step, now)
                || step.Step.Block is { } block && IsWaived(state.Steps[block], now)
            );
    }

    /// <summary>What holds nothing up takes no part in its parent's verdict, unless it passed.</summary>
    private static bool Counts(RunState state, StepId id)
    {
        var step = state.Steps[id];
        return step.Verdict == Verdict.Pass || !HoldsNothingUp(state, step);
    }

    private static bool IsWaived(StepState step, DateTimeOffset now) => step.Waiver is { } waiver && waiver.Expires > now;

    /// <summary>An empty blank; a moment that is not known; what its condition or its time leaves out; what was left out by choice where the document says optional.</summary>
    private static bool HoldsNothingUp(RunState state, StepState step) =>
        step.Verdict == Verdict.NotRun && !step.Step.HoldsGate
        || step.Left is not null && step.Step.Work == Work.Moment
        || step.Left is { Because: LeftBecause.Later or LeftBecause.NotArmed }
        || step.Left is { Because: LeftBecause.Condition } && !Signing.IsNeeded(state, step.Step)
        || step.Left is { Because: LeftBecause.ByChoice or LeftBecause.NotSelected or LeftBecause.LeftEmpty }
            && step.Step.Quorum is null
            && IsOptional(state, step.Step);

    /// <summary>True for what its condition, its time, or a choice that the document allows left out.</summary>
    internal static bool IsExcused(RunState state, StepState step) => step.Left is not null && HoldsNothingUp(state, step);

    private static bool IsOptional(RunState state, Step step) =>
        step.Optional || step.Parent is { } parent && IsOptional(state, state.Steps[parent].Step);

    /// <summary>The verdicts that a signature covers, with the number of the attempt each comes from, by step.</summary>
    public static IReadOnlyDictionary<string, string> Verdicts(RunState state) =>
        state
            .Order.Select(it => state.Steps[it])
            .Where(it => it.Stage == StepStage.Decided)
            .ToDictionary(it => it.Step.Id.Value, it => $"{it.Verdict} {it.LastAttempt}", StringComparer.Ordinal);

    public static Digest VerdictsDigest(RunState state) => DigestOf(Verdicts(state));

    public static Digest DigestOf(IReadOnlyDictionary<string, string> verdicts) =>
        Digest.Of(
            CanonicalJson.Write(new JsonObject(verdicts.Select(it => KeyValuePair.Create(it.Key, (JsonNode?)JsonValue.Create(it.Value)))))
        );

    /// <summary>Two distinct people opened it, neither has run out, and nothing was decided anew since.</summary>
    public static bool IsBroken(StepState step, DateTimeOffset now) =>
        step.Glass.Where(it => it.Expires > now).Select(it => it.By.Trim().ToUpperInvariant()).Distinct(StringComparer.Ordinal).Count()
        >= 2;
}
