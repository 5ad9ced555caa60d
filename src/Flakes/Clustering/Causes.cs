using System.Globalization;
using Slipway.Flakes.Quarantining;

namespace Slipway.Flakes.Clustering;

/// <summary>What failures that say the same have in common.</summary>
internal static class Causes
{
    /// <summary>Chance at which tests that have nothing to do with each other may be taken for one cause.</summary>
    private const double Chance = 0.001;

    public static (ClusterCause Cause, string Why) Of(IReadOnlyList<ClusteredFailure> failures, int allRuns)
    {
        var tests = failures.Select(it => it.Test).Distinct().Count();
        var outages = failures.Count(it => JudgedTest.IsOutage(it.Kind));
        if (2 * outages > failures.Count)
        {
            var met = failures.Where(it => JudgedTest.IsOutage(it.Kind)).Select(it => it.Outcome.Run).Distinct().Count();
            return (ClusterCause.Outage, $"{outages} of {failures.Count} came from {Counted(met, "outage")}");
        }

        if (tests == 1)
        {
            return (ClusterCause.OneTest, "one test says it");
        }

        if (Change(failures, tests) is { } change)
        {
            return (ClusterCause.OneChange, change);
        }

        var own = failures.Where(it => !JudgedTest.IsOutage(it.Kind)).ToList();
        return Together(own, allRuns) is { } together
            ? (ClusterCause.OneCause, together)
            : (
                ClusterCause.Alike,
                $"{tests} tests say it, each in runs of its own: a weakness that they share, or words that many things say"
            );
    }

    /// <summary>Most are regressions, and most of the tests failed first at one commit.</summary>
    private static string? Change(IReadOnlyList<ClusteredFailure> failures, int tests)
    {
        var broken = failures.Where(it => it.Kind == FailureKind.Regression).ToList();
        if (2 * broken.Count <= failures.Count)
        {
            return null;
        }

        var commit = broken
            .GroupBy(it => it.Test)
            .Select(it => it.MinBy(one => one.Outcome.At)!.Outcome)
            .CountBy(it => it.Sha.Length > 0 ? it.Sha : $"run {it.Run}")
            .OrderByDescending(it => it.Value)
            .ThenBy(it => it.Key, StringComparer.Ordinal)
            .First();
        return commit.Value > 1 && 2 * commit.Value >= tests ? $"{commit.Value} of {tests} tests broke at {commit.Key}" : null;
    }

    /// <summary>
    /// Runs in which several of the tests failed so, where chance explains fewer. If each failure fell into a run by itself, a run
    /// would hold a Poisson number of them, and so would the number of runs that hold two or more be.
    /// </summary>
    private static string? Together(IReadOnlyList<ClusteredFailure> failures, int allRuns)
    {
        var byRun = failures.Select(it => (it.Outcome.Run, it.Test)).Distinct().CountBy(it => it.Run).ToList();
        var shared = byRun.Count(it => it.Value > 1);
        var each = byRun.Sum(it => it.Value) / (double)Math.Max(1, allRuns);
        var expected = allRuns * (1 - Math.Exp(-each) * (1 + each));
        return shared >= 2 && AtLeast(shared, expected) < Chance
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"several of its tests failed together in {shared} runs, where chance explains {expected:0.##}: probably one cause"
            )
            : null;
    }

    /// <summary>Chance of at least so many where so many are expected (Poisson).</summary>
    private static double AtLeast(int count, double expected)
    {
        var (term, below) = (Math.Exp(-expected), 0.0);
        for (var at = 0; at < count; at++)
        {
            below += term;
            term *= expected / (at + 1);
        }

        return Math.Max(0, 1 - below);
    }

    private static string Counted(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
