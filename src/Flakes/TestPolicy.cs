using Slipway.Flakes.Policing;

namespace Slipway.Flakes;

/// <summary>When a flaky test may be quarantined. What it does not say holds by itself: <see cref="QuarantineProposals"/> names the rest.</summary>
public sealed record TestPolicy
{
    /// <summary>Chance that the test is flaky now, from which on it may; 0 to 1. Default 0.5.</summary>
    public double FlakyFrom { get; init; } = 0.5;

    /// <summary>Flakes that it takes within <see cref="Lookback"/>; 1 or more. Default 1.</summary>
    public int MinFailures { get; init; } = 1;

    /// <summary>Outcomes that it takes within <see cref="Lookback"/>; 1 or more. Default 1.</summary>
    public int MinOutcomes { get; init; } = 1;

    /// <summary>Time before the last outcome within which flakes and outcomes count; null for all of the history.</summary>
    public TimeSpan? Lookback { get; init; }

    /// <summary>Days until an entry ends, 1 to 90. Default 14.</summary>
    public int QuarantineDays { get; init; } = 14;

    /// <summary>Patterns of source files whose tests never may, in the words of .gitignore.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Tests that never may: a name, or <c>suite › test</c>; <c>*</c> stands for anything.</summary>
    public IReadOnlyList<string> Exempt { get; init; } = [];

    /// <summary>What holds for the tests of an owner instead.</summary>
    public IReadOnlyDictionary<string, TestPolicyOverride> Owners { get; init; } = new Dictionary<string, TestPolicyOverride>();

    /// <summary>The policy for an owner's tests; of several owners the first that has an own one.</summary>
    /// <param name="owner">Names with blanks between them, or null.</param>
    public TestPolicy Of(string? owner) => owner?.Split(' ').FirstOrDefault(Owners.ContainsKey) is { } name ? With(Owners[name]) : this;

    /// <summary>Proposals that the policy allows; the others are refused, each with its reason.</summary>
    /// <param name="proposals">Who may by what the history shows.</param>
    /// <param name="history">What the tests did.</param>
    /// <param name="verdicts">What is thought of it.</param>
    /// <param name="ownerOf">Who owns a test; null where nobody is known.</param>
    /// <param name="fileOf">Its source file; null where that is not known.</param>
    public QuarantineProposals Allowed(
        QuarantineProposals proposals,
        TestHistory history,
        FlakeVerdicts verdicts,
        Func<NamedTest, string?> ownerOf,
        Func<NamedTest, string?> fileOf
    ) => new PolicyJudge(this, history, verdicts, ownerOf, fileOf).Allowed(proposals);

    private TestPolicy With(TestPolicyOverride own) =>
        this with
        {
            FlakyFrom = own.FlakyFrom ?? FlakyFrom,
            MinFailures = own.MinFailures ?? MinFailures,
            MinOutcomes = own.MinOutcomes ?? MinOutcomes,
            QuarantineDays = own.QuarantineDays ?? QuarantineDays,
        };
}

/// <summary>What an owner has otherwise; null for what holds for all.</summary>
/// <param name="FlakyFrom">As of <see cref="TestPolicy"/>.</param>
/// <param name="MinFailures">As of <see cref="TestPolicy"/>.</param>
/// <param name="MinOutcomes">As of <see cref="TestPolicy"/>.</param>
/// <param name="QuarantineDays">As of <see cref="TestPolicy"/>.</param>
public sealed record TestPolicyOverride(double? FlakyFrom, int? MinFailures, int? MinOutcomes, int? QuarantineDays);
