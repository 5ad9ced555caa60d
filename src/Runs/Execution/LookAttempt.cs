using Slipway.Checks;
using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Journal;

namespace Slipway.Runs.Execution;

/// <summary>Looks at the condition of a trigger, at each version where it can be told apart.</summary>
internal sealed class LookAttempt(RunHost host, EvidenceStore evidence)
{
    private readonly CheckAttempt _check = new(host, evidence);

    /// <summary>The number that was read; null when none was that could be held against anything.</summary>
    public static Quantity? NumberOf(Observation seen) => Decider.Finite(AttemptJudge.ValueOf(seen));

    /// <summary>One look.</summary>
    public async Task<RunCommand.LookAtTrigger> MakeAsync(StepState trigger, CancellationToken ct)
    {
        var (step, began) = (trigger.Step, host.Clock.GetUtcNow());
        if (step.Standing!.Stable is not { } other)
        {
            var alone = Judged(step, await SeeAsync(step, ct), began, Triggers.BaselineOf(trigger, null));
            return new(step.Id, alone.Holds, alone.Why, alone.Evidence) { Value = alone.Value };
        }

        var beside = step with { Check = other };
        var looks = await Task.WhenAll(SeeAsync(step, ct), SeeAsync(beside, ct));
        var baseline = looks[1] is { } seen ? NumberOf(seen) : null;
        var stable = Judged(beside, looks[1], began, Triggers.BaselineOf(trigger, baseline));
        var candidate = Judged(step, looks[0], began, Triggers.BaselineOf(trigger, stable.Value));
        return new(step.Id, candidate.Holds, candidate.Why, candidate.Evidence) { Value = candidate.Value, Stable = stable };
    }

    /// <summary>The number before the first change.</summary>
    public async Task<RunCommand.NoteBaseline> BaselineAsync(Step trigger, CancellationToken ct)
    {
        var began = host.Clock.GetUtcNow();
        var look = Judged(trigger, await SeeAsync(trigger, ct), began, baseline: null);
        return new(
            trigger.Id,
            look.Value,
            look.Value is { } value
                ? $"{value} before the first change"
                : "no number was seen before the first change, so its multiples cannot be told",
            look.Evidence
        );
    }

    private LaneLook Judged(Step step, Observation raw, DateTimeOffset began, Quantity? baseline)
    {
        var end = _check.Of(step, raw with { Baseline = baseline }, began);
        return new(AttemptJudge.Holds(end.Judgement), end.Judgement.Why, end.Evidence[0]) { Value = Decider.Finite(end.Value) };
    }

    private async Task<Observation> SeeAsync(Step step, CancellationToken ct)
    {
        try
        {
            return host.Looks is { } looks
                ? await looks(step.Check!, ct)
                : await Checking.LookAsync(step.Check!, step.Text, host.Surroundings with { Limit = step.Limit }, ct)
                    ?? Observation.Unseen($"no check is called {step.Check!.Kind}");
        }
        catch (Exception broken) when (AttemptMaker.IsOurs(broken, ct))
        {
            return Observation.Broken(host.Redact(broken.Message));
        }
    }
}
