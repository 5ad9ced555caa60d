using System.Text.Json.Serialization;

namespace Slipway.Flakes;

/// <summary>What a rerun of a failed test is good for. The names are sent.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RerunWorth>))]
public enum RerunWorth
{
    /// <summary>Nothing: it is a regression, and would fail again.</summary>
    [JsonStringEnumMemberName("regression")]
    Regression = 0,

    /// <summary>Nothing by itself: an outage brought it down; the whole run is worth another try when that is over.</summary>
    [JsonStringEnumMemberName("outage")]
    Outage = 1,

    /// <summary>Nothing: the list of known flakes covers it.</summary>
    [JsonStringEnumMemberName("quarantined")]
    Quarantined = 2,

    /// <summary>It is a flake already; a pass makes the run green and decides nothing.</summary>
    [JsonStringEnumMemberName("rescues")]
    Rescues = 3,

    /// <summary>It decides what the failure is.</summary>
    [JsonStringEnumMemberName("decides")]
    Decides = 4,
}

/// <summary>A failed test, and what rerunning it is good for.</summary>
public sealed record PlannedRerun
{
    /// <summary>Its suite.</summary>
    public required string Suite { get; init; }

    /// <summary>Its name.</summary>
    public required string Test { get; init; }

    /// <summary>What its last failure is, as far as is known now.</summary>
    public required FailureVerdict Now { get; init; }

    /// <summary>What a rerun is good for.</summary>
    public required RerunWorth Worth { get; init; }

    /// <summary>
    /// Tries at most, each only while it failed before. Of what <see cref="RerunWorth.Decides"/>: after so many the verdict cannot be unknown,
    /// however they end; null when it may stay so whatever is tried. Of what <see cref="RerunWorth.Rescues"/>: after so many one has passed with
    /// a chance of 95 %. Otherwise 0.
    /// </summary>
    public required int? Tries { get; init; }

    /// <summary>Chance that the next try passes, 0 to 1: the chance of a flake times that of a pass when it is one.</summary>
    public required double PassChance { get; init; }

    /// <summary>What the verdict will be when the first try passes; null where no try is worth it.</summary>
    public FailureKind? IfPassed { get; init; }

    /// <summary>What the verdict will be when all tries fail; null where no try is worth it.</summary>
    public FailureKind? IfFailed { get; init; }

    /// <summary>The same in a sentence.</summary>
    public required string Why { get; init; }
}
