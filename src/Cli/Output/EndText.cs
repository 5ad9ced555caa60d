using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Output;

/// <summary>The last words of a run: outcome and why, what would open the gate, where everything lies.</summary>
internal static class EndText
{
    public static void Write(Host host, StoppedRun run, Plan plan)
    {
        _ = plan;
        var err = host.Err;
        err.WriteLine();
        err.WriteLine(PlainText.Short(Headline(run), 1000));
        WriteCounts(err, run.State);
        WriteNext(err, run);
        host.Out.WriteLine($"checklist: {Near(host, run.Folder.Checklist)}");
        if (File.Exists(run.Folder.ReportHtml))
        {
            host.Out.WriteLine($"report:    {Near(host, run.Folder.ReportHtml)}");
        }

        host.Out.WriteLine($"run:       {Near(host, run.Folder.Path)}");
    }

    private static string Headline(StoppedRun run) =>
        run.Stop switch
        {
            RunStop.Waiting => $"WAITS for a person: {run.State.Paused}",
            RunStop.Interrupted => $"INTERRUPTED: {run.State.Interrupted}",
            _ => $"{OutcomeWord(run.State.Ended!.Outcome)}: {run.State.Ended.Why}",
        };

    public static string OutcomeWord(Outcome outcome) =>
        outcome switch
        {
            Outcome.Go => "GO",
            Outcome.NoGo => "NO-GO",
            Outcome.RolledBack => "ROLLED BACK",
            _ => "REHEARSED",
        };

    private static void WriteCounts(TextWriter err, RunState state)
    {
        var steps = state
            .Order.Select(it => state.Steps[it])
            .Where(it => it.Step.Work is not (Work.Group or Work.Part) && !it.Step.Rollback)
            .ToList();
        var words = Enum.GetValues<Verdict>()
            .Select(verdict => (verdict, count: steps.Count(it => it.Verdict == verdict)))
            .Where(it => it.count > 0)
            .Select(it => $"{it.count} {Name(it.verdict)}");
        var waived = steps.Count(it => it.Waiver is not null);
        err.WriteLine(
            $"  {string.Join(", ", words)}{(waived > 0 ? $"; {waived} waived" : "")}{(steps.Any(it => it.Answer is not null) ? $"; {steps.Count(it => it.Answer is { Verdict: Verdict.Pass })} of the passes are people's words" : "")}"
        );
    }

    private static string Name(Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => "passed",
            Verdict.Fail => "failed",
            Verdict.Error => "broke",
            Verdict.Inconclusive => "inconclusive",
            _ => "not run",
        };

    private static void WriteNext(TextWriter err, StoppedRun run)
    {
        if (run.Stop != RunStop.Ended)
        {
            err.WriteLine($"  go on with: slipway resume {run.State.Started.Run.Value}");
        }
    }

    private static string Near(Host host, string path) =>
        Path.GetRelativePath(host.Directory, path) is var near && near.StartsWith("..", StringComparison.Ordinal) ? path : near;
}
