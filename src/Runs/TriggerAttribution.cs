namespace Slipway.Runs;

/// <summary>Whose a condition is that has come true. The names are stored.</summary>
public enum TriggerAttribution
{
    /// <summary>The number cannot be told apart by version, or the other version was not to be seen.</summary>
    NotAttributed,

    /// <summary>Of the version that is being released alone.</summary>
    Candidate,

    /// <summary>Of both versions: an incident of the world, which no way back mends.</summary>
    Both,

    /// <summary>Of the version that serves alone.</summary>
    Stable,
}
