using Slipway.Flakes;

namespace Slipway.FlakeSimulation;

/// <summary>
/// What nobody can do better: it is told which failures are flakes and how the world draws its flaky tests, and has only to say whether
/// a test is still flaky. Its score is the exact chance of that, so no ranking is better on average. What it misses is
/// not in the history: a rare flake that ended looks like one that waits.
/// </summary>
public static class Ceiling
{
    private const int Rates = 60;
    private const int Turns = 150;

    public static Said Of(Simulation simulation)
    {
        var world = simulation.World;
        var places = simulation
            .Outcomes.GroupBy(it => it.Test)
            .ToDictionary(
                it => it.Key,
                it =>
                    (IReadOnlyList<(int Run, bool Flake)>)
                        [
                            .. it.Select(one =>
                                    (
                                        Run: Simulation.PlaceOf(one.Run),
                                        What: simulation.Truths.TryGetValue((one.Run, one.Attempt, one.Test), out var truth)
                                            ? truth
                                            : (Truth?)null
                                    )
                                )
                                .Where(one => one.What is null or Truth.Flake)
                                .Select(one => (one.Run, one.What == Truth.Flake)),
                        ]
            );
        return new(
            places.ToDictionary(it => it.Key, it => StillFlaky(world, it.Value)),
            it => simulation.Truths.GetValueOrDefault(it) == Truth.Flake
        );
    }

    private static double StillFlaky(World world, IReadOnlyList<(int Run, bool Flake)> outcomes)
    {
        // Flakes and passes before each turn.
        var (flakes, passes) = (new int[Turns + 1], new int[Turns + 1]);
        foreach (var (run, flake) in outcomes)
        {
            var turn = Math.Clamp((int)Math.Ceiling((run / (double)world.Runs - 0.1) / 0.75 * Turns - 0.5), 0, Turns);
            (flake ? flakes : passes)[turn]++;
        }

        var (allFlakes, allPasses) = (flakes.Sum(), passes.Sum());
        if (allFlakes == 0)
        {
            return 0;
        }

        // Logarithms of the chances, each with what it says; many outcomes make them small beyond any number.
        var ways = new List<(double Log, bool Now)>();
        for (var part = 0; part < 2 * Rates; part++)
        {
            var (low, high, share) = part < Rates ? (0.0003, 0.001, world.Rare) : (0.001, world.MostOften, 1 - world.Rare);
            var rate = low * Math.Pow(high / low, (part % Rates + 0.5) / Rates);
            ways.Add((Math.Log(share * (1 - world.Changing)) + Chance(rate, allFlakes, allPasses), true));
            var (before, well, half) = (0, 0, Math.Log(share * world.Changing / 2 / Turns));
            for (var turn = 0; turn < Turns; turn++)
            {
                (before, well) = (before + flakes[turn], well + passes[turn]);
                if (before == 0)
                {
                    ways.Add((half + Chance(rate, allFlakes, allPasses - well), true));
                }

                if (before == allFlakes)
                {
                    ways.Add((half + Chance(rate, allFlakes, well), false));
                }
            }
        }

        var most = ways.Max(it => it.Log);
        return ways.Where(it => it.Now).Sum(it => Math.Exp(it.Log - most)) / ways.Sum(it => Math.Exp(it.Log - most));
    }

    private static double Chance(double rate, int flakes, int passes) => flakes * Math.Log(rate) + passes * Math.Log(1 - rate);
}
