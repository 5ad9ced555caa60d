using Slipway.Runs.Deciding;
using Slipway.Runs.Holds;

namespace Slipway.Runs.Reports;

/// <summary>Who is asked what, in a run that has not ended.</summary>
internal sealed class Waits(RunState state, RecordScan scan)
{
    public List<ReportHold> List()
    {
        var open = state.Order.Select(it => state.Steps[it]).Where(it => it.Stage == StepStage.Waiting).ToList();
        if (open.Count > 0)
        {
            return
            [
                .. open.Select(it =>
                    Hold(it, scan.Holds.TryGetValue(it.Step.Id, out var asked) ? asked.Hold.Question : Questions.For(it.Step))
                ),
            ];
        }

        return state.Paused is null ? [] : Asked();
    }

    private List<ReportHold> Asked() =>
        Due.Next(state, state.LastAt) switch
        {
            NextAct.Ask it => [Hold(state.Steps[it.Step], Questions.For(state.Steps[it.Step].Step))],
            NextAct.AskCondition it => [Hold(state.Steps[it.Step], $"Does this hold: {state.Steps[it.Step].Step.Condition}")],
            NextAct.ConfirmDestruction it => [Hold(state.Steps[it.Step], "It destroys: somebody has to type the name of its target.")],
            NextAct.HandleFailure it => [Hold(state.Steps[it.Step], Questions.ForFailure(state.Steps[it.Step]))],
            NextAct.Settle it => [Hold(state.Steps[it.Step], "It began, and its end is not known: was it done?")],
            _ => [],
        };

    private ReportHold Hold(StepState step, string question)
    {
        var role = step.Step.Role;
        var people = role is null
            ? []
            : state
                .Started.People.Where(it => it.Roles.Any(own => string.Equals(own.Trim(), role.Trim(), StringComparison.OrdinalIgnoreCase)))
                .Select(it => it.Name)
                .ToList();
        var since = scan.Holds.TryGetValue(step.Step.Id, out var asked) ? asked.At : step.Decided ?? step.Began;
        return new(step.Step.Id, step.Step.Line, step.Step.Words(), question, role, people, since);
    }
}
