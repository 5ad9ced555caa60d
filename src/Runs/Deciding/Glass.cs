using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>Opening a shut gate in an emergency: two distinct people who may, each with a reason, for a while. Pure.</summary>
internal static class Glass
{
    /// <summary>What the people of settings need to be listed with.</summary>
    public const string Permission = "break-glass";

    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public static Decision Decide(RunState state, RunCommand.BreakGlass it, DateTimeOffset now)
    {
        if (it.By.Trim().Length == 0 || it.Reason.Trim().Length == 0)
        {
            return Decider.Refuse("Breaking the glass needs a name and a reason.");
        }

        if (it.Expires <= now || it.Expires > now + Longest)
        {
            return Decider.Refuse("A gate is opened in an emergency for 24 hours at the most, and its end lies ahead.");
        }

        var step = state.Steps[it.Step];
        return (RefuseStep(step) ?? Voiding.Unsettled(state, step.Step)) is { } shut ? Decider.Refuse(shut)
            : RefusePerson(state, step, it) is { } unfit ? Decider.Refuse(unfit)
            : RefuseSignature(state, it, now) is { } unsigned ? Decider.Refuse(unsigned)
            : Decider.Accept(
                new RunEvent.GlassBroken(it.Step, Persons.Find(state, it.By)!.Name, it.Reason.Trim(), it.Expires)
                {
                    PlanDigest = state.Started.PlanDigest,
                    VerdictsDigest = state.VerdictsDigest.Hex,
                    Signature = it.Signed is { } word ? Signing.Kept(word) : null,
                }
            );
    }

    /// <summary>A way back that is not there, or was not verified, is no matter of a gate: nobody says that it is.</summary>
    private static string? RefuseStep(StepState step) =>
        !step.Step.Rollback
        && (
            step is { Stage: StepStage.Decided, Verdict: not Verdict.Pass } && step.Step.Work is not (Work.Group or Work.Readiness)
            || step is { Stage: StepStage.Waiting, Step.Quorum: not null }
        )
            ? null
            : $"{step.Step.Id} has no shut gate that two people could open.";

    private static string? RefusePerson(RunState state, StepState step, RunCommand.BreakGlass it)
    {
        if (Persons.Find(state, it.By) is not { } person || person.Permissions?.Contains(Permission, StringComparer.Ordinal) is not true)
        {
            return $"{it.By} may not break the glass: slipway.yaml gives that with `permissions: [{Permission}]`.";
        }

        return step.Glass.Any(known => Persons.Same(known.By, person.Name))
                ? $"{person.Name} has broken this glass already; a second person is needed."
            : it.Signed is { } word && step.Glass.Any(known => known.Signature?.KeyId == word.KeyId)
                ? "This key has signed already; one key is one person."
            : null;
    }

    private static string? RefuseSignature(RunState state, RunCommand.BreakGlass it, DateTimeOffset now) =>
        it.Signed is { Statement.At: var at } word
            ? Signing.Refuse(
                state,
                word,
                SignedStatement.Of(
                    SignedStatement.OfGlass,
                    state,
                    it.Step,
                    new(it.By, null, it.Reason, at ?? now) { Expires = it.Expires }
                ),
                now
            )
        : state.Started.NamesAreEnough ? null
        : "A name alone does not break the glass in this environment: sign with a key.";
}
