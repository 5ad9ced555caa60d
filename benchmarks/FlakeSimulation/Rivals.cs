using Slipway.Flakes;

namespace Slipway.FlakeSimulation;

/// <summary>What a method says: how flaky each test is, and which failures are flakes.</summary>
/// <param name="Scores">By test, 0 to 1.</param>
/// <param name="IsFlake">By run, attempt and test.</param>
public sealed record Said(IReadOnlyDictionary<string, double> Scores, Func<(string Run, int Attempt, string Test), bool> IsFlake);

/// <summary>The methods that ours is held against, each as it is published; all see the same outcomes.</summary>
public static class Rivals
{
    private const int WindowCommits = 50;

    public static IReadOnlyDictionary<string, Func<Simulation, Said>> All { get; } =
        new Dictionary<string, Func<Simulation, Said>>
        {
            ["FlakeGuard's formula"] = it => ByScore(it, FlakeGuard, 0.6),
            ["flip rate"] = it => ByScore(it, FlipRate, 0.02),
            ["entropy"] = it => ByScore(it, Entropy, 0.1),
            ["same commit"] = SameCommit,
        };

    /// <summary>All failures of a test whose score reaches the threshold are flakes.</summary>
    private static Said ByScore(Simulation simulation, Func<List<TestOutcome>, double> score, double from)
    {
        var scores = simulation.Outcomes.GroupBy(it => it.Test).ToDictionary(it => it.Key, it => score([.. it]));
        return new(scores, it => scores[it.Test] >= from);
    }

    /// <summary>
    /// The sum of five parts: intermittency 0.30, passes in reruns 0.25, clustering of failures 0.20, messages that differ 0.10,
    /// share of failures 0.15; nothing below three failures.
    /// </summary>
    private static double FlakeGuard(List<TestOutcome> outcomes)
    {
        var failures = outcomes.Where(Failed).ToList();
        if (failures.Count < 3)
        {
            return 0;
        }

        var runs = outcomes.GroupBy(it => it.Run).ToList();
        var failedRuns = runs.Where(it => it.Any(Failed)).ToList();
        var reruns = failedRuns.Share(it => it.Any(one => !Failed(one)));
        var adjacent = outcomes.Zip(outcomes.Skip(1)).Count(it => Failed(it.First) && Failed(it.Second));
        var messages = failures.Select(it => it.Message).Distinct().Count() / (double)failures.Count;
        var ratio = failures.Count / (double)outcomes.Count;
        return 0.3 * FlipRate(outcomes)
            + 0.25 * reruns
            + 0.2 * (1 - adjacent / (double)failures.Count)
            + 0.1 * messages
            + 0.15 * Math.Min(1, ratio * 2);
    }

    /// <summary>Share of neighbours in time that differ (Kowalczyk et al., ICSE-SEIP 2020).</summary>
    private static double FlipRate(List<TestOutcome> outcomes) =>
        outcomes.Count < 2 ? 0 : outcomes.Zip(outcomes.Skip(1)).Count(it => Failed(it.First) != Failed(it.Second)) / (outcomes.Count - 1.0);

    /// <summary>Entropy of pass and fail in bits (the same).</summary>
    private static double Entropy(List<TestOutcome> outcomes)
    {
        var failed = outcomes.Share(Failed);
        return failed is 0 or 1 ? 0 : -failed * Math.Log2(failed) - (1 - failed) * Math.Log2(1 - failed);
    }

    /// <summary>A test that failed and passed on one commit is flaky for the next commits; the share of its failing commits that passed too ranks it.</summary>
    private static Said SameCommit(Simulation simulation)
    {
        var (scores, excused) = (new Dictionary<string, double>(), new HashSet<(string Sha, string Test)>());
        foreach (var test in simulation.Outcomes.GroupBy(it => it.Test))
        {
            var commits = test.GroupBy(it => it.Sha).ToList();
            var left = 0;
            foreach (var commit in commits)
            {
                left = commit.Any(Failed) && !commit.All(Failed) ? WindowCommits : left - 1;
                if (left > 0)
                {
                    excused.Add((commit.Key, test.Key));
                }
            }

            var failing = commits.Where(it => it.Any(Failed)).ToList();
            var mixed = failing.Count(it => !it.All(Failed));
            scores[test.Key] = mixed == 0 ? 0 : 0.5 * mixed / failing.Count + 0.5 * (left > 0 ? 1 : 0.5);
        }

        var shaOf = simulation.Outcomes.DistinctBy(it => it.Run).ToDictionary(it => it.Run, it => it.Sha);
        return new(scores, it => excused.Contains((shaOf[it.Run], it.Test)));
    }

    private static bool Failed(TestOutcome outcome) => outcome.Outcome == OutcomeKind.Fail;
}
