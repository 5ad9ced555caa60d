using Slipway.Kernel;

namespace Slipway.Runs.Telling;

/// <summary>What came of a decision, as the records behind it say.</summary>
internal static class Followed
{
    /// <summary>In words that stand behind "so".</summary>
    /// <param name="state">The run as it is now, for the words of steps.</param>
    /// <param name="records">The journal.</param>
    /// <param name="at">Where the decision stands in it.</param>
    /// <param name="step">The step that was decided.</param>
    /// <param name="verdict">What it was decided as.</param>
    public static string Words(RunState state, IReadOnlyList<JournalRecord> records, int at, StepId step, Verdict verdict)
    {
        for (var next = at + 1; next < records.Count; next++)
        {
            if (Of(state, records[next].Body, step, verdict == Verdict.Pass) is { } words)
            {
                return words;
            }
        }

        return verdict == Verdict.Pass ? "it passed" : "nothing moved any further";
    }

    private static string? Of(RunState state, RunEvent body, StepId step, bool passed) =>
        body switch
        {
            RunEvent.RollbackBegan it when !passed => $"{it.By} began the way back, traffic first",
            RunEvent.RetryAsked it when it.Step == step => $"nothing moved, and {it.By} asked for another attempt",
            RunEvent.FailureAccepted it when it.Step == step => $"its gate stayed shut, and {it.By} went on all the same ({it.Reason})",
            RunEvent.StepWaived it when it.Step == step => $"nothing moved, until {it.By} waived it ({it.Reason})",
            RunEvent.GlassBroken it when it.Step == step => $"nothing moved, until {it.By} broke its glass ({it.Reason})",
            RunEvent.RunPaused when !passed => "nothing moved, and people were asked",
            RunEvent.StepBegan it when passed && Move(state, it.Step) is { } move => $"it passed, and {move} followed",
            RunEvent.RunEnded when passed => "it passed",
            RunEvent.RunEnded it => $"the run ended: {it.Why}",
            _ => null,
        };

    private static string? Move(RunState state, StepId id) =>
        state.Steps.GetValueOrDefault(id)?.Step is { Traffic: { } move } step ? $"{Numbers.Share(move.Share)} ({step.Where})" : null;
}
