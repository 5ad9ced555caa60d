namespace Slipway.Kernel;

/// <summary>What moves the traffic of an environment between the version that serves and the one that is being released.</summary>
/// <param name="Driver">Stored name of the driver: <c>haproxy</c>, <c>nginx</c>, <c>gateway</c>, <c>command</c>, <c>http</c>.</param>
/// <param name="Settings">The driver's own settings, by name, variables not put in yet.</param>
public sealed record TrafficSpec(string Driver, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>How each step of the traffic is judged; null where the settings say nothing of it.</summary>
    public TrafficGate? Gate { get; init; }

    /// <summary>The setting, or null.</summary>
    public string? this[string name] => Settings.GetValueOrDefault(name);
}

/// <summary>How each step of the traffic is judged before the next one is taken.</summary>
public sealed record TrafficGate
{
    /// <summary>What holds where the settings say nothing.</summary>
    public static TrafficGate Standard { get; } = new() { LatencyMargin = 1.25, Floor = 0.001 };

    /// <summary>How long a step is watched at most. Default 5 min; 1 s to 7 d.</summary>
    public TimeSpan For { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Time between two looks at the counters. Default 15 s; 1 s to 1 h.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How much worse than the version that serves the candidate may be and still go, as a ratio. Default 1.25; above 1, up to 100.</summary>
    public double Margin { get; init; } = 1.25;

    /// <summary>
    /// How many times as many slow requests as the version that serves the candidate may have before it counts as slower, as a ratio.
    /// 1 to 100; <see cref="Standard"/> has 1.25. A record that names none was judged with 1.
    /// </summary>
    public double LatencyMargin { get; init; } = 1;

    /// <summary>
    /// A share of failed requests that nobody minds: below it the candidate goes, whatever the version that serves does. 0 (none) to
    /// 0.1; <see cref="Standard"/> has 0.001. A record that names none was judged with 0.
    /// </summary>
    public double Floor { get; init; }

    /// <summary>Requests that each version has to bring for one look at them; 0: each interval is a look. Default 0; up to 10⁶.</summary>
    public long PerLook { get; init; }

    /// <summary>Chance of a wrong answer that is taken, in all looks of a step together. Default 0.01; above 0, up to 0.2.</summary>
    public double Alpha { get; init; } = 0.01;

    /// <summary>An address that Slipway may GET through the proxy to see the split where there is no traffic; null for none. Variables are not put in yet.</summary>
    public string? Probe { get; init; }
}
