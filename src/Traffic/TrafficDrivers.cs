using Slipway.Kernel;

namespace Slipway.Traffic;

/// <summary>What a driver is made of.</summary>
/// <param name="Spec">Its settings, variables and secrets already put in.</param>
/// <param name="Directory">Folder that relative paths start from.</param>
/// <param name="Variables">Variables for commands, secrets included: the caller redacts what comes back.</param>
/// <param name="Clock">The clock.</param>
public sealed record DriverPlace(TrafficSpec Spec, string Directory, IReadOnlyDictionary<string, string> Variables, TimeProvider Clock);

/// <summary>The drivers there are: one line each.</summary>
public static class TrafficDrivers
{
    private static readonly Dictionary<string, Func<DriverPlace, DriverMade>> Makers = new(StringComparer.Ordinal);

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Makers.Keys.Order(StringComparer.Ordinal)];

    /// <summary>A driver, or everything that is wrong with its settings.</summary>
    public static DriverMade Make(DriverPlace place) =>
        Makers.TryGetValue(place.Spec.Driver, out var make)
            ? make(place)
            : new DriverMade.Faulty([$"there is no traffic driver {place.Spec.Driver}; there are {string.Join(", ", Names)}"]);
}

/// <summary>What came of making a driver.</summary>
public abstract record DriverMade
{
    private DriverMade() { }

    /// <summary>Here it is.</summary>
    public sealed record Ready(ITrafficDriver Driver) : DriverMade;

    /// <summary>Its settings do not do, and this is all that is wrong with them.</summary>
    public sealed record Faulty(IReadOnlyList<string> Faults) : DriverMade;
}
