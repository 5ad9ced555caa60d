using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Output;

/// <summary>Where a run stands, for people.</summary>
internal static class StatusText
{
    public static void Write(TextWriter text, OpenedRun run, DateTimeOffset now)
    {
        if (run.State is { } state)
        {
            WriteHead(text, state);
            WriteSteps(text, state, now);
            WriteTriggers(text, state);
        }

        text.WriteLine(
            run.Faults.Count == 0
                ? $"record     whole: {run.Records.Count} records, head {(run.Records.Count > 0 ? run.Records[^1].Hash[..16] : "none")}"
                : "record     NOT WHOLE"
        );
        foreach (var fault in run.Faults)
        {
            text.WriteLine($"  {PlainText.Of(fault)}");
        }
    }

    /// <summary>Which run, of what, by whom, and where it stands.</summary>
    public static void WriteHead(TextWriter text, RunState state)
    {
        text.WriteLine(
            $"run        {state.Started.Run}{(state.Started.Mode == RunMode.Rehearse ? " (rehearsal)" : "")}{(state.Started.Drill ? " (drill of the way back)" : "")}{(state.Started.Demonstration ? " (demonstration)" : "")}"
        );
        text.WriteLine($"document   {PlainText.Of(state.Started.Document)}: {PlainText.Short(state.Started.Title, 200)}");
        text.WriteLine($"by         {PlainText.Of(state.Started.Operator)}, {state.StartedAt:yyyy-MM-dd HH:mm:ss zzz}");
        text.WriteLine($"stands     {PlainText.Short(Stands(state), 1000)}");
    }

    private static string Stands(RunState state) =>
        state switch
        {
            { Ended: { } end } => $"{EndText.OutcomeWord(end.Outcome)}: {end.Why}",
            { Paused: { } why } => $"waits for a person: {why}",
            { Interrupted: { } why } => $"interrupted: {why}; `slipway resume {state.Started.Run}`",
            _ => $"not ended: it runs in another process, or was killed; `slipway resume {state.Started.Run}` takes it up",
        };

    /// <summary>What may bring the run back, while it may.</summary>
    private static void WriteTriggers(TextWriter text, RunState state)
    {
        if (state is not { ArmedAt: { } since, RollingBack: null, Ended: null } || TriggerButton.In(state) is not { Count: > 0 } triggers)
        {
            return;
        }

        text.WriteLine($"triggers   armed since {since:yyyy-MM-dd HH:mm:ss zzz}");
        var watched = state.Steps.Values.Where(it => it.Step.Work == Work.Trigger).ToDictionary(it => it.Step.Line);
        foreach (var trigger in triggers)
        {
            var stands = watched.TryGetValue(trigger.Line, out var step)
                ? $"watched: {Word(step)}"
                : $"a person sees it: `slipway rollback {state.Started.Run} --trigger {trigger.Line} --reason WORDS`";
            text.WriteLine($"           {trigger.Where} \"{PlainText.Short(trigger.Text, 200)}\"  {stands}");
        }

        if (state.Started.MayRollBack is { } roles)
        {
            text.WriteLine($"           who may: {PlainText.Of(string.Join(", ", roles))}");
        }
    }

    private static string Word(StepState trigger) =>
        trigger switch
        {
            { FiredAs: TriggerAttribution.Both } => "true of both versions, people decide",
            { FiredAs: TriggerAttribution.Stable } => "true of the version that serves, people decide",
            { Stage: StepStage.Decided } => "has fired",
            { Looks.Made: 0 } => "not looked at yet",
            { Watch.State: Judging.TriggerState.Pending } => "it holds, not yet long enough",
            { Watch.State: Judging.TriggerState.Hold } => "cannot be seen now",
            _ => "it does not hold",
        };

    private static void WriteSteps(TextWriter text, RunState state, DateTimeOffset now)
    {
        foreach (
            var phase in state
                .Order.Select(it => state.Steps[it])
                .Where(it => !it.Step.Rollback && it.Step.Work is not Work.Part)
                .GroupBy(it => it.Step.Phase)
        )
        {
            var steps = phase.Where(it => it.Step.Work != Work.Group).ToList();
            var passed = steps.Count(it => it.Verdict == Verdict.Pass);
            text.WriteLine($"  {passed, 3}/{steps.Count, -3}  {PlainText.Short(phase.Key, 200)}");
            foreach (var step in steps.Where(it => it.Stage == StepStage.Decided && it.Left is null && !state.Opens(it.Step.Id, now)))
            {
                text.WriteLine(
                    $"           {step.Step.Where} {step.Verdict}: {PlainText.Short(step.Step.Text, 200)}: {PlainText.Short(step.Why, 400)}"
                );
            }
        }
    }
}
