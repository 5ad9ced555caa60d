namespace Slipway.Checklists;

/// <summary>What a checklist says of itself in its front matter, under <c>slipway:</c>. The operator's settings win over all of it.</summary>
public sealed record DocumentSettings
{
    /// <summary>The document says nothing.</summary>
    public static DocumentSettings None { get; } = new();

    /// <summary>Who may sign; counts only where the operator names nobody.</summary>
    public IReadOnlyList<PersonSpec> People { get; init; } = [];

    /// <summary>IANA time zone of the clock times, for environments that name none.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Environment variables of commands, in every environment; never secret, and none that decides which program runs.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Time limit of one attempt at a step, 1 s to 24 h; null when nothing is said.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>Time limits by phase.</summary>
    public IReadOnlyDictionary<string, TimeSpan> PhaseLimits { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>Address and time zone of environments, by name; either may be null.</summary>
    public IReadOnlyDictionary<string, (Uri? BaseUrl, string? TimeZone)> Environments { get; init; } =
        new Dictionary<string, (Uri?, string?)>();
}
