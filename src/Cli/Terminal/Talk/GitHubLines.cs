using System.Globalization;
using Slipway.Cli.Output;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Terminal.Talk;

/// <summary>
/// A run in the log of GitHub Actions: a group for each phase, and an annotation at the line of the document for each step that did
/// not pass, with the end of its output.
/// </summary>
/// <param name="err">Where talk goes, as it is: what is written here is made harmless here.</param>
/// <param name="zone">For the times.</param>
/// <param name="runsFolder">Where the run lies, for the outputs.</param>
/// <param name="quiet">Only annotations.</param>
internal sealed class GitHubLines(TextWriter err, TimeZoneInfo zone, string runsFolder, bool quiet) : IRunListener
{
    private const int TailLines = 20;
    private string? _group;

    public void Happened(RunEvent happened, RunState state, DateTimeOffset at)
    {
        if (Told.Of(happened, state, at) is { } told)
        {
            Enter(Told.PhaseOf(happened, state));
            if (!quiet || told.Matters)
            {
                Write(told);
            }

            Annotate(happened, state, told);
        }

        if (happened is RunEvent.RunEnded or RunEvent.RunPaused or RunEvent.RunInterrupted)
        {
            Leave();
            Summarise(happened, state);
        }
    }

    public void Notice(string text)
    {
        if (!quiet)
        {
            err.WriteLine(WorkflowCommands.Harmless($"          {PlainText.Of(text)}"));
        }
    }

    private void Enter(string? phase)
    {
        if (phase is null || phase == _group || quiet)
        {
            return;
        }

        Leave();
        _group = phase;
        err.WriteLine(WorkflowCommands.Of("group", PlainText.Short(phase, 200)));
    }

    private void Leave()
    {
        if (_group is not null)
        {
            err.WriteLine("::endgroup::");
            _group = null;
        }
    }

    private void Write(Told told)
    {
        var time = TimeZoneInfo.ConvertTime(told.At, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var named = told.Step is { } step ? $"{step.Line, 4}  {told.Named}" : "";
        err.WriteLine(WorkflowCommands.Harmless($"{time}  {told.Word, -12}  {PlainText.Of(named + told.Text)}"));
    }

    private void Annotate(RunEvent happened, RunState state, Told told)
    {
        if (told is not { Step: { } step, Verdict: { } verdict and not Verdict.Pass })
        {
            return;
        }

        err.WriteLine(
            WorkflowCommands.Of(
                verdict is Verdict.Fail or Verdict.Error ? "error" : "warning",
                $"{Told.WordOf(verdict)}: {PlainText.Short(step.Text, 200)}: {told.Text.Trim()}",
                ("file", state.Started.Document),
                ("line", step.Line.ToString(CultureInfo.InvariantCulture)),
                ("title", $"{state.Started.Document}:{step.Line}")
            )
        );
        if (happened is RunEvent.StepEnded ended)
        {
            WriteOutput(new(Path.Combine(runsFolder, state.Started.Run.Value)), ended);
        }
    }

    private void WriteOutput(RunFolder folder, RunEvent.StepEnded ended)
    {
        var lines = EvidenceTail.Of(folder, ended.Evidence, TailLines);
        foreach (var line in lines.Count == 0 ? [] : WorkflowCommands.Fenced(lines.Select(it => $"    {it}")))
        {
            err.WriteLine(line);
        }
    }

    private void Summarise(RunEvent happened, RunState state)
    {
        var (name, message) = happened switch
        {
            RunEvent.RunEnded { Outcome: Outcome.Go or Outcome.Rehearsed } it => ("notice", $"{EndText.OutcomeWord(it.Outcome)}: {it.Why}"),
            RunEvent.RunEnded it => ("error", $"{EndText.OutcomeWord(it.Outcome)}: {it.Why}"),
            RunEvent.RunPaused it => ("warning", $"WAITS for a person: {it.Why}"),
            _ => ("warning", $"INTERRUPTED; slipway resume {state.Started.Run}"),
        };
        err.WriteLine(WorkflowCommands.Of(name, PlainText.Short(message, 1000), ("file", state.Started.Document), ("title", "Slipway")));
    }
}
