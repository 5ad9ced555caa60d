using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Holds;

namespace Slipway.Runs.Deciding;

/// <summary>What a person's word brings about: an attestation, held against what the document wants.</summary>
internal static class Answers
{
    public static Decision Decide(RunState state, RunCommand.Answer it, DateTimeOffset now)
    {
        var step = state.Steps[it.Step];
        if (step.Stage is StepStage.Begun or StepStage.Decided || !Decider.IsAsked(step.Step))
        {
            return Decider.Refuse($"{it.Step} does not wait for an answer.");
        }

        if (Decider.WaitsForCondition(state, step))
        {
            return Decider.Refuse($"{it.Step} asks first whether this holds: {step.Step.Condition}");
        }

        if (it.By.Trim().Length == 0 || it.Said.Trim().Length == 0)
        {
            return Decider.Refuse("An answer needs words, and the name of the person who gives it.");
        }

        if ((Unfit(state, step.Step, it) ?? Unclear(step.Step, it)) is { } why)
        {
            return Decider.Refuse(why);
        }

        if (step.Step.Kind is ItemKind.Signoff or ItemKind.Decision && Voiding.Unsettled(state, step.Step) is { } unsettled)
        {
            return Decider.Refuse(unsettled);
        }

        if (
            it.Signed is { Statement.At: var at } word
            && Signing.Refuse(
                state,
                word,
                SignedStatement.Of(
                    SignedStatement.OfAnswer,
                    state,
                    it.Step,
                    new(it.By, it.Role, it.Said, at ?? now) { Comment = it.Comment }
                ),
                now
            )
                is { } unsigned
        )
        {
            return Decider.Refuse(unsigned);
        }

        var judged = Judge(state, step.Step, it, it.Signed is not null);
        if (step.Step.Quorum is { } quorum)
        {
            return Quorums.Decide(state, step, quorum, it, judged, now);
        }

        return Decider.Accept([.. Decider.WithParts(state, it.Step).Select(id => Given(state, id, it, judged))]);
    }

    internal static RunEvent.HoldAnswered Given(RunState state, StepId id, RunCommand.Answer it, Judgement judged) =>
        new(id, it.By.Trim(), it.Role, it.Said.Trim(), it.Comment, judged.Verdict, judged.Why)
        {
            Through = it.Through,
            PlanDigest = state.Started.PlanDigest,
            VerdictsDigest = state.VerdictsDigest.Hex,
            Signature = it.Signed is { } word ? Signing.Kept(word) : null,
        };

    /// <summary>What an answer comes to when it counts.</summary>
    internal static Verdict VerdictOf(RunState state, StepId step, string by, string? role, string said) =>
        Judge(state, state.Steps[step].Step, new(step, by, role, said, null, ""), signed: true).Verdict;

    public static Decision DecideCondition(RunState state, RunCommand.AnswerCondition it)
    {
        if (state.Steps[it.Step] is not { Stage: StepStage.Pending, ConditionHolds: false, Step.Condition: { } condition } step)
        {
            return Decider.Refuse($"{it.Step} has no condition that is asked for now.");
        }

        if (Signing.IsNeeded(state, step.Step))
        {
            return Decider.Refuse(Decider.WhoSignsSaysIt(it.Step));
        }

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
        if (step.Kind is not (ItemKind.Signoff or ItemKind.Decision))
        {
            return null;
        }

        if (step is { Role: { } asked, Quorum: null } && it.Role is { } given && !Same(asked, given))
        {
            return $"{asked} is asked for; this was given as {given}.";
        }

        // Who may answer a quorum is told by its own rules.
        return step.Quorum is not null || step is { Kind: ItemKind.Decision, Role: null }
            ? null
            : Unauthorised(state, it.By, it.Role, step.Role);
    }

    /// <summary>Why a person may not sign, or not in this role; null when nobody is named in slipway.yaml, or all is well.</summary>
    internal static string? Unauthorised(RunState state, string by, string? claimed, string? asked = null)
    {
        if (state.Started.People.Count == 0)
        {
            return null;
        }

        var person = state.Started.People.FirstOrDefault(known => Same(known.Name, by));
        if (person is null)
        {
            return $"{by} is not among the people of slipway.yaml, who are {string.Join(", ", state.Started.People.Select(known => known.Name))}.";
        }

        // What nobody is known as (a line, words of the item) claims nothing.
        var role = asked ?? (claimed is not null && state.Started.People.Any(known => Holds(known, claimed)) ? claimed : null);
        return role is null || Holds(person, role)
            ? null
            : $"{person.Name} does not sign as {role}; slipway.yaml says {string.Join(", ", person.Roles)}.";
    }

