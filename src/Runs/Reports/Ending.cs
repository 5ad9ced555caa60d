using Slipway.Kernel;

namespace Slipway.Runs.Reports;

/// <summary>The one word for a run, held against what its state bears out.</summary>
internal sealed class Ending(RunState state, Proofs proofs, ReportCounts counts, int shut)
{
    public (ReportOutcome Outcome, string Why) Tell() => state.Ended is { } end ? Ended(end) : Open();

    private (ReportOutcome Outcome, string Why) Ended(RunEvent.RunEnded end)
    {
        if (end.Outcome != Outcome.NoGo && counts.Gates - counts.Proved[ProvedBy.Nothing] == 0)
        {
            return (ReportOutcome.NotRun, "The run ended, but nothing in it was proved: there is no gate that evidence or a name opened.");
        }

        return end.Outcome switch
        {
            Outcome.Go when shut > 0 => (ReportOutcome.NoGo, $"The journal ends as a go, but {Gates(shut)} shut."),
            Outcome.RolledBack when !WentBack() => (
                ReportOutcome.NoGo,
                "The journal ends as rolled back, but not every step of the way back passed."
            ),
            Outcome.Rehearsed when counts.Verdicts[Verdict.Fail] > 0 => (
                ReportOutcome.NoGo,
                "The journal ends as rehearsed, but something failed."
            ),
            Outcome.Go => (ReportOutcome.Go, end.Why),
            Outcome.NoGo => (ReportOutcome.NoGo, end.Why),
            Outcome.RolledBack => (ReportOutcome.RolledBack, end.Why),
            Outcome.Rehearsed => (ReportOutcome.Rehearsed, end.Why),
            _ => throw new ArgumentOutOfRangeException(nameof(end), end.Outcome, "Not an outcome."),
        };
    }

    private (ReportOutcome Outcome, string Why) Open()
    {
        if (state.Interrupted is { } interrupted)
        {
            return (ReportOutcome.Interrupted, $"{Sentence(interrupted)} It can be taken up again: slipway resume {state.Started.Run}");
        }

        if (state.Paused is { } paused)
        {
            return (ReportOutcome.Waiting, Sentence(paused));
        }

        var steps = state.Order.Select(it => state.Steps[it]).ToList();
        if (steps.Find(it => it.Stage == StepStage.Waiting) is { } waiting)
        {
            return (
                ReportOutcome.Waiting,
                waiting.Step.From is { } from ? $"{from} waits for an answer." : $"Line {waiting.Step.Line} waits for an answer."
            );
        }

        return steps.TrueForAll(it => it.Stage == StepStage.Pending)
            ? (ReportOutcome.NotRun, "Nothing has been carried out.")
            : (
                ReportOutcome.Running,
                "The journal has no end: the run goes on, or its process is gone. Look at slipway status " + state.Started.Run
            );
    }

    private bool WentBack()
    {
        var back = state.Order.Select(it => state.Steps[it]).Where(it => it.Step.Rollback && proofs.InPlay(it)).ToList();
        return back.Count > 0 && back.TrueForAll(it => state.Opens(it.Step.Id, state.EndedAt ?? state.LastAt));
    }

    private static string Gates(int shut) => shut == 1 ? "one gate is" : $"{shut} gates are";

    private static string Sentence(string words) =>
        words.Trim() is { Length: > 0 } said ? Figures.Sentence(char.ToUpperInvariant(said[0]) + said[1..]) : "";
}
