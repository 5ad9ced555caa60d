namespace Slipway.Runs.Deciding;

/// <summary>A person who may answer a hold.</summary>
/// <param name="Person">The name, as slipway.yaml spells it.</param>
/// <param name="For">In whose place; null for one's own.</param>
internal sealed record Seat(string Person, string? For);

/// <summary>Who may answer a hold of several: fit by role or name, in one's own place or for somebody else, and neither author nor operator where these may not.</summary>
internal static class Seats
{
    /// <summary>The place; null with why there is none.</summary>
    public static (Seat? Seat, string Why) Of(RunState state, Step step, Quorum quorum, string by, string? claimed, DateTimeOffset now)
    {
        if (state.Started.People.Count == 0)
        {
            return OfNobodyKnown(state, step, quorum, by, claimed);
        }

        if (Persons.Find(state, by) is not { } person)
        {
            return (
                null,
                $"{by} is not among the people of slipway.yaml, who are {string.Join(", ", state.Started.People.Select(it => it.Name))}."
            );
        }

        if (Excluded(state, quorum, person) is { } excluded)
        {
            return (null, excluded);
        }

        return IsFit(step, quorum, person) ? (new(person.Name, null), "")
            : ForWhom(state, step, quorum, person, now) is { } other ? (new(person.Name, other.Name), "")
            : (null, $"{person.Name} may not answer here: {Wanted(step, quorum)}.");
    }

    /// <summary>Where nobody is named, a name stands for itself, if names are enough; who is author or operator cannot be told then.</summary>
    private static (Seat? Seat, string Why) OfNobodyKnown(RunState state, Step step, Quorum quorum, string by, string? claimed)
    {
        if (quorum.Not.Count > 0 || !state.Started.NamesAreEnough)
        {
            return (null, "Who the people are is not known: list them under `people` in slipway.yaml.");
        }

        var of =
            quorum.Of.Count > 0 ? quorum.Of
            : step.Role is { } role ? [role]
            : [];
        return of.Count == 0 || of.Any(it => Persons.Same(it, claimed ?? "") || Persons.Same(it, by))
            ? (new(by.Trim(), null), "")
            : (null, $"{by} may not answer here: {Wanted(step, quorum)}.");
    }

    /// <summary>Why a person must not answer; what is not known excludes everybody.</summary>
    private static string? Excluded(RunState state, Quorum quorum, Signatory person)
    {
        if (quorum.Not.Contains(Quorum.Author, StringComparer.Ordinal))
        {
            if (state.Started.Author is not { } author)
            {
                return "Who wrote the checklist is not known (it is not committed, or has changed since), so nobody is known not to have written it.";
            }

            if (Persons.Known(state, author) is not { } wrote)
            {
                return $"The checklist was committed by {author}, and slipway.yaml does not say who that is: add it under `also` of that person.";
            }

            if (Persons.Same(wrote.Name, person.Name))
            {
                return $"{person.Name} wrote the checklist, and may not answer here.";
            }
        }

        return quorum.Not.Contains(Quorum.Operator, StringComparer.Ordinal)
            ? state.Operators.Select(it => ExcludedAs(state, it, person)).FirstOrDefault(it => it is not null)
            : null;
    }

    private static string? ExcludedAs(RunState state, string name, Signatory person) =>
        Persons.Known(state, name) is not { } ran
            ? $"The run was started or resumed by {name}, and slipway.yaml does not say who that is: add it under `also` of that person."
        : Persons.Same(ran.Name, person.Name) ? $"{person.Name} runs this, and may not answer here."
        : null;

    private static bool IsFit(Step step, Quorum quorum, Signatory person) =>
        quorum.Of.Count > 0
            ? quorum.Of.Any(it => Persons.Same(it, person.Name) || Persons.Holds(person, it))
            : step.Role is null || Persons.Holds(person, step.Role);

    /// <summary>The first whose place may be taken now. Who may not answer cannot send somebody else.</summary>
    private static Signatory? ForWhom(RunState state, Step step, Quorum quorum, Signatory person, DateTimeOffset now) =>
        quorum
            .Delegates.Where(it => Persons.Same(it.To, person.Name) && it.Until > now)
            .Select(it => Persons.Find(state, it.From))
            .FirstOrDefault(it => it is not null && IsFit(step, quorum, it) && Excluded(state, quorum, it) is null);

    private static string Wanted(Step step, Quorum quorum) =>
        quorum.Of.Count > 0 ? $"{string.Join(" or ", quorum.Of)} is asked for"
        : step.Role is { } role ? $"{role} is asked for"
        : "others are asked for";
}
