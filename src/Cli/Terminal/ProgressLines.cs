using System.Globalization;
using Slipway.Checklists;
using Slipway.Cli.Output;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Terminal;

/// <summary>What happens in a run, a line each: time, verdict, line of the document, words, reason.</summary>
internal sealed class ProgressLines(TextWriter err, bool colour, TimeZoneInfo zone) : IRunListener
{
    private string? _phase;

    public void Happened(RunEvent happened, RunState state, DateTimeOffset at)
    {
        switch (happened)
        {
            case RunEvent.RunStarted it:
                Line(
                    at,
                    "",
                    $"run {it.Run} of {it.Document}{(it.Environment.Length > 0 ? $" in {it.Environment}" : "")}, by {it.Operator}{(it.Mode == RunMode.Rehearse ? ": a rehearsal, only what reads is carried out" : "")}{(it.Demonstration ? " (demonstration)" : "")}"
                );
                break;
            case RunEvent.StepBegan it:
                Phase(state, it.Step);
                if (state.Steps[it.Step].Step.Effect >= Effect.Changes)
                {
                    Line(at, "begins", Named(state, it.Step));
                }

                break;
            case RunEvent.StepEnded it:
                Phase(state, it.Step);
                Line(
                    at,
                    Word(it.Verdict),
                    $"{Named(state, it.Step)}{(it.Attempt > 1 ? $" (attempt {it.Attempt})" : "")}  {Clip(it.Why)}",
                    it.Verdict
                );
                break;
            case RunEvent.StepLeft it when it.Because is not LeftBecause.NotSelected:
                Phase(state, it.Step);
                Line(at, "left", $"{Named(state, it.Step)}  {Clip(it.Why)}");
                break;
            case RunEvent.HoldAnswered it:
                Phase(state, it.Step);
                Line(at, Word(it.Verdict), $"{Named(state, it.Step)}  {Clip(it.Why)}", it.Verdict);
                break;
            case RunEvent.FactRecorded it:
                Line(at, Word(it.Verdict), $"{Named(state, it.Step)}  {it.Value}", it.Verdict);
                break;
            case RunEvent.MomentReached it:
                Line(at, "moment", $"{Named(state, it.Step)}  {it.Why}");
                break;
            case RunEvent.StepWaived it:
                Line(at, "waived", $"{Named(state, it.Step)}  by {it.By} until {it.Expires:yyyy-MM-dd HH:mm zzz}: {it.Reason}");
                break;
            case RunEvent.FailureAccepted it:
                Line(at, "goes on", $"{Named(state, it.Step)}  by {it.By}: {it.Reason}");
                break;
            case RunEvent.RetryAsked it:
                Line(at, "again", Named(state, it.Step));
                break;
            case RunEvent.OutcomeSettled it:
                Line(at, "settled", $"{Named(state, it.Step)}  {it.Why}");
                break;
            case RunEvent.RollbackBegan it:
                Line(at, "rollback", $"by {it.By}: {it.Why}", Verdict.Fail);
                break;
            case RunEvent.RunPaused it:
                Line(at, "waits", it.Why);
                break;
            case RunEvent.RunInterrupted it:
                Line(at, "stopped", it.Why + (it.Survivors.Count > 0 ? $": {string.Join(", ", it.Survivors)}" : ""));
                break;
            case RunEvent.RunResumed it:
                Line(at, "resumed", $"by {it.Operator}");
                break;
        }
    }

    public void Notice(string text) => err.WriteLine($"          {PlainText.Of(text)}");

    private void Phase(RunState state, StepId id)
    {
        var phase = state.Steps[id].Step.Phase;
        if (phase != _phase)
        {
            _phase = phase;
            err.WriteLine();
            var heading = PlainText.Short(phase, 200);
            err.WriteLine(colour ? $"\e[1m{heading}\e[0m" : heading);
        }
    }

    private void Line(DateTimeOffset at, string word, string text, Verdict? verdict = null)
    {
        var time = TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var padded = word.PadRight(12);
        err.WriteLine($"{time}  {(colour && verdict is { } it ? $"\e[{Paint(it)}m{padded}\e[0m" : padded)}  {PlainText.Of(text)}");
    }

    private static string Named(RunState state, StepId id)
    {
        var step = state.Steps[id].Step;
        var text = step.Text;
        return $"{step.Line, 4}  {(text.Length <= 70 ? text : $"{text[..67]}…")}";
    }

    private static string Word(Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => "pass",
            Verdict.Fail => "FAIL",
            Verdict.Error => "ERROR",
            Verdict.Inconclusive => "inconclusive",
            _ => "not run",
        };

    private static string Paint(Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => "32",
            Verdict.Fail or Verdict.Error => "31",
            Verdict.Inconclusive => "33",
            _ => "2",
        };

    private static string Clip(string text) => text.Length <= 200 ? text : $"{text[..197]}…";
}
