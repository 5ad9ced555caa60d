namespace Slipway.Runs.Deciding;

/// <summary>Conditions in words as buttons: a person who sees one come true says so, and who may is settled by the environment. Pure.</summary>
internal static class Buttons
{
    /// <summary>Why this person may not call the run back, or not by this trigger; null when it may.</summary>
    public static string? Refuse(RunState state, string by, int? trigger)
    {
        if (by.Trim().Length == 0)
        {
            return "The way back needs the name of who asks for it.";
        }

        // What comes back by itself asks nobody.
        if (by != "slipway" && state.Started.MayRollBack is { } roles && !roles.Any(role => Holds(state, by, role)))
        {
            return $"{by} may not call the run back: slipway.yaml leaves that to {string.Join(", ", roles)} (may-roll-back).";
        }

        return trigger is not { } line ? null
            : Find(state, line) is null ? $"Line {line} is no trigger of this run."
            : state.ArmedAt is null ? "Nothing was changed yet, so no trigger is armed."
            : null;
    }

    /// <summary>The reason of a way back, with the words of the trigger that was named.</summary>
    public static string Why(RunState state, RollbackRequest request) =>
        request.Trigger is { } line && Find(state, line) is { } named
            ? $"{named.Where} \"{named.Text}\": {request.Reason}"
            : request.Reason;

    /// <summary>The triggers that a person may name, those that a machine watches too, in the order of their lines.</summary>
    public static IReadOnlyList<TriggerButton> All(RunState state) =>
        [
            .. (state.Started.Buttons ?? [])
                .Concat(state.Triggers.Select(it => state.Steps[it].Step).Select(it => new TriggerButton(it.Line, it.From, it.Text)))
                .OrderBy(it => it.Line),
        ];

    private static TriggerButton? Find(RunState state, int line) => All(state).FirstOrDefault(it => it.Line == line);

    private static bool Holds(RunState state, string name, string role) =>
        (Persons.Find(state, name) ?? Persons.Known(state, name)) is { } person && Persons.Holds(person, role);
}
