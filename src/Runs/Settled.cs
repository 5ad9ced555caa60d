using System.Text.Json.Serialization;

namespace Slipway.Runs;

/// <summary>How an unknown outcome was settled. The names are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Settled>))]
public enum Settled
{
    /// <summary>The item's own check says that it was done.</summary>
    [JsonStringEnumMemberName("verified-done")]
    VerifiedDone,

    /// <summary>A person says that it was done.</summary>
    [JsonStringEnumMemberName("told-done")]
    ToldDone,

    /// <summary>A person says that it was not done, or asked for another attempt.</summary>
    [JsonStringEnumMemberName("run-again")]
    RunAgain,
}
