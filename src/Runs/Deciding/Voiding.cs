using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>What takes signatures back: a later attempt at what they covered, and the end of the key that made them.</summary>
internal static class Voiding
{
    /// <summary>How one step is changed; it keeps the count of what is finished.</summary>
    public delegate RunState Change(RunState state, StepId id, Func<StepState, StepState> change);

    /// <summary>Why nothing that covers the verdicts can be said of a step now: one before it is being looked at again. Null when nothing is in the way.</summary>
    public static string? Unsettled(RunState state, Step step)
    {
        var above = new HashSet<StepId>();
        for (var parent = step.Parent; parent is { } id; parent = state.Steps[id].Step.Parent)
        {
            above.Add(id);
        }

        var at = state.Positions[step.Id];
        var open = state
            .Order.Take(at)
            .Select(it => state.Steps[it])
            .FirstOrDefault(it => IsOpen(state, it) && !above.Contains(it.Step.Id));
        return open is null ? null : $"{open.Step.Where} is being looked at again; a signature would not cover what comes of it.";
    }

    /// <summary>A command is tried again with its block, and settled with it, also where the block did not come to it.</summary>
    private static bool IsOpen(RunState state, StepState step) => (step.Step.Block is { } block ? state.Steps[block] : step).Anew;

    /// <summary>What several people have said of a hold that is still open, and a glass that was broken, over the earlier attempt.</summary>
    public static RunState OfPartWay(RunState state, StepState retried, Change with)
    {
        var next = state;
        foreach (var step in state.Steps.Values.Where(it => it.Step.Id != retried.Step.Id))
        {
            if (step is { Stage: StepStage.Waiting, Given.Count: > 0 })
            {
                next = with(
                    next,
                    step.Step.Id,
                    it => it with { Given = [], Why = $"void: {retried.Step.Where} was tried again after this was signed" }
                );
            }

            if (step.Glass.Count > 0 && step.GlassAt > retried.DecidedBy)
            {
                next = with(next, step.Step.Id, it => it with { Glass = [], GlassAt = 0 });
            }
        }

        return next;
    }

    /// <summary>Everything that was signed over what goes live, when that has become something else.</summary>
    public static RunState OfArtifacts(RunState state, IReadOnlyList<Artifact> others, Change with)
    {
        var why = $"void: what goes live is another one since this was signed: {string.Join(", ", others.Select(it => it.Name))}";
        var next = state with { Artifacts = [.. state.Artifacts.Select(was => others.FirstOrDefault(it => it.Name == was.Name) ?? was)] };
        foreach (var step in state.Steps.Values)
        {
            if (step.Given.Count > 0 || step is { Answer: not null, Step.Kind: ItemKind.Signoff or ItemKind.Decision })
            {
                next = with(next, step.Step.Id, it => Applying.Again(it) with { Why = why });
            }
            else if (step.Waiver is not null || step.Glass.Count > 0)
            {
                next = with(next, step.Step.Id, it => it with { Waiver = null, Glass = [], GlassAt = 0 });
            }
        }

        return next;
    }

    /// <summary>Every answer, waiver and broken glass that was signed with a key after its end.</summary>
    public static RunState OfEndedKeys(RunState state, Change with)
    {
        var next = state;
        foreach (var step in state.Steps.Values)
        {
            if (step.Given.Append(step.Answer).Any(it => IsLate(state, step.Step.Id, it?.Signature)))
            {
                next = with(next, step.Step.Id, it => Applying.Again(it) with { Why = "void: a key that signed this had come to its end" });
            }
            else if (IsLate(state, step.Step.Id, step.Waiver?.Signature) || step.Glass.Any(it => IsLate(state, it.Step, it.Signature)))
            {
                next = with(
                    next,
                    step.Step.Id,
                    it =>
                        it with
                        {
                            Waiver = IsLate(state, it.Step.Id, it.Waiver?.Signature) ? null : it.Waiver,
                            Glass = it.Glass.RemoveAll(known => IsLate(state, known.Step, known.Signature)),
                        }
                );
            }
        }

        return next;
    }

    /// <summary>What came into the record at or after the end; the time that the signer wrote may be any.</summary>
    private static bool IsLate(RunState state, StepId step, KeySignature? signature) =>
        signature is not null
        && state.EndedKeys.TryGetValue(signature.KeyId, out var since)
        && (!state.CameIn.TryGetValue((step, signature.KeyId), out var at) || at >= since);
}
