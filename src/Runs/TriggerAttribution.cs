using System.Text.Json.Serialization;

namespace Slipway.Runs;

/// <summary>Whose a condition is that has come true. The names are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TriggerAttribution>))]
public enum TriggerAttribution
{
    /// <summary>The number cannot be told apart by version, or the other version was not to be seen.</summary>
    [JsonStringEnumMemberName("not-attributed")]
    NotAttributed,

    /// <summary>Of the version that is being released alone.</summary>
    [JsonStringEnumMemberName("candidate")]
    Candidate,

    /// <summary>Of both versions: an incident of the world, which no way back mends.</summary>
    [JsonStringEnumMemberName("both")]
    Both,

    /// <summary>Of the version that serves alone.</summary>
    [JsonStringEnumMemberName("stable")]
    Stable,
}
