using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Output;

/// <summary>What a run would do, in order.</summary>
internal static class DryRunText
{
    public static void Write(TextWriter text, StartRun start)
    {
        var left = start.Selection.Left(start.Steps).Select(it => it.Id).ToHashSet();
        string? phase = null;
        foreach (var step in start.Steps.Where(it => it.Work is not (Work.Group or Work.Part)))
        {
            var heading = step.Rollback ? "Only in a rollback" : step.Phase;
            if (heading != phase)
            {
                text.WriteLine($"{(phase is null ? "" : "\n")}{PlainText.Short(heading, 200)}");
                phase = heading;
            }

            text.WriteLine(
                $"  {step.Line, 5}  {(left.Contains(step.Id) ? "left out" : What(step)), -14}  {PlainText.Short(step.Text, 200)}"
            );
            foreach (
                var line in OwnKindSpec.ProgramOf(step.Check) is { } program
                    ? [PlainText.Of(program)]
                    : step.Commands.SelectMany(it => it.Text.Split('\n'))
            )
            {
                text.WriteLine($"                         $ {line}");
            }
        }
    }

    private static string What(Step step) =>
        step switch
        {
            { Blocked.Count: > 0 } => "by hand",
            { Work: Work.Block } => step.Effect.ToString().ToLowerInvariant(),
            { Work: Work.Check } => $"check {step.Check!.Kind}",
            { Work: Work.Watch } => $"watch {step.Window}",
            { Traffic: { } move } => $"traffic {move.Share} %",
            { Standing: { } watch } => $"trigger, {watch.Authority.ToString().ToLowerInvariant()}",
            { Work: Work.Ask, Role: not null } => "signature",
            { Work: Work.Ask } => "person",
            { Work: Work.Moment } => $"waits {step.At}",
            { Work: Work.Readiness } => step.Faults.Count == 0 ? "way back: ok" : "way back: NO",
            _ => "recorded",
        };
}
