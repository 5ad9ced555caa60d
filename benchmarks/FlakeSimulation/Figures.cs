using Slipway.Flakes;

namespace Slipway.FlakeSimulation;

/// <summary>The figures of one method on one history; NaN where the history cannot show one.</summary>
public sealed record Figures
{
    public double Auc { get; init; }

    /// <summary>The same with the flaky tests that never failed so: nobody can tell them from healthy ones.</summary>
    public double AucOfAll { get; init; }
    public double AveragePrecision { get; init; }
    public double Brier { get; init; }

    /// <summary>Share of the flaky failures that are called flakes.</summary>
    public double Rescued { get; init; }

    /// <summary>Share of the failures of regressions that are called flakes.</summary>
    public double Masked { get; init; }
    public double Matthews { get; init; }

    /// <summary>Share of what is called a flake in runs that an outage met, and is one.</summary>
    public double OnOutageDays { get; init; }

    public static Figures Of(Simulation simulation, Said said)
    {
        // A flaky test that never failed looks like a healthy one to everybody.
        var shown = simulation.Truths.Where(it => it.Value == Truth.Flake).Select(it => it.Key.Test).ToHashSet();
        var tests = simulation
            .Tests.Where(it => shown.Contains(it) || !simulation.FlakyNow.Contains(it))
            .Select(it => (said.Scores.GetValueOrDefault(it), simulation.FlakyNow.Contains(it)))
            .ToList();
        var failures = simulation.Truths.Select(it => (it.Key.Run, Said: said.IsFlake(it.Key), Is: it.Value)).ToList();
        var inOutages = failures.Where(it => it.Said && simulation.OutageRuns.Contains(it.Run)).ToList();
        var all = simulation.Tests.Select(it => (said.Scores.GetValueOrDefault(it), simulation.FlakyNow.Contains(it))).ToList();
        return new()
        {
            AucOfAll = Scores.Auc(all),
            Auc = Scores.Auc(tests),
            AveragePrecision = Scores.AveragePrecision(tests),
            Brier = Scores.Brier(tests),
            Rescued = failures.Where(it => it.Is == Truth.Flake).ToList().Share(it => it.Said),
            Masked = failures.Where(it => it.Is == Truth.Regression).ToList().Share(it => it.Said),
            Matthews = Scores.Matthews([.. failures.Select(it => (it.Said, it.Is == Truth.Flake))]),
            OnOutageDays = simulation.OutageRuns.Count == 0 ? double.NaN : inOutages.Share(it => it.Is == Truth.Flake),
        };
    }

    /// <summary>What ours says.</summary>
    public static Said Ours(Simulation simulation)
    {
        var history = new TestHistory();
        foreach (var outcome in simulation.Outcomes)
        {
            history.Add(outcome);
        }

        var verdicts = FlakeVerdicts.Of(history);
        var flakes = verdicts.Failures.Where(it => it.Verdict == FailureKind.Flake).Select(it => (it.Run, it.Attempt, it.Test)).ToHashSet();
        return new(verdicts.Tests.ToDictionary(it => it.Test, it => it.FlakeProbability), flakes.Contains);
    }
}