    private static bool Holds(Signatory person, string role) => person.Roles.Any(it => Same(it, role));

    /// <summary>Words that are no answer to this question; null when they are one.</summary>
    private static string? Unclear(Step step, RunCommand.Answer it)
    {
        if (step.Kind == ItemKind.Signoff)
        {
            return SaidWords.Of(it.Said) == Sense.Unclear && !Same(it.Said, it.By) ? "Approve or decline: these words do neither." : null;
        }

        if (step.Choices.Count > 0)
        {
            return step.Choices.Any(choice => SaidWords.Even(choice) == SaidWords.Even(it.Said))
                ? null
                : $"Choose one of {string.Join(" / ", step.Choices)}.";
        }

        var open = step.Kind is ItemKind.Field or ItemKind.Metric || step.Work == Work.Record || WantsAnswer(step);
        return open || SaidWords.Of(it.Said) != Sense.Unclear
            ? null
            : "Say yes or no; more words may stand behind it, as in \"yes, three pods are up\".";
    }

    private static bool WantsAnswer(Step step) =>
        step.Expectation is { } wanted && wanted.Clauses.Any(clause => clause is Clause.AnswerIs or Clause.AnswerOneOf);

    private static Judgement Judge(RunState state, Step step, RunCommand.Answer it, bool signed)
    {
        if (step.Kind == ItemKind.Signoff)
        {
            return Signature(state, step, it, signed);
        }

        var judged = Word(step, it);
        return step.Kind == ItemKind.Decision && state.Started.KeysAreNeeded && !signed && judged.Verdict == Verdict.Pass
            ? new(Verdict.Inconclusive, ByNameOnly(state, $"{it.By} decided"))
            : judged;
    }

    private static Judgement Word(Step step, RunCommand.Answer it)
    {
        var wantsThis = step.Expectation?.Clauses.Any(clause => clause is Clause.AnswerIs) ?? false;
        if (
            step.Choices.Count > 0 && SaidWords.IsAgainst(it.Said)
            || step.Kind == ItemKind.Decision && !wantsThis && SaidWords.Of(it.Said) == Sense.No
        )
        {
            return new(Verdict.Fail, $"{it.By} decided: {it.Said.Trim()}");
        }

        if (step is { Kind: ItemKind.Metric, Expectation: { } bound } && SaidWords.Of(it.Said) == Sense.Unclear)
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

        if (WantsAnswer(step))
        {
            return step.Expectation!.Judge(new Observation { Answer = it.Said }) is var told
                ? told with
                {
                    Why = $"{told.Why}, says {it.By}",
                }
                : throw new System.Diagnostics.UnreachableException();
        }

        return Plain(step, it);
    }

    private static Judgement Signature(RunState state, Step step, RunCommand.Answer it, bool signed)
    {
        if (SaidWords.Of(it.Said) == Sense.No)
        {
            return new(Verdict.Fail, $"{it.By} declined{(step.Role is { } declined ? $" as {declined}" : "")}");
        }

        var role = it.Role ?? step.Role;
        var approved = $"{it.By} approved{(role is null ? "" : $" as {role}")}";
        return signed ? new(Verdict.Pass, $"{approved} (signed with a key)")
            : state.Started.NamesAreEnough ? new(Verdict.Pass, $"{approved} (by name, without a key)")
            : new(Verdict.Inconclusive, ByNameOnly(state, $"{it.By} approved"));
    }

    private static string ByNameOnly(RunState state, string said) =>
        $"{said} by name; in this environment a name alone does not sign (signatures: {(state.Started.KeysAreNeeded ? "by-key" : "recorded")})";

    /// <summary>A blank takes what it is given; everything else is yes or no.</summary>
    private static Judgement Plain(Step step, RunCommand.Answer it)
    {
        var said = $"{it.By} says: {it.Said.Trim()}";
        if (step.Kind == ItemKind.Field || step.Kind == ItemKind.Metric && Quantity.TryParse(it.Said) is not null)
        {
            return new(Verdict.Pass, said);
        }

        return SaidWords.Of(it.Said) switch
        {
            Sense.Yes => new(Verdict.Pass, said),
            Sense.No => new(Verdict.Fail, said),
            _ => new(Verdict.Inconclusive, said),
        };
    }

    private static Quantity WithUnit(Quantity given, string? unit) =>
        given.Unit.Length == 0 && unit is not null ? given with { Unit = Units.Canonical(unit) } : given;

    private static bool Same(string left, string right) => string.Equals(left.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase);
}
