using Slipway.Kernel;
using Slipway.Traffic.Gateway;
using Slipway.Traffic.Haproxy;
using Slipway.Traffic.Nginx;
using Slipway.Traffic.Programs;
using Slipway.Traffic.Web;

namespace Slipway.Traffic;

/// <summary>What a driver is made of.</summary>
/// <param name="Spec">Its settings as they were written: making the driver puts the variables in, except in commands, where the shell does.</param>
/// <param name="Directory">Folder that relative paths and commands start from.</param>
/// <param name="Variables">Variables of the environment, secrets included: the caller redacts what comes back.</param>
/// <param name="Clock">The clock.</param>
public sealed record DriverPlace(TrafficSpec Spec, string Directory, IReadOnlyDictionary<string, string> Variables, TimeProvider Clock)
{
    /// <summary>Variables that every command starts with, usually <c>ShellOptions.Minimal</c> of the host's. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Inherited { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>The drivers there are: one line each.</summary>
public static class TrafficDrivers
{
    private static readonly Dictionary<string, Func<DriverPlace, DriverMade>> Makers = new(StringComparer.Ordinal)
    {
        ["command"] = CommandDriver.Make,
        ["gateway"] = GatewayDriver.Make,
        ["haproxy"] = HaproxyDriver.Make,
        ["http"] = HttpDriver.Make,
        ["nginx"] = NginxDriver.Make,
    };

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
