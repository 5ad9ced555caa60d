using Slipway.Kernel;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Crashing;

/// <summary>Plans of real commands, from a seed; each command that changes leaves a line in a file of its step.</summary>
internal static class RealPlan
{
    /// <summary>What a command of which no pass may be told ends with.</summary>
    public const string Fails = "exit 7";

    public static RunEvent.RunStarted Of(int seed, string folder)
    {
        var random = new Random(seed);
        var effects = Path.Combine(folder, "effects");
        var steps = new List<Step> { Readiness() };
        for (var line = 10; line <= 20; line += 10)
        {
            steps.AddRange(Any(random, line, effects));
        }

        // Whatever the seed brings: a signature and a change. Small plans: a strike costs a process, and every act is struck.
        steps.AddRange(
            Signoff(30, "CTO"),
            Changes(40, Leaves(effects, 40)) with
            {
                DoneWhen = $"test -s {effects}/L40",
            },
            Changes(910, Leaves(effects, 910)).Back
        );
        return Story.Start(steps) with { Run = new($"crash-{Path.GetFileName(folder)}"), Parallel = 2 };
    }

    private static IEnumerable<Step> Any(Random random, int line, string effects) =>
        random.Next(8) switch
        {
            0 => [Reads(line), Reads(line + 5, "echo seen")],
            1 => [Ask(line)],
            2 => [Destroys(line, $"{Leaves(effects, line)} # drop shop")],
            3 => [Reads(line, Fails) with { Attempts = 2 }],
            4 => Parted(line, effects),
            5 => [Changes(line, $"sleep 0.05; {Leaves(effects, line)}")],
            _ => [Changes(line, Leaves(effects, line)) with { DoneWhen = random.Next(2) == 0 ? $"test -s {effects}/L{line}" : null }],
        };

    private static IEnumerable<Step> Parted(int line, string effects)
    {
        var whole = Changes(line, Leaves(effects, line));
        return
        [
            whole with
            {
                Commands = [.. whole.Commands, whole.Commands[0] with { Line = line + 1, Text = "true" }],
            },
            Part(line, line, "first") with
            {
                Id = new StepId($"L{line}.1"),
            },
            Part(line + 1, line, "second"),
        ];
    }

    private static string Leaves(string effects, int line) => $"echo made >> {effects}/L{line}";
}
