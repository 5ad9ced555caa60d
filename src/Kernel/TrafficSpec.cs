namespace Slipway.Kernel;

/// <summary>What moves the traffic of an environment between the version that serves and the one that is being released.</summary>
/// <param name="Driver">Stored name of the driver: <c>haproxy</c>, <c>nginx</c>, <c>gateway</c>, <c>command</c>, <c>http</c>.</param>
/// <param name="Settings">The driver's own settings, by name, variables not put in yet.</param>
public sealed record TrafficSpec(string Driver, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>The setting, or null.</summary>
    public string? this[string name] => Settings.GetValueOrDefault(name);
}
