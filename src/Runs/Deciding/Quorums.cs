using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>
/// Holds that several people answer: who may, in whose place, and when it is enough. Only distinct people count, each with the last
/// word, over the verdicts as they are now. Pure.
/// </summary>
internal static class Quorums
{
    /// <summary>What one more answer brings about.</summary>
    public static Decision Decide(RunState state, StepState step, Quorum quorum, RunCommand.Answer it, Judgement judged, DateTimeOffset now)
    {
        if (step.Stage != StepStage.Waiting)
        {
            return Decider.Refuse($"{step.Step.Id} has not been asked yet.");
        }

        if (HoldTimes.EndOf(step) is { } end && end <= now)
        {
            return Decider.Refuse(
                $"The time of this hold was over at {end.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC; nothing that comes later counts."
            );
        }

        var (seat, unfit) = Seats.Of(state, step.Step, quorum, it.By, it.Role, now);
        if (seat is null)
        {
            return Decider.Refuse(unfit);
        }

        var counts = it.Signed is not null || state.Started.NamesAreEnough;
        if (!counts && judged.Verdict == Verdict.Pass)
        {
            judged = new(Verdict.Inconclusive, $"{judged.Why}; a name alone does not sign in this environment");
        }

        var given = Answers.Given(state, step.Step.Id, it, judged) with { For = seat.For, By = seat.Person };
        return Repeated(state, step, given) is { } why
            ? Decider.Refuse(why)
            : Decider.Accept(given with { StaysOpen = !Settles(state, step, quorum, given) });
    }

    /// <summary>Those whose word counts now, without the one who speaks: given over the verdicts and the plan as they are.</summary>
    public static IEnumerable<RunEvent.HoldAnswered> Counted(RunState state, StepState step)
    {
        var verdicts = state.VerdictsDigest.Hex;
        return step.Given.Where(it =>
            it.Verdict is Verdict.Pass or Verdict.Fail && it.VerdictsDigest == verdicts && it.PlanDigest == state.Started.PlanDigest
        );
    }

    /// <summary>A no may always be said; a yes is said once by each person, in each place, with each key.</summary>
    private static string? Repeated(RunState state, StepState step, RunEvent.HoldAnswered given)
    {
        if (given.Verdict == Verdict.Fail)
        {
            return Counted(state, step).Any(it => it.Verdict == Verdict.Fail && Persons.Same(it.By, given.By))
                ? $"{given.By} has declined already."
                : null;
        }

        return Counted(state, step)
            .Select(it =>
                Persons.Same(it.By, given.By) ? $"{given.By} has answered already; another person is needed."
                : Persons.Same(PlaceOf(it), PlaceOf(given)) ? $"{it.By} has answered in the place of {PlaceOf(given)} already."
                : it.Signature is { } theirs && theirs.KeyId == given.Signature?.KeyId
                    ? $"This key has signed for {it.By} already; one key is one person."
                : null
            )
            .FirstOrDefault(it => it is not null);
    }

    private static bool Settles(RunState state, StepState step, Quorum quorum, RunEvent.HoldAnswered given)
    {
        var alike = Counted(state, step)
            .Where(it => !Persons.Same(it.By, given.By))
            .Append(given)
            .Where(it => it.Verdict == given.Verdict && (it.Verdict == Verdict.Fail || SaysTheSame(step.Step, it, given)))
            .ToList();
        var people = Math.Min(Distinct(alike, it => it.By), Distinct(alike, PlaceOf));
        return given.Verdict switch
        {
            Verdict.Pass => people >= quorum.Need,
            Verdict.Fail => !quorum.RejectByQuorum || people >= quorum.Need,
            _ => false,
        };
    }

    /// <summary>A signature approves, in whatever words; of a choice all have to choose the same.</summary>
    private static bool SaysTheSame(Step step, RunEvent.HoldAnswered left, RunEvent.HoldAnswered right) =>
        step.Kind == Checklists.ItemKind.Signoff || Holds.SaidWords.Even(left.Answer) == Holds.SaidWords.Even(right.Answer);

    private static string PlaceOf(RunEvent.HoldAnswered it) => it.For ?? it.By;

    private static int Distinct(IEnumerable<RunEvent.HoldAnswered> answers, Func<RunEvent.HoldAnswered, string> of) =>
        answers.Select(it => of(it).Trim().ToUpperInvariant()).Distinct(StringComparer.Ordinal).Count();
}
