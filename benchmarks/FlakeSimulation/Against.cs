using Slipway.Flakes;

namespace Slipway.FlakeSimulation;

/// <summary>Ours beside what can be reached at all.</summary>
public static class Against
{
    /// <summary>A world by its name; <c>drawn 7</c> is the seventh that nobody chose.</summary>
    public static World Named(string name) =>
        name.StartsWith("drawn ", StringComparison.Ordinal)
            ? World.Drawn(int.Parse(name.AsSpan(6)))
            : World.All.First(it => it.Name == name);

    /// <param name="which"><c>drawn</c> for worlds that nobody chose, numbered by the seeds; otherwise part of a name.</param>
    /// <param name="from">The first seed.</param>
    /// <param name="to">The last.</param>
    public static void Print(string which, int from, int to)
    {
        var histories =
            which == "drawn"
                ? Enumerable.Range(from, to - from + 1).Select(it => (World: World.Drawn(it), Seed: it)).ToList()
                :
                [
                    .. World
                        .All.Where(it => it.Name.Contains(which, StringComparison.Ordinal))
                        .SelectMany(it => Enumerable.Range(from, to - from + 1), (world, seed) => (World: world, Seed: seed)),
                ];
        var rows = histories.AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(it => Row(it.World, it.Seed)).ToList();
        Console.WriteLine(
            $"{"world", -32} {"seed", 4} | {"AUC", 6} {"reach", 6} | {"AP", 5} {"reach", 5} | {"resc", 6} {"mask", 6} {"MCC", 5} {"outage", 6} | {"Brier", 6} {"reach", 6}"
        );
        foreach (var (world, seed, ours, ceiling) in rows)
        {
            Line(world, seed.ToString(), [ours], [ceiling]);
        }

        foreach (var retries in (bool[])[true, false])
        {
            var part = rows.Where(it => it.World.Retries > 0 == retries).ToList();
            if (part.Count > 0)
            {
                var name = retries ? "with retries" : "without retries";
                Line(part[0].World with { Name = $"mean {name}" }, "", [.. part.Select(it => it.Ours)], [.. part.Select(it => it.Ceiling)]);
                Console.WriteLine(
                    $"{$"worst {name}", -37} | {part.Min(it => it.Ours.Auc):f4} {part.Min(it => it.Ceiling.Auc):f4} | {part.Min(it => it.Ours.AveragePrecision):f3} {part.Min(it => it.Ceiling.AveragePrecision):f3} | {part.Min(it => it.Ours.Rescued):p1} {part.Max(it => it.Ours.Masked):p2} {part.Min(it => it.Ours.Matthews):f3} {part.Min(it => it.Ours.OnOutageDays), 6:p0} | {part.Max(it => it.Ours.Brier):f4} {part.Max(it => it.Ceiling.Brier):f4}"
                );
            }
        }
    }

    private static (World World, int Seed, Figures Ours, Figures Ceiling) Row(World world, int seed)
    {
        var simulation = Simulation.Of(world, seed);
        return (world, seed, Figures.Of(simulation, Figures.Ours(simulation)), Figures.Of(simulation, Ceiling.Of(simulation)));
    }

    private static void Line(World world, string seed, IReadOnlyList<Figures> ours, IReadOnlyList<Figures> ceiling)
    {
        double Mean(IReadOnlyList<Figures> all, Func<Figures, double> part) =>
            all.Select(part).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
        Console.WriteLine(
            $"{world.Name, -32} {seed, 4} | {Mean(ours, it => it.Auc):f4} {Mean(ceiling, it => it.Auc):f4} | {Mean(ours, it => it.AveragePrecision):f3} {Mean(ceiling, it => it.AveragePrecision):f3} | {Mean(ours, it => it.Rescued):p1} {Mean(ours, it => it.Masked):p2} {Mean(ours, it => it.Matthews):f3} {Mean(ours, it => it.OnOutageDays), 6:p0} | {Mean(ours, it => it.Brier):f4} {Mean(ceiling, it => it.Brier):f4}"
        );
    }

    /// <summary>The tests of a history that stand on the wrong side of each other, with what they really are.</summary>
    public static void Ranks(World world, int seed)
    {
        var simulation = Simulation.Of(world, seed);
        var (ours, ceiling) = (Figures.Ours(simulation).Scores, Ceiling.Of(simulation).Scores);
        var failures = simulation.Truths.ToLookup(it => it.Key.Test);
        var order = simulation.Tests.OrderByDescending(it => ours.GetValueOrDefault(it)).ToList();
        var lowest = order.FindLastIndex(it => simulation.FlakyNow.Contains(it) && failures[it].Any(one => one.Value == Truth.Flake));
        foreach (var test in order.Take(lowest + 1))
        {
            var flakes = failures[test].Where(it => it.Value == Truth.Flake).Select(it => Simulation.PlaceOf(it.Key.Run)).Order().ToList();
            Console.WriteLine(
                $"{(simulation.FlakyNow.Contains(test) ? "+" : "-")} ours {ours.GetValueOrDefault(test):f4} reach {ceiling.GetValueOrDefault(test):f4} {simulation.TruthOf(test), -34} flakes {flakes.Count} ({string.Join(' ', flakes.TakeLast(4))}) regressions {failures[test].Count(it => it.Value == Truth.Regression)} outages {failures[test].Count(it => it.Value == Truth.Outage)}"
            );
        }
    }

    /// <summary>What is rescued and masked from which chance on, and the regressions that are taken for flakes.</summary>
    public static void Masked(World world, int seed)
    {
        var simulation = Simulation.Of(world, seed);
        var history = new TestHistory();
        foreach (var outcome in simulation.Outcomes)
        {
            history.Add(outcome);
        }

        var verdicts = FlakeVerdicts.Of(history).Failures;
        var truths = verdicts.Select(it => (Verdict: it, Truth: simulation.Truths[(it.Run, it.Attempt, it.Test)])).ToList();
        foreach (var from in (double[])[0.7, 0.8, 0.85, 0.9, 0.95])
        {
            var rescued = truths.Where(it => it.Truth == Truth.Flake).ToList().Share(it => it.Verdict.FlakeProbability >= from);
            var masked = truths.Where(it => it.Truth == Truth.Regression).ToList().Share(it => it.Verdict.FlakeProbability >= from);
            Console.WriteLine($"from {from:f2} rescued {rescued:p1} masked {masked:p2}");
        }

        foreach (var bin in truths.GroupBy(it => (int)Math.Min(9, it.Verdict.FlakeProbability * 10)).OrderBy(it => it.Key))
        {
            Console.WriteLine(
                $"said {bin.Average(it => it.Verdict.FlakeProbability):f2}: {bin.Count()} failures, flakes {bin.ToList().Share(it => it.Truth == Truth.Flake):f2}"
            );
        }

        foreach (var (verdict, _) in truths.Where(it => it.Truth == Truth.Regression && it.Verdict.FlakeProbability >= 0.8))
        {
            Console.WriteLine(
                $"{verdict.Test} {verdict.Run}.{verdict.Attempt} {verdict.FlakeProbability:f3} {simulation.TruthOf(verdict.Test)}; flakes {truths.Count(it => it.Verdict.Test == verdict.Test && it.Truth == Truth.Flake)}; beside {truths.Count(it => it.Verdict.Run == verdict.Run && it.Truth == Truth.Regression)}; {string.Join("; ", verdict.Reasons)}"
            );
        }
    }
}
