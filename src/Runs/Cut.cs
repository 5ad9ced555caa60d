using System.Text.Json.Serialization;

namespace Slipway.Runs;

/// <summary>What cut an attempt short. The names are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CutBy>))]
public enum CutBy
{
    /// <summary>Nothing: it ended by itself, but something of it lived on.</summary>
    [JsonStringEnumMemberName("nothing")]
    Nothing,

    /// <summary>It could not start.</summary>
    [JsonStringEnumMemberName("not-started")]
    NotStarted,

    /// <summary>Its time was up.</summary>
    [JsonStringEnumMemberName("time-limit")]
    TimeLimit,

    /// <summary>Its process was gone, and left no end behind.</summary>
    [JsonStringEnumMemberName("gone")]
    Gone,

    /// <summary>The attempt itself broke.</summary>
    [JsonStringEnumMemberName("broken")]
    Broken,

    /// <summary>The run went back while it was under way.</summary>
    [JsonStringEnumMemberName("turned-back")]
    TurnedBack,
}

/// <summary>How an attempt ended that did not simply end.</summary>
/// <param name="By">What cut it short.</param>
/// <param name="Why">In words, where <paramref name="By"/> does not say it all.</param>
/// <param name="Survivors">Processes that lived on after they had been ended.</param>
public sealed record Cut(CutBy By, string? Why, IReadOnlyList<string> Survivors);
