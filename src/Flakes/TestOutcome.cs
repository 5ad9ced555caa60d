using System.Text.Json.Serialization;

namespace Slipway.Flakes;

/// <summary>How a test ended in one attempt. The names stand in histories.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutcomeKind>))]
public enum OutcomeKind
{
    /// <summary>It ran and held.</summary>
    [JsonStringEnumMemberName("pass")]
    Pass = 0,

    /// <summary>It ran and did not hold.</summary>
    [JsonStringEnumMemberName("fail")]
    Fail = 1,

    /// <summary>It broke before it could hold or not; counted as a failure.</summary>
    [JsonStringEnumMemberName("error")]
    Error = 2,

    /// <summary>It did not run; it says nothing about the test.</summary>
    [JsonStringEnumMemberName("skip")]
    Skip = 3,
}

/// <summary>What one attempt at one test brought: a line of a history.</summary>
public sealed record TestOutcome
{
    /// <summary>Name of the test within its suite.</summary>
    public required string Test { get; init; }

    /// <summary>Name of the suite; empty where there is none.</summary>
    public string Suite { get; init; } = "";

    /// <summary>Names the run of the build.</summary>
    public required string Run { get; init; }

    /// <summary>The commit that was built; empty where it is not known.</summary>
    public string Sha { get; init; } = "";

    /// <summary>The branch that was built; empty where it is not known.</summary>
    public string Branch { get; init; } = "";

    /// <summary>The pull request, or null for a branch.</summary>
    public string? Pr { get; init; }

    /// <summary>Which try within the run; the first is 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>When it ran.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How it ended.</summary>
    public required OutcomeKind Outcome { get; init; }

    /// <summary>Milliseconds that it took, or null where it was not measured.</summary>
    public double? Ms { get; init; }

    /// <summary>What it said when it failed, or null.</summary>
    public string? Message { get; init; }

    /// <summary>The machine it ran on, or null.</summary>
    public string? Host { get; init; }

    /// <summary>The source file of the test, as its report writes it, or null.</summary>
    public string? File { get; init; }
}
