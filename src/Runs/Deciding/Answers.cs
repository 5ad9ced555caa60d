using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>What a person's word brings about: an attestation, held against what the document wants.</summary>
internal static class Answers
{
    /// <summary>Choices that say no, whatever the document does with them.</summary>
    private static readonly string[] NoWords =
    [
        "no-go",
        "no go",
        "nogo",
        "declined",
        "rejected",
        "rollback",
        "roll back",
        "rollback required",
        "rolled back",
        "hold",
        "failed",
        "fail",
        "stop",
        "abort",
        "issues detected",
        "needs attention",
    ];

    public static Decision Decide(RunState state, RunCommand.Answer it)
    {
        var step = state.Steps[it.Step];
        if (step.Stage is StepStage.Begun or StepStage.Decided)
        {
            return Decider.Refuse($"{it.Step} does not wait for an answer.");
        }

        if (it.By.Trim().Length == 0 || it.Said.Trim().Length == 0)
        {
            return Decider.Refuse("An answer needs words, and the name of the person who gives it.");
        }

        if (Unfit(state, step.Step, it) is { } why)
        {
            return Decider.Refuse(why);
        }

        var judged = Judge(state, step.Step, it);
        return Decider.Accept(
            new RunEvent.HoldAnswered(it.Step, it.By.Trim(), it.Role, it.Said.Trim(), it.Comment, judged.Verdict, judged.Why)
            {
                Through = it.Through,
                PlanDigest = state.Started.PlanDigest,
                VerdictsDigest = state.VerdictsDigest.Hex,
            }
        );
    }

    public static Decision DecideCondition(RunState state, RunCommand.AnswerCondition it)
    {
        var condition = state.Steps[it.Step].Step.Condition;
        return it.Holds
            ? Decider.Accept(
                new RunEvent.HoldAnswered(
                    it.Step,
                    it.By,
                    null,
                    "yes",
                    $"condition: {condition}",
                    Verdict.Pass,
                    $"{it.By} says that the condition holds: {condition}"
                )
                {
                    Through = it.Through,
                    PlanDigest = state.Started.PlanDigest,
                    VerdictsDigest = state.VerdictsDigest.Hex,
                }
            )
            : Decider.Decide(
                state,
                new RunCommand.Leave(it.Step, LeftBecause.Condition, $"the condition does not hold: {condition}", it.By),
                state.LastAt
            );
    }

    /// <summary>A signature by somebody who may not give it is no signature.</summary>
    private static string? Unfit(RunState state, Step step, RunCommand.Answer it)
    {
        if (step.Kind != ItemKind.Signoff || state.Started.People.Count == 0)
        {
            return null;
        }

        var person = state.Started.People.FirstOrDefault(known => Same(known.Name, it.By));
        if (person is null)
        {
            return $"{it.By} is not among the people of slipway.yaml, who are {string.Join(", ", state.Started.People.Select(known => known.Name))}.";
        }

        return step.Role is null || person.Roles.Any(role => Same(role, step.Role))
            ? null
            : $"{person.Name} does not sign as {step.Role}; slipway.yaml says {string.Join(", ", person.Roles)}.";
    }

    private static Judgement Judge(RunState state, Step step, RunCommand.Answer it)
    {
        if (step.Kind == ItemKind.Signoff)
        {
            return Signature(state, step, it);
        }

        if (NoWords.Contains(it.Said.Trim().ToLowerInvariant(), StringComparer.Ordinal) && step.Choices.Count > 0)
        {
            return new(Verdict.Fail, $"{it.By} decided: {it.Said.Trim()}");
        }

        if (step is { Kind: ItemKind.Metric, Expectation: { } bound } && !IsYesNo(it.Said))
        {
            return
                bound.Judge(new Observation { Value = Quantity.TryParse(it.Said) is { } given ? WithUnit(given, step.Unit) : null })
                    is var told
                ? told with
                {
                    Why = $"{told.Why}, as {it.By} says",
                }
                : throw new System.Diagnostics.UnreachableException();
        }

        if (step.Expectation is { } wanted && wanted.Clauses.Any(clause => clause is Clause.AnswerIs or Clause.AnswerOneOf))
        {
            return wanted.Judge(new Observation { Answer = it.Said }) is var told
                ? told with
                {
                    Why = $"{told.Why}, says {it.By}",
                }
                : throw new System.Diagnostics.UnreachableException();
        }

        return Plain(it);
    }

    private static Judgement Signature(RunState state, Step step, RunCommand.Answer it)
    {
        if (NoWords.Contains(it.Said.Trim().ToLowerInvariant(), StringComparer.Ordinal) || Same(it.Said, "no"))
        {
            return new(Verdict.Fail, $"{it.By} declined{(step.Role is { } declined ? $" as {declined}" : "")}");
        }

        var role = it.Role ?? step.Role;
        return state.Started.NamesAreEnough
            ? new(Verdict.Pass, $"{it.By} approved{(role is null ? "" : $" as {role}")} (by name, without a key)")
            : new(Verdict.Inconclusive, $"{it.By} approved by name; in this environment a name alone does not sign (signatures: recorded)");
    }

    private static Judgement Plain(RunCommand.Answer it) =>
        it.Said.Trim().ToLowerInvariant() switch
        {
            "no" or "n" or "fail" or "false" or "invalid" or "broken" => new(Verdict.Fail, $"{it.By} says: {it.Said.Trim()}"),
            _ => new(Verdict.Pass, $"{it.By} says: {it.Said.Trim()}"),
        };

    private static bool IsYesNo(string said) =>
        Same(said, "yes") || Same(said, "no") || Same(said, "y") || Same(said, "n") || Same(said, "done");

    private static Quantity WithUnit(Quantity given, string? unit) =>
        given.Unit.Length == 0 && unit is not null ? given with { Unit = Units.Canonical(unit) } : given;

    private static bool Same(string left, string right) => string.Equals(left.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase);
}
