using System.Text.Json.Serialization;

namespace Slipway.Runs;

/// <summary>How a run ended. The names are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome
{
    /// <summary>Every gate is open.</summary>
    [JsonStringEnumMemberName("go")]
    Go,

    /// <summary>Some gate is not.</summary>
    [JsonStringEnumMemberName("no-go")]
    NoGo,

    /// <summary>The way back was gone and verified.</summary>
    [JsonStringEnumMemberName("rolled-back")]
    RolledBack,

    /// <summary>A rehearsal in which nothing that could be decided failed.</summary>
    [JsonStringEnumMemberName("rehearsed")]
    Rehearsed,
}
