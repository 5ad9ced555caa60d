using Slipway.Kernel;

namespace Slipway.Runs.Tests.Simulation;

/// <summary>
/// The checker's own book over the events: which gates they open. Written from the laws and not from the product's rules, so that
/// one of the two is wrong where they differ.
/// </summary>
internal sealed class Standing(History history)
{
    private readonly Dictionary<StepId, (Verdict Verdict, int At)> _said = [];
    private readonly Dictionary<StepId, LeftBecause> _left = [];
    private readonly Dictionary<StepId, DateTimeOffset> _waived = [];
    private readonly HashSet<StepId> _open = [];
    private int _at;

    /// <summary>Steps that began and whose end is not told.</summary>
    public IReadOnlySet<StepId> Begun => _open;

    public bool RollingBack { get; private set; }

    public void Take(RunEvent happened)
    {
        _at++;
        switch (happened)
        {
            case RunEvent.StepBegan it:
                _open.Add(it.Step);
                break;
            case RunEvent.StepEnded it:
                Say(it.Step, it.Verdict);
                break;
            case RunEvent.StepLeft it:
                Say(it.Step, Verdict.NotRun);
                _left[it.Step] = it.Because;
                break;
            case RunEvent.HoldAnswered it when !IsCondition(it):
                Say(it.Step, it.Verdict);
                break;
            case RunEvent.FactRecorded it:
                Say(it.Step, it.Verdict);
                break;
            case RunEvent.MomentReached it:
                Say(it.Step, Verdict.Pass);
                break;
            case RunEvent.TriggerFired it:
                _waived.Remove(it.Step);
                Say(it.Step, Verdict.Fail);
                break;
            case RunEvent.TriggerClosed it:
                Say(it.Step, it.Verdict);
                break;
            case RunEvent.StepWaived it:
                _waived[it.Step] = it.Expires;
                break;
            case RunEvent.OutcomeSettled { How: Settled.RunAgain } it:
                Forget(it.Step);
                break;
            case RunEvent.OutcomeSettled it:
                Say(it.Step, Verdict.Pass);
                break;
            case RunEvent.RetryAsked it:
                Retried(it.Step);
                break;
            case RunEvent.RollbackBegan:
                RollingBack = true;
                break;
        }
    }

    /// <summary>True when a pass, a waiver that has not run out, or the document's own word opens the gate.</summary>
    public bool Opens(Step step, DateTimeOffset at) => Passed(step) || Waived(step, at) || Excused(step);

    public bool Passed(Step step) => _said.TryGetValue(step.Id, out var said) && said.Verdict == Verdict.Pass;

    /// <summary>It, or what it stands under, was left out.</summary>
    public bool WasLeft(Step step) => _left.ContainsKey(step.Id) || NotSelected(step);

    public bool Waived(Step step, DateTimeOffset at) =>
        _waived.TryGetValue(step.Id, out var until) && until > at
        || step.Block is { } block && _waived.TryGetValue(block, out var whole) && whole > at;

    public static bool IsCondition(RunEvent.HoldAnswered it) => it.Comment?.StartsWith("condition: ", StringComparison.Ordinal) ?? false;

    private bool Excused(Step step)
    {
        var left =
            _left.TryGetValue(step.Id, out var because) ? because
            : NotSelected(step) ? LeftBecause.NotSelected
            : (LeftBecause?)null;
        return left switch
        {
            null => false,
            LeftBecause.Condition or LeftBecause.Later or LeftBecause.NotArmed => true,
            LeftBecause.ByChoice or LeftBecause.NotSelected or LeftBecause.LeftEmpty => IsOptional(step)
                || step.Work == Work.Moment
                || !step.HoldsGate,
            _ => step.Work == Work.Moment || !step.HoldsGate,
        };
    }

    private bool NotSelected(Step step) => history.Started.NotSelected.Contains(step.Block ?? step.Id) && !_said.ContainsKey(step.Id);

    private bool IsOptional(Step step) => step.Optional || step.Parent is { } parent && IsOptional(history.Steps[parent]);

    private void Say(StepId step, Verdict verdict)
    {
        _open.Remove(step);
        _left.Remove(step);
        _said[step] = (verdict, _at);
    }

    private void Forget(StepId step)
    {
        _open.Remove(step);
        _left.Remove(step);
        _waived.Remove(step);
        _said.Remove(step);
    }

    /// <summary>A signature covers the verdicts that were shown with it: a later attempt voids it.</summary>
    private void Retried(StepId step)
    {
        var decided = _said.TryGetValue(step, out var said) ? said.At : int.MaxValue;
        Forget(step);
        var signed = _said.Where(it => it.Value.At > decided && IsSigned(it.Key)).Select(it => it.Key).ToList();
        signed.ForEach(Forget);
    }

    private bool IsSigned(StepId step) =>
        history.Steps[step].Kind is Checklists.ItemKind.Signoff or Checklists.ItemKind.Decision && !_left.ContainsKey(step);
}
