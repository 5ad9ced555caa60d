using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>
/// What a look is worth while changes before it were not made. In the same phase it says nothing, either way; in a later phase
/// a failure says nothing, and a pass speaks of the system as it is.
/// </summary>
internal static class Rehearsals
{
    public static Judgement Temper(RunState state, Step step, Judgement judged)
    {
        if (state.Started.Mode != RunMode.Rehearse || judged.Verdict is not (Verdict.Pass or Verdict.Fail))
        {
            return judged;
        }

        if (judged.Verdict == Verdict.Fail && ConditionOf(state, step) is { } condition)
        {
            return new(Verdict.Inconclusive, $"nobody was asked whether this holds: {condition}; as it is now: {judged.Why}");
        }

        var unmade = state
            .Order.TakeWhile(it => it != step.Id)
            .Select(it => state.Steps[it])
            .Where(it =>
                it.Left is { Because: LeftBecause.Rehearsal }
                || it.Left is { Because: LeftBecause.CannotRun } && it.Step.Effect >= Effect.Changes
            )
            .ToList();
        var near = unmade.Where(it => it.Step.Phase == step.Phase).ToList();
        if (near.Count == 0 && (judged.Verdict == Verdict.Pass || unmade.Count == 0))
        {
            return judged;
        }

        var line = (near.Count > 0 ? near : unmade)[^1].Step.Line;
        return new(Verdict.Inconclusive, $"needs the change of line {line}, which a rehearsal does not make; as it is now: {judged.Why}");
    }

    private static string? ConditionOf(RunState state, Step step) =>
        step.Condition ?? (step.Parent is { } parent ? ConditionOf(state, state.Steps[parent].Step) : null);
}
