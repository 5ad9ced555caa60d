namespace Slipway.Runs.Tests.Simulation;

/// <summary>What becomes of one start of a block.</summary>
/// <param name="Exits">Exit codes of the commands that run; the last may be another than 0.</param>
/// <param name="Takes">How long; null when it never ends by itself.</param>
/// <param name="Says">What it puts out.</param>
/// <param name="HeedsTerm">Told to end it cleans up and ends with 0, as servers do.</param>
/// <param name="CannotStart">Nothing of it runs.</param>
internal sealed record Fate(IReadOnlyList<int> Exits, TimeSpan? Takes, string Says, bool HeedsTerm, bool CannotStart)
{
    private static readonly string[] Useless = ["", "no data", "NaN %", "9 %", "5.2"];

    /// <summary>Mostly good.</summary>
    public static Fate Any(Random random, int commands, bool stopsAtFailure)
    {
        var exits = Enumerable.Range(0, commands).Select(_ => random.Next(7) == 0 ? random.Next(1, 140) : 0).ToList();
        var failed = exits.FindIndex(it => it != 0);
        var ran = stopsAtFailure && failed >= 0 ? exits.Take(failed + 1).ToList() : exits;
        return new(
            ran,
            random.Next(12) == 0 ? null : TimeSpan.FromSeconds(random.Next(1, 1200)),
            random.Next(6) == 0 ? Useless[random.Next(Useless.Length)] : "3 %",
            random.Next(3) == 0,
            random.Next(25) == 0
        );
    }
}
