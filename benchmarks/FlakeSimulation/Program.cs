using Slipway.Flakes;
using Slipway.FlakeSimulation;

// compare [SEEDS] [WORLD]   all methods side by side
// write FILE WORLD SEED     a history as a file
// ceiling [PART|drawn [FROM [TO]]]   ours beside what can be reached at all, seeds FROM to TO
// ranks WORLD SEED, masked WORLD SEED   what stands wrong in one history, test by test
// watch [SEEDS]             runs until quarantine, and what an outcome costs
switch (args)
{
    case ["write", var file, var name, var seed]:
        Write(file, name, int.Parse(seed));
        return 0;
    case ["compare", .. var rest]:
        Comparison.Print(Number(rest, 0, 3), rest.Length > 1 ? rest[1] : "");
        return 0;
    case ["watch", .. var rest]:
        Watch(Number(rest, 0, 3));
        return 0;
    case ["ceiling", .. var rest]:
        Against.Print(rest.Length > 0 ? rest[0] : "", Number(rest, 1, 1), Number(rest, 2, 3));
        return 0;
    case ["masked", var world, var number]:
        Against.Masked(Against.Named(world), int.Parse(number));
        return 0;
    case ["ranks", var world, var number]:
        Against.Ranks(Against.Named(world), int.Parse(number));
        return 0;
    default:
        Console.Error.WriteLine(
            "usage: compare [SEEDS] [WORLD] | ceiling [PART|drawn [FROM [TO]]] | ranks WORLD SEED | masked WORLD SEED | watch [SEEDS] | write FILE WORLD SEED"
        );
        return 2;
}

static int Number(string[] given, int place, int otherwise) => given.Length > place ? int.Parse(given[place]) : otherwise;

static void Write(string file, string name, int seed)
{
    using var stream = File.Create(file);
    foreach (var outcome in Simulation.Of(World.All.First(it => it.Name == name), seed).Outcomes)
    {
        stream.Write(HistoryWriter.Line(outcome).Span);
        stream.WriteByte((byte)'\n');
    }
}

static void Watch(int seeds)
{
    Console.WriteLine($"{"world", -34} {"seed", 4} {"median runs", 12} {"quarantined", 12} {"wrongly", 8} {"ns/outcome", 11}");
    foreach (var world in World.All)
    {
        for (var seed = 1; seed <= seeds; seed++)
        {
            var replay = Replay.Of(Simulation.Of(world, seed));
            Console.WriteLine(
                $"{world.Name, -34} {seed, 4} {replay.MedianRuns, 12} {replay.Quarantined, 12} {replay.Wrongly, 8} {replay.NanosecondsPerOutcome, 11:f0}"
            );
        }
    }
}
