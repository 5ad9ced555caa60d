namespace Slipway.Kernel;

/// <summary>What moves the traffic of an environment between the version that serves and the one that is being released.</summary>
/// <param name="Driver">Stored name of the driver: <c>haproxy</c>, <c>nginx</c>, <c>gateway</c>, <c>command</c>, <c>http</c>.</param>
/// <param name="Settings">The driver's own settings, by name, variables not put in yet.</param>
public sealed record TrafficSpec(string Driver, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>What traffic has to show before it moves on.</summary>
    public TrafficGate Gate { get; init; } = new();

    /// <summary>The setting, or null.</summary>
    public string? this[string name] => Settings.GetValueOrDefault(name);
}

/// <summary>What a step of traffic has to show before the next one: that the split really happens, and that the candidate is not worse.</summary>
public sealed record TrafficGate
{
    /// <summary>How long a step is watched at the most; a go comes earlier. Default 5 minutes.</summary>
    public TimeSpan For { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Time between two looks. Default 15 seconds.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many times the baseline's rate the candidate's may be for a go. Default 1.25; above 1, at the most 100.</summary>
    public double Margin { get; init; } = 1.25;

    /// <summary>How likely a no-go may be for a candidate as good as its baseline. Default 0.01; 10⁻⁹ to 0.5.</summary>
    public double Alpha { get; init; } = 0.01;

    /// <summary>URL that may be asked (GET) to see the split where nobody else asks; null for none.</summary>
    public string? Probe { get; init; }
}
