using System.Diagnostics;
using Slipway.Flakes;
using Slipway.FlakeSimulation;

if (args is ["write", var file, var name, var number])
{
    using var stream = File.Create(file);
    foreach (var outcome in Simulation.Of(World.All.First(it => it.Name == name), int.Parse(number)).Outcomes)
    {
        stream.Write(HistoryWriter.Line(outcome).Span);
        stream.WriteByte((byte)'\n');
    }

    return;
}

var seeds = args.Length > 0 ? int.Parse(args[0]) : 2;
var only = args.Length > 1 ? args[1] : "";
Console.WriteLine($"{"world",-46} {"AUC",7} {"AP",6} {"Brier",7} {"rescue",7} {"mask",7} {"r@.3",6} {"r@1.5",6} {"MCC",6} {"outP",6} {"outR",6} {"F",6} {"R",6} {"O",6} s");
var sums = new List<double[]>();
foreach (var world in World.All.Where(it => it.Name.Contains(only)))
{
    for (var seed = 1; seed <= seeds; seed++)
    {
        var simulation = Simulation.Of(world, seed);
        var history = new TestHistory();
        foreach (var outcome in simulation.Outcomes)
        {
            history.Add(outcome);
        }

        var watch = Stopwatch.StartNew();
        var verdicts = FlakeVerdicts.Of(history);
        var seconds = watch.Elapsed.TotalSeconds;
        var shown = simulation.Truths.Where(it => it.Value == Truth.Flake).Select(it => it.Key.Test).ToHashSet();
        var tests = verdicts
            .Tests.Where(it => !simulation.FlakyNow.Contains(it.Test) || shown.Contains(it.Test))
            .Select(it => (it.FlakeProbability, simulation.FlakyNow.Contains(it.Test)))
            .ToList();
        var failures = verdicts.Failures.Select(it => (it, Truth: simulation.Truths[(it.Run, it.Attempt, it.Test)])).ToList();
        var flakes = failures.Where(it => it.Truth == Truth.Flake).ToList();
        var regressions = failures.Where(it => it.Truth == Truth.Regression).ToList();
        var outages = failures.Where(it => it.Truth == Truth.Outage).ToList();
        double RescueAt(double mask)
        {
            var scores = regressions.Select(it => it.it.FlakeProbability).OrderDescending().ToList();
            var threshold = scores.Count == 0 ? 0 : scores[Math.Min(scores.Count - 1, (int)(mask * scores.Count))];
            return flakes.Share(it => it.it.FlakeProbability > threshold);
        }
        string At(double from) => $"{flakes.Share(it => it.it.FlakeProbability >= from):p1}/{regressions.Share(it => it.it.FlakeProbability >= from):p2}";
        var onDay = failures.Where(it => simulation.OutageRuns.Contains(it.it.Run) && it.it.Verdict == FailureKind.Flake).ToList();
        if (args.Length > 2)
        {
            foreach (var it in verdicts.Tests.Where(it => shown.Contains(it.Test) || !simulation.FlakyNow.Contains(it.Test)).Where(it => Math.Abs(it.FlakeProbability - (simulation.FlakyNow.Contains(it.Test) ? 1 : 0)) > 0.3))
            {
                Console.WriteLine($"  T {it.Test} said {it.FlakeProbability:f3} is {simulation.FlakyNow.Contains(it.Test)} {simulation.Describe(it.Test)}");
            }
            var found = verdicts.Outages.ToDictionary(it => it.Run);
            foreach (var run in simulation.OutageRuns.Union(found.Keys).OrderBy(it => int.Parse(it[1..])))
            {
                var lines = simulation.Truths.Where(it => it.Key.Run == run).ToList();
                var line = simulation.Outcomes.First(it => it.Run == run);
                Console.WriteLine($"  {run} {(simulation.OutageRuns.Contains(run) ? found.ContainsKey(run) ? "found" : "MISSED" : "FALSE")} {line.Branch}#{line.Pr} a1: {lines.Count(it => it.Key.Attempt == 1 && it.Value == Truth.Outage)} outage {lines.Count(it => it.Key.Attempt == 1 && it.Value == Truth.Regression)} regr {lines.Count(it => it.Key.Attempt == 1 && it.Value == Truth.Flake)} flake; {found.GetValueOrDefault(run)}");
            }
        }

        sums.Add([Scores.Auc(tests), Scores.AveragePrecision(tests), Scores.Brier(tests), flakes.Share(it => it.it.Verdict == FailureKind.Flake), regressions.Share(it => it.it.Verdict == FailureKind.Flake)]);
        Console.WriteLine(
            $"{world.Name + " " + seed,-46} {Scores.Auc(tests),7:f4} {Scores.AveragePrecision(tests),6:f3} {Scores.Brier(tests),7:f4} {flakes.Share(it => it.it.Verdict == FailureKind.Flake),7:p1} {regressions.Share(it => it.it.Verdict == FailureKind.Flake),7:p2} {RescueAt(.003),6:p1} {RescueAt(.015),6:p1} {Scores.Matthews(failures.Select(it => (it.it.Verdict == FailureKind.Flake, it.Truth == Truth.Flake)).ToList()),6:f3} {onDay.Share(it => it.Truth == Truth.Flake),6:p0} {outages.Share(it => it.it.Verdict == FailureKind.Infrastructure),6:p0} {flakes.Count,6} {regressions.Count,6} {outages.Count,6} {At(.8)} {At(.9)} {At(.95)} {seconds:f2} {simulation.Outcomes.Count}"
        );
    }
}

Console.WriteLine(string.Join(" ", Enumerable.Range(0, 5).Select(it => $"{sums.Average(one => one[it]):f5}/{sums.Min(one => one[it]):f4}")));
