using Slipway.Flakes.Quarantining;

namespace Slipway.Flakes;

/// <summary>What a test did in one place: on a host, on a branch.</summary>
/// <param name="Name">The host or the branch; null for outcomes that name none.</param>
/// <param name="Outcomes">Attempts that ran.</param>
/// <param name="Flakes">Failures that are flakes.</param>
/// <param name="Regressions">Failures that a change brought about.</param>
/// <param name="Outages">Failures that an outage brought about.</param>
/// <param name="Unknown">Other failures.</param>
public sealed record TestShare(string? Name, int Outcomes, int Flakes, int Regressions, int Outages, int Unknown)
{
    /// <summary>By host, those with the most flakes first, then those with the most outcomes.</summary>
    internal static IReadOnlyList<TestShare> ByHost(JudgedTest test) => By(test, it => it.Host);

    /// <summary>By branch, in the same order; all pull requests are one.</summary>
    internal static IReadOnlyList<TestShare> ByBranch(JudgedTest test) =>
        By(
            test,
            it =>
                it.Pr is not null ? "pull requests"
                : it.Branch.Length > 0 ? it.Branch
                : null
        );

    private static IReadOnlyList<TestShare> By(JudgedTest test, Func<TestOutcome, string?> nameOf) =>
        [
            .. test
                .Outcomes.Where(it => it.Outcome.Outcome != OutcomeKind.Skip)
                .GroupBy(it => nameOf(it.Outcome))
                .Select(it => Of(it.Key, [.. it.Where(one => JudgedTest.HasFailed(one.Outcome)).Select(one => one.Kind)], it.Count()))
                .OrderByDescending(it => it.Flakes)
                .ThenByDescending(it => it.Outcomes)
                .ThenBy(it => it.Name, StringComparer.Ordinal),
        ];

    private static TestShare Of(string? name, IReadOnlyList<FailureKind> failures, int outcomes) =>
        new(
            name,
            outcomes,
            failures.Count(it => it == FailureKind.Flake),
            failures.Count(it => it == FailureKind.Regression),
            failures.Count(JudgedTest.IsOutage),
            failures.Count(it => it == FailureKind.Unknown)
        );
}
