using Slipway.Checklists;
using Slipway.Cli.Terminal.Live;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Output;

/// <summary>The last words of a run: outcome and why, what keeps the gate shut, how to go on, where everything lies.</summary>
internal static class EndText
{
    private const int MostShut = 5;

    public static void Write(Host host, StoppedRun run, Plan plan)
    {
        _ = plan;
        var paint = host.Colour ? new Paint(colour: true) : null;
        foreach (var line in Lines(run, host.Clock.GetUtcNow()))
        {
            host.Coloured.WriteLine(paint?.Of(line) ?? line.Text);
        }

        host.Out.WriteLine($"checklist: {Near(host, run.Folder.Checklist)}");
        if (File.Exists(run.Folder.ReportHtml))
        {
            host.Out.WriteLine($"report:    {Near(host, run.Folder.ReportHtml)}");
        }

        host.Out.WriteLine($"run:       {Near(host, run.Folder.Path)}");
    }

    /// <summary>What is said on standard error; every word of the document is plain.</summary>
    internal static IEnumerable<ShownLine> Lines(StoppedRun run, DateTimeOffset now)
    {
        yield return new();
        yield return Headline(run);
        yield return new(new Piece($"  {Counts(run.State)}"), new($"; ran {LiveLayout.Clock(run.State.LastAt - run.State.StartedAt)}"));
        foreach (var line in Shut(run.State, now))
        {
            yield return line;
        }

        if (run.Stop != RunStop.Ended)
        {
            yield return new(new Piece($"  go on with: slipway resume {run.State.Started.Run.Value}"));
        }
    }

    public static string OutcomeWord(Outcome outcome) =>
        outcome switch
        {
            Outcome.Go => "GO",
            Outcome.NoGo => "NO-GO",
            Outcome.RolledBack => "ROLLED BACK",
            _ => "REHEARSED",
        };

    private static ShownLine Headline(StoppedRun run)
    {
        var (word, why, tone) = run.Stop switch
        {
            RunStop.Waiting => ("WAITS for a person", run.State.Paused, Tone.Doubt),
            RunStop.Interrupted => ("INTERRUPTED", run.State.Interrupted, Tone.Doubt),
            _ => (OutcomeWord(run.State.Ended!.Outcome), run.State.Ended.Why, ToneOf(run.State.Ended.Outcome)),
        };
        return new(new Piece(word, tone), new($": {PlainText.Short(why ?? "", 1000)}"));
    }

    private static Tone ToneOf(Outcome outcome) =>
        outcome switch
        {
            Outcome.Go or Outcome.Rehearsed => Tone.Good,
            Outcome.RolledBack => Tone.Doubt,
            _ => Tone.Bad,
        };

    private static string Counts(RunState state)
    {
        var steps = Forward(state).ToList();
        var words = Enum.GetValues<Verdict>()
            .Select(verdict => (verdict, count: steps.Count(it => it.Verdict == verdict)))
            .Where(it => it.count > 0)
            .Select(it => $"{it.count} {Name(it.verdict)}");
        var waived = steps.Count(it => it.Waiver is not null);
        return $"{string.Join(", ", words)}{(waived > 0 ? $"; {waived} waived" : "")}{(steps.Any(it => it.Answer is not null) ? $"; {steps.Count(it => it.Answer is { Verdict: Verdict.Pass })} of the passes are people's words" : "")}";
    }

    /// <summary>What was looked at and did not pass, where nobody signed an exception.</summary>
    private static IEnumerable<ShownLine> Shut(RunState state, DateTimeOffset now)
    {
        var shut = Forward(state)
            .Where(it => it.Verdict is Verdict.Fail or Verdict.Error or Verdict.Inconclusive && !state.Opens(it.Step.Id, now))
            .ToList();
        foreach (var step in shut.Take(MostShut))
        {
            yield return new(
                new Piece($"  {Name(step.Verdict), -12}", step.Verdict == Verdict.Inconclusive ? Tone.Doubt : Tone.Bad),
                new($" {step.Step.Where}  ", Tone.Faint),
                new($"{PlainText.Short(StepName.Of(step.Step, state), 70)}: {PlainText.Short(step.Why, 200)}")
            );
        }

        if (shut.Count > MostShut)
        {
            yield return new(new Piece($"  and {shut.Count - MostShut} more that did not pass; `slipway status` lists them"));
        }
    }

    private static IEnumerable<StepState> Forward(RunState state) =>
        state.Order.Select(it => state.Steps[it]).Where(it => it.Step.Work is not (Work.Group or Work.Part) && !it.Step.Rollback);

    private static string Name(Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => "passed",
            Verdict.Fail => "failed",
            Verdict.Error => "broke",
            Verdict.Inconclusive => "inconclusive",
            _ => "not run",
        };

    private static string Near(Host host, string path) =>
        Path.GetRelativePath(host.Directory, path) is var near && near.StartsWith("..", StringComparison.Ordinal) ? path : near;
}
