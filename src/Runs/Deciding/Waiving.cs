using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>A signed exception: what did not pass opens its gate all the same, until a day, by a person who may. Pure.</summary>
internal static class Waiving
{
    /// <summary>What a waiver brings about.</summary>
    public static Decision Decide(RunState state, RunCommand.Waive it, DateTimeOffset now)
    {
        if (it.By.Trim().Length == 0 || it.Reason.Trim().Length == 0)
        {
            return Decider.Refuse("A waiver needs a name and a reason.");
        }

        if (it.Expires <= now)
        {
            return Decider.Refuse("A waiver needs an expiry that lies ahead.");
        }

        if (state.Steps[it.Step] is not { Stage: StepStage.Decided, Verdict: not Verdict.Pass })
        {
            return Decider.Refuse($"{it.Step} has no verdict to waive: what is signed must have been seen.");
        }

        if (Answers.Unauthorised(state, it.By, it.Role) is { } unfit)
        {
            return Decider.Refuse(unfit);
        }

        if (state.Steps[it.Step].Step.Quorum is not null)
        {
            return Decider.Refuse(
                $"{it.Step} asks for several people, so one does not waive it: two who may break the glass open it, or they sign."
            );
        }

        if (it.Signed is null && !state.Started.NamesAreEnough)
        {
            return Decider.Refuse(
                state.Started.KeysAreNeeded
                    ? "A name alone does not sign in this environment (signatures: by-key): sign the waiver with a key, or mend what failed."
                    : "A name alone does not sign in this environment: set `signatures: by-name` for it in slipway.yaml, or mend what failed."
            );
        }

        if (
            it.Signed is { Statement.At: var at } word
            && Signing.Refuse(
                state,
                word,
                SignedStatement.Of(
                    SignedStatement.OfWaiver,
                    state,
                    it.Step,
                    new(it.By, it.Role, it.Reason, at ?? now) { Expires = it.Expires }
                ),
                now
            )
                is { } unsigned
        )
        {
            return Decider.Refuse(unsigned);
        }

        return Decider.Accept(
            new RunEvent.StepWaived(it.Step, it.By, it.Role, it.Reason, it.Expires)
            {
                PlanDigest = state.Started.PlanDigest,
                VerdictsDigest = state.VerdictsDigest.Hex,
                Signature = it.Signed is { } signed ? Signing.Kept(signed) : null,
            }
        );
    }
}
