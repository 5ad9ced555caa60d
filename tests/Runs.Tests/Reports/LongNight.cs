using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Tests.Reports;

/// <summary>A run of any length, for what must bear ten thousand items.</summary>
internal static class LongNight
{
    /// <summary>A go in which every item has an attempt with evidence.</summary>
    /// <param name="items">How many; each on its line.</param>
    /// <param name="linesOfAPhase">Items of a phase.</param>
    public static ToldRun Of(int items, int linesOfAPhase = 50)
    {
        var plan = LedgerPlan.Plan with
        {
            Items =
            [
                .. Enumerable
                    .Range(1, items)
                    .Select(line => new PlanItem
                    {
                        Line = line,
                        Text = $"Item number {line} of a long night",
                        Kind = ItemKind.Command,
                        Phase = $"Phase {line / linesOfAPhase}",
                        Why = "sample",
                        Commands = [new(line, $"./check.sh {line}", Effect.Reads)],
                        Effect = Effect.Reads,
                    }),
            ],
        };
        var run = new ToldRun(plan, [.. plan.Items.Select(it => ToldRun.StepOf(it, Work.Block))]);
        for (var line = 1; line <= items; line++)
        {
            run.Tried(
                $"L{line}",
                Verdict.Pass,
                "exit 0",
                0.2,
                run.Saw($"./check.sh {line}", Verdict.Pass, "exit 0", $"fine {line}\n", line: line)
            );
        }

        return run.Happened(new RunEvent.RunEnded(Outcome.Go, "Every gate is open."));
    }
}
