namespace Slipway.Checklists;

/// <summary>When flaky tests may be quarantined: section <c>tests</c> of the settings. Null: nothing is said, and the default holds.</summary>
public sealed record TestSettings
{
    /// <summary>Chance that a test is flaky now, from which on it may be quarantined; 0 to 1. Default 0.5.</summary>
    public double? FlakyFrom { get; init; }

    /// <summary>Flakes that it takes within <see cref="Lookback"/>; 1 to 1000. Default 1.</summary>
    public int? MinFailures { get; init; }

    /// <summary>Outcomes that it takes within <see cref="Lookback"/>; 1 to 100,000. Default 1.</summary>
    public int? MinOutcomes { get; init; }

    /// <summary>Time before the last outcome within which flakes and outcomes count; 1 d to 3650 d. Default all of the history.</summary>
    public TimeSpan? Lookback { get; init; }

    /// <summary>How long an entry holds; 1 d to 90 d, in whole days. Default 14 d.</summary>
    public TimeSpan? QuarantineFor { get; init; }

    /// <summary>Patterns of source files whose tests are never quarantined.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Tests that are never quarantined.</summary>
    public IReadOnlyList<string> Exempt { get; init; } = [];

    /// <summary>What holds for the tests of an owner instead, by the owner's name.</summary>
    public IReadOnlyDictionary<string, TestSettings> Owners { get; init; } = new Dictionary<string, TestSettings>();
}
