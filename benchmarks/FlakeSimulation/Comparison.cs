namespace Slipway.FlakeSimulation;

/// <summary>All methods on the same histories.</summary>
public static class Comparison
{
    private const string Ours = "Slipway";

    public static void Print(int seeds, string only)
    {
        var rows = new List<(World World, int Seed, string Method, Figures Figures)>();
        foreach (var world in World.All.Where(it => it.Name.Contains(only, StringComparison.Ordinal)))
        {
            for (var seed = 1; seed <= seeds; seed++)
            {
                var simulation = Simulation.Of(world, seed);
                rows.Add((world, seed, Ours, Figures.Of(simulation, Figures.Ours(simulation))));
                rows.AddRange(Rivals.All.Select(it => (world, seed, it.Key, Figures.Of(simulation, it.Value(simulation)))));
            }
        }

        foreach (var retries in (bool[])[true, false])
        {
            Console.WriteLine($"\n{(retries ? "With retries" : "Without retries")}: mean (worst) over worlds and seeds\n");
            Head("method");
            foreach (var method in rows.Where(it => it.World.Retries > 0 == retries).GroupBy(it => it.Method))
            {
                Line(method.Key, [.. method.Select(it => it.Figures)]);
            }
        }

        Console.WriteLine($"\n{Ours}, world by world: mean (worst) over {seeds} seeds\n");
        Head("world");
        foreach (var world in rows.Where(it => it.Method == Ours).GroupBy(it => it.World))
        {
            Line(world.Key.Name, [.. world.Select(it => it.Figures)]);
        }
    }

    private static void Head(string first)
    {
        Console.WriteLine($"| {first} | AUC | AUC of all | average precision | rescued | masked | Matthews | outage days | Brier |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
    }

    private static void Line(string name, IReadOnlyList<Figures> all)
    {
        string Of(Func<Figures, double> part, bool highIsGood, string format)
        {
            var values = all.Select(part).Where(double.IsFinite).ToList();
            return values.Count == 0
                ? "–"
                : $"{values.Average().ToString(format)} ({(highIsGood ? values.Min() : values.Max()).ToString(format)})";
        }

        Console.WriteLine(
            $"| {name} | {Of(it => it.Auc, true, "f4")} | {Of(it => it.AucOfAll, true, "f4")} | {Of(it => it.AveragePrecision, true, "f3")} | {Of(it => it.Rescued, true, "p1")} | {Of(it => it.Masked, false, "p2")} | {Of(it => it.Matthews, true, "f3")} | {Of(it => it.OnOutageDays, true, "p0")} | {Of(it => it.Brier, false, "f4")} |"
        );
    }
}
