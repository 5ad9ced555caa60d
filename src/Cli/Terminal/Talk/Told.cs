using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Terminal.Talk;

/// <summary>What a person is told of one event; the words are the document's and still to be made plain.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Word">One word for it; empty for the start.</param>
/// <param name="Step">The step that it is about; null when it is about the run.</param>
/// <param name="Text">The rest.</param>
/// <param name="Verdict">The verdict that it brought; null when it brought none.</param>
internal sealed record Told(DateTimeOffset At, string Word, Step? Step, string Text, Verdict? Verdict = null)
{
    private const int LongestName = 70;
    private const int LongestReason = 200;

    /// <summary>The step's line and words, shortened.</summary>
    public string Named =>
        Step is null ? ""
        : Step.Text.Length <= LongestName ? Step.Text
        : $"{Step.Text[..(LongestName - 3)]}…";

    /// <summary>True for what did not pass, and for what a person has to know even with <c>--quiet</c>.</summary>
    public bool Matters =>
        Verdict is { } it ? it != Kernel.Verdict.Pass : Word is "rollback" or "waits" or "stopped" or "waived" or "goes on" or "escalated";

    /// <summary>Null for what is not worth a line.</summary>
    public static Told? Of(RunEvent happened, RunState state, DateTimeOffset at)
    {
        return happened switch
        {
            RunEvent.RunStarted it => new(at, "", null, Started(it)),
            RunEvent.StepBegan it when Named(it.Step) is { Effect: >= Effect.Changes } step => new(at, "begins", step, ""),
            RunEvent.StepEnded it => new(at, WordOf(it.Verdict), Named(it.Step), Ended(it), it.Verdict),
            RunEvent.StepLeft it when it.Because is not LeftBecause.NotSelected => new(at, "left", Named(it.Step), $"  {Clip(it.Why)}"),
            RunEvent.FactRecorded it => new(at, WordOf(it.Verdict), Named(it.Step), $"  {it.Value}", it.Verdict),
            RunEvent.MomentReached it => new(at, "moment", Named(it.Step), $"  {it.Why}"),
            RunEvent.StepWaived it => new(
                at,
                "waived",
                Named(it.Step),
                $"  by {it.By} until {it.Expires:yyyy-MM-dd HH:mm zzz}: {it.Reason}"
            ),
            RunEvent.GlassBroken it => new(
                at,
                "GLASS",
                Named(it.Step),
                $"  broken by {it.By} until {it.Expires:yyyy-MM-dd HH:mm zzz}: {it.Reason}",
                Kernel.Verdict.Fail
            ),
            RunEvent.HoldReminded it => new(at, "waits", Named(it.Step), $"  {it.Why}"),
            RunEvent.HoldEscalated it => new(at, "escalated", Named(it.Step), $"  to {it.To}: {it.Why}"),
            RunEvent.HoldExpired it => new(at, "expired", Named(it.Step), $"  {it.Why}", Kernel.Verdict.Inconclusive),
            RunEvent.HoldAnswered { StaysOpen: true, Verdict: Kernel.Verdict.Pass } it => new(
                at,
                "approved",
                Named(it.Step),
                $"  {Clip(it.Why)}; more people are needed"
            ),
            RunEvent.HoldAnswered it => new(at, WordOf(it.Verdict), Named(it.Step), $"  {Clip(it.Why)}", it.Verdict),
            RunEvent.FailureAccepted it => new(at, "goes on", Named(it.Step), $"  by {it.By}: {it.Reason}"),
            RunEvent.RetryAsked it => new(at, "again", Named(it.Step), ""),
            RunEvent.OutcomeSettled it => new(at, "settled", Named(it.Step), $"  {it.Why}"),
            RunEvent.TriggerFired { Whose: TriggerAttribution.Both or TriggerAttribution.Stable } it => new(
                at,
                "INCIDENT",
                Named(it.Step),
                $"  {it.Why}",
                Kernel.Verdict.Inconclusive
            ),
            RunEvent.BaselineSeen it => new(at, "baseline", Named(it.Step), $"  {it.Why}"),
            RunEvent.TriggerFired it => new(at, "TRIGGER", Named(it.Step), $"  {it.Why}", Kernel.Verdict.Fail),
            RunEvent.TriggerClosed it => new(at, WordOf(it.Verdict), Named(it.Step), $"  {Clip(it.Why)}", it.Verdict),
            RunEvent.WatchBegan it => new(at, "watch", null, it.Why),
            RunEvent.WatchLooked { Verdict: Kernel.Verdict.Inconclusive or Kernel.Verdict.Error } it => new(
                at,
                "not seen",
                Named(it.Step),
                $"  {Clip(it.Why)}"
            ),
            RunEvent.WatchClosed it => new(at, WordOf(it.Verdict), Named(it.Step), $"  {Clip(it.Why)}", it.Verdict),
            RunEvent.RollbackBegan it => new(at, "rollback", null, $"by {it.By}: {it.Why}", Kernel.Verdict.Fail),
            RunEvent.RunPaused it => new(at, "waits", null, it.Why),
            RunEvent.RunInterrupted it => new(
                at,
                "stopped",
                null,
                it.Why + (it.Survivors.Count > 0 ? $": {string.Join(", ", it.Survivors)}" : "")
            ),
            RunEvent.RunResumed it => new(at, "resumed", null, $"by {it.Operator}"),
            _ => null,
        };

        Step Named(StepId id) => state.Steps[id].Step;
    }

    /// <summary>The phase that an event takes place in, for a heading above it; null when it has none.</summary>
    public static string? PhaseOf(RunEvent happened, RunState state) =>
        happened switch
        {
            RunEvent.StepBegan it => state.Steps[it.Step].Step.Phase,
            RunEvent.StepEnded it => state.Steps[it.Step].Step.Phase,
            RunEvent.StepLeft it when it.Because is not LeftBecause.NotSelected => state.Steps[it.Step].Step.Phase,
            RunEvent.HoldAnswered it => state.Steps[it.Step].Step.Phase,
            _ => null,
        };

    public static string WordOf(Verdict verdict) =>
        verdict switch
        {
            Kernel.Verdict.Pass => "pass",
            Kernel.Verdict.Fail => "FAIL",
            Kernel.Verdict.Error => "ERROR",
            Kernel.Verdict.Inconclusive => "inconclusive",
            _ => "not run",
        };

    private static string Started(RunEvent.RunStarted it) =>
        $"run {it.Run} of {it.Document}{(it.Environment.Length > 0 ? $" in {it.Environment}" : "")}, by {it.Operator}{(it.Mode == RunMode.Rehearse ? ": a rehearsal, only what reads is carried out" : "")}{(it.Drill ? ": a drill, only the way back is gone" : "")}{(it.Demonstration ? " (demonstration)" : "")}";

    private static string Ended(RunEvent.StepEnded it) => $"{(it.Attempt > 1 ? $" (attempt {it.Attempt})" : "")}  {Clip(it.Why)}";

    private static string Clip(string text) => text.Length <= LongestReason ? text : $"{text[..(LongestReason - 3)]}…";
}
