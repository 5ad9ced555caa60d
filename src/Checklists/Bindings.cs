using Slipway.Checklists.Binding;
using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>How a machine proves an item in an environment, although the line itself names no check.</summary>
/// <param name="Check">The check that is made.</param>
/// <param name="Expect">What must be seen; null for what the kind of check expects.</param>
/// <param name="By">What names the source: the metric <c>error rate</c>, the source <c>metrics</c>.</param>
/// <param name="Proves">What the check shows, in a sentence that ends with a full stop.</param>
public sealed record ItemBinding(CheckSpec Check, Expectation? Expect, string By, string Proves);

/// <summary>
/// Finds the check for a sentence by what the environment names: its metrics first, then the catalogue of measures, then the
/// recurring subjects. A sentence is bound only when nothing in it is left over; a guess is never made into a check.
/// </summary>
public static class Bindings
{
    /// <summary>The check that proves the item here; null when the line has a check or commands of its own, or nothing fits the whole of it.</summary>
    public static ItemBinding? Of(PlanItem item, EnvironmentSpec? environment) =>
        environment is not null && CanBeBound(item)
            ? OfMetric(item, environment) ?? Measures.Of(item, environment) ?? Subjects.Of(item, environment)
            : null;

    /// <summary>Whether some environment could bind the item: one that names every kind of source.</summary>
    public static bool CouldBeBound(PlanItem item) => Of(item, Everything) is not null;

    /// <summary>The check that gives the number of a condition in which the release comes back; null when nothing here names it.</summary>
    public static ItemBinding? OfTrigger(PlanItem item, EnvironmentSpec? environment) =>
        item.Kind == ItemKind.Trigger && item.Check is null
            ? Of(item with { Kind = ItemKind.Metric, Effect = Effect.None }, environment)
            : null;

    private static EnvironmentSpec Everything { get; } =
        new()
        {
            Name = "everything",
            BaseUrl = new("https://everything.invalid/"),
            Sources = SourceBinding.Kinds.ToDictionary(it => it, it => new SourceBinding(it, it)),
        };

    private static bool CanBeBound(PlanItem item) =>
        item is { Check: null, Commands.Count: 0, InsideBlock: null, Effect: <= Effect.Reads }
        && item.Kind is ItemKind.Manual or ItemKind.Metric or ItemKind.Backup or ItemKind.Http or ItemKind.Sql or ItemKind.Watch;

    private static ItemBinding? OfMetric(PlanItem item, EnvironmentSpec environment) =>
        item.Kind == ItemKind.Metric
            ? environment
                .Metrics.Where(it => item.Text.Contains(it.Key, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(it => it.Key.Length)
                .Select(it => new ItemBinding(
                    it.Value,
                    item.Expect,
                    $"the metric {it.Key}",
                    "The number that slipway.yaml names for these words."
                ))
                .FirstOrDefault()
            : null;
}
