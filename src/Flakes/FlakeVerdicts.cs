using System.Text.Json.Serialization;
using Slipway.Flakes.Model;
using Slipway.Flakes.Wording;

namespace Slipway.Flakes;

/// <summary>How a test stands at the end of a history. The names are sent.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TestState>))]
public enum TestState
{
    /// <summary>Too few outcomes to say anything; also a test that never ran.</summary>
    [JsonStringEnumMemberName("new")]
    New = 0,

    /// <summary>Nothing that was seen speaks for flakiness.</summary>
    [JsonStringEnumMemberName("healthy")]
    Healthy = 1,

    /// <summary>It fails now and then without a cause in the code.</summary>
    [JsonStringEnumMemberName("flaky")]
    Flaky = 2,

    /// <summary>It fails on the main line because of a change, and was not repaired; outranks flaky.</summary>
    [JsonStringEnumMemberName("broken")]
    Broken = 3,
}

/// <summary>What a failure is. The names are sent.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FailureKind>))]
public enum FailureKind
{
    /// <summary>The history does not say which.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>The test fails now and then on the same code.</summary>
    [JsonStringEnumMemberName("flake")]
    Flake = 1,

    /// <summary>A change broke it.</summary>
    [JsonStringEnumMemberName("regression")]
    Regression = 2,

    /// <summary>An outage brought many tests of the run down.</summary>
    [JsonStringEnumMemberName("infrastructure")]
    Infrastructure = 3,

    /// <summary>The machine it ran on brings many tests down.</summary>
    [JsonStringEnumMemberName("environment")]
    Environment = 4,
}

/// <summary>How one test stands.</summary>
public sealed record TestVerdict
{
    /// <summary>Name of the test within its suite.</summary>
    public required string Test { get; init; }

    /// <summary>Name of the suite; empty where there is none.</summary>
    public required string Suite { get; init; }

    /// <summary>How it stands.</summary>
    public required TestState State { get; init; }

    /// <summary>Chance that the test is flaky now, 0 to 1.</summary>
    public required double FlakeProbability { get; init; }

    /// <summary>Share of its outcomes that are flakes while it is flaky, 0 to 1; null while it is not.</summary>
    public double? FlakeRate { get; init; }

    /// <summary>Low and high end of the rate, 95 % (Wilson's score interval); null while it is not flaky.</summary>
    public (double Low, double High)? Interval { get; init; }

    /// <summary>Since when it stands like this: the first flake, or the first failure of the break; null for others.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Why, in sentences; the strongest first.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }
}

/// <summary>What one failure is.</summary>
public sealed record FailureVerdict
{
    /// <summary>Name of the test within its suite.</summary>
    public required string Test { get; init; }

    /// <summary>Name of the suite; empty where there is none.</summary>
    public required string Suite { get; init; }

    /// <summary>The run.</summary>
    public required string Run { get; init; }

    /// <summary>The attempt within the run.</summary>
    public required int Attempt { get; init; }

    /// <summary>What it is.</summary>
    public required FailureKind Verdict { get; init; }

    /// <summary>Chance that the verdict is right, 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>Chance that the failure is a flake, 0 to 1, whatever the verdict.</summary>
    public required double FlakeProbability { get; init; }

    /// <summary>Why, in sentences; the strongest first.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }
}

/// <summary>A run that an outage met.</summary>
/// <param name="Run">The run.</param>
/// <param name="At">When it began.</param>
/// <param name="Tests">How many tests it brought down.</param>
/// <param name="Share">Their share of the tests that ran, 0 to 1.</param>
/// <param name="Probability">Chance that it was an outage and not the commit, 0 to 1.</param>
public sealed record OutageVerdict(string Run, DateTimeOffset At, int Tests, double Share, double Probability);

/// <summary>The verdicts of a history. They depend on its outcomes only, not on a clock: the same history gives the same verdicts.</summary>
/// <param name="Tests">By suite and name.</param>
/// <param name="Failures">By test, then time.</param>
/// <param name="Outages">Runs whose failures count against no test, by time.</param>
public sealed record FlakeVerdicts(
    IReadOnlyList<TestVerdict> Tests,
    IReadOnlyList<FailureVerdict> Failures,
    IReadOnlyList<OutageVerdict> Outages
)
{
    /// <summary>Judges a history.</summary>
    public static FlakeVerdicts Of(TestHistory history) => VerdictWriter.Write(history, HistoryModel.Judge(history));
}
