using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Terminal.Live;

/// <summary>How far a phase has come.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Steps">Steps in it.</param>
/// <param name="Done">Those that are decided.</param>
/// <param name="Bad">Those that were looked at and did not pass.</param>
/// <param name="IsCurrent">Whether the run is at it.</param>
internal sealed record PhaseShown(string Name, int Steps, int Done, int Bad, bool IsCurrent);

/// <summary>The phases of the way that a run is on.</summary>
internal static class Phases
{
    public static List<PhaseShown> Of(RunState state)
    {
        var back = state.RollingBack is not null;
        var phases = state
            .Order.Select(it => state.Steps[it])
            .Where(it => it.Step.Rollback == back && it.Step.Work is not (Work.Group or Work.Part))
            .GroupBy(it => it.Step.Phase)
            .Select(it => (Name: it.Key, Steps: it.ToList()))
            .ToList();
        var current = phases.FindIndex(it => it.Steps.Any(step => step.Stage is StepStage.Begun or StepStage.Waiting));
        if (current < 0)
        {
            current = phases.FindIndex(it => it.Steps.Any(step => step.Stage == StepStage.Pending));
        }

        return
        [
            .. phases.Select(
                (it, at) =>
                    new PhaseShown(
                        it.Name,
                        it.Steps.Count,
                        it.Steps.Count(step => step.Stage == StepStage.Decided),
                        it.Steps.Count(step =>
                            step
                                is {
                                    Stage: StepStage.Decided,
                                    Waiver: null,
                                    Verdict: Verdict.Fail or Verdict.Error or Verdict.Inconclusive
                                }
                        ),
                        at == current
                    )
            ),
        ];
    }
}
