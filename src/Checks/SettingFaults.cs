using Slipway.Kernel;

namespace Slipway.Checks;

/// <summary>What is wrong with the settings of a check before it looks: names that the kind does not have, and those that it needs.</summary>
public static class SettingFaults
{
    /// <summary>The faults, each a sentence; empty when the names are right. Values are read only when it looks.</summary>
    public static IReadOnlyList<string> Of(CheckSpec spec) =>
        CheckKinds.All.TryGetValue(spec.Kind, out var check)
            ? Of(check, spec)
            : [$"No check is called {spec.Kind}; there are {string.Join(", ", CheckKinds.All.Keys.Order(StringComparer.Ordinal))}."];

    internal static IReadOnlyList<string> Of(ICheck check, CheckSpec spec)
    {
        var faults = new List<string>();
        var unknown = spec
            .With.Keys.Where(it => !check.Settings.Any(known => Stands(known.Name, it)))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (unknown.Count > 0)
        {
            faults.Add(
                $"{check.Kind} has no setting {string.Join(", ", unknown)}; it has {string.Join(", ", check.Settings.Select(it => it.Name))}."
            );
        }

        faults.AddRange(spec.With.Where(it => it.Value.Contains('\0')).Select(it => $"{check.Kind}: {it.Key} holds a NUL character."));
        faults.AddRange(
            check
                .Settings.Where(it => it.Required && string.IsNullOrWhiteSpace(spec[it.Name]))
                .Select(it => $"{check.Kind} needs the setting {it.Name}.")
        );
        return faults;
    }

    private static bool Stands(string known, string name) =>
        known.EndsWith('*') ? name.StartsWith(known[..^1], StringComparison.Ordinal) && name.Length >= known.Length : known == name;
}
