using System.Text.Json.Serialization;

namespace Slipway.Runs;

/// <summary>How a run is made. The names are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunMode>))]
public enum RunMode
{
    /// <summary>Everything is carried out.</summary>
    [JsonStringEnumMemberName("run")]
    Run,

    /// <summary>What only reads is carried out; nobody is asked.</summary>
    [JsonStringEnumMemberName("rehearse")]
    Rehearse,
}
