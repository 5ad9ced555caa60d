namespace Slipway.Runs.Deciding;

/// <summary>The people of a run, by the names under which they go.</summary>
internal static class Persons
{
    /// <summary>The person of this name; null when nobody has it.</summary>
    public static Signatory? Find(RunState state, string name) => state.Started.People.FirstOrDefault(it => Same(it.Name, name));

    /// <summary>Whoever goes by this name of a login or of git, <c>name &lt;address&gt;</c>; null when that cannot be told, or would be several.</summary>
    public static Signatory? Known(RunState state, string name)
    {
        var words = name.Split(['<', '>'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var fitting = state
            .Started.People.Where(it => (it.Also ?? []).Prepend(it.Name).Any(known => words.Any(word => Same(known, word))))
            .ToList();
        return fitting is [var one] ? one : null;
    }

    /// <summary>Whether the person may sign in this role.</summary>
    public static bool Holds(Signatory person, string role) => person.Roles.Any(it => Same(it, role));

    /// <summary>Whether two names are one.</summary>
    public static bool Same(string left, string right) => string.Equals(left.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase);
}
