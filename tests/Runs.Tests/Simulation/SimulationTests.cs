namespace Slipway.Runs.Tests.Simulation;

/// <summary>
/// Whole go-lives, each from its seed, held against every sentence of <see cref="Invariant.All"/>. A failure names the seed and shows
/// the shortest beginning of its history that is wrong; <c>GoLive.Of(seed)</c> tells it again.
/// </summary>
public sealed class SimulationTests
{
    private const int Piece = 500;

    [Fact(Timeout = 120_000)]
    public void three_hundred_histories_keep_every_invariant() => Keep(0, 300);

    [Trait("Category", "long")]
    [Theory]
    [MemberData(nameof(Pieces))]
    public void histories_keep_every_invariant(int from) => Keep(from, Piece);

    /// <summary>Twelve thousand, of other seeds than those of every day.</summary>
    public static TheoryData<int> Pieces() => [.. Enumerable.Range(2, 24).Select(it => it * Piece)];

    private static void Keep(int from, int count)
    {
        var wrong = Enumerable
            .Range(from, count)
            .Select(seed => (Seed: seed, Breaches: BreachesOf(GoLive.Of(seed))))
            .Where(it => it.Breaches.Count > 0)
            .ToList();
        if (wrong is [var first, ..])
        {
            var seeds = string.Join('\n', wrong.Take(10).Select(it => $"seed {it.Seed}: {it.Breaches[0]}"));
            Assert.Fail(
                $"{wrong.Count} of {count} histories are wrong:\n{seeds}\n\nthe shortest beginning of seed {first.Seed} that is:\n{Shortest(GoLive.Of(first.Seed), first.Breaches[0])}"
            );
        }
    }

    /// <summary>Its record says the same when it is replayed; that the replay finds what is forged is proved by its own tests.</summary>
    private static IReadOnlyList<string> BreachesOf(History history) =>
        [.. Invariant.BreachesOf(history), .. history.Otherwise.Select(it => $"replay: {it}")];

    private static History Shortest(History history, string breach)
    {
        for (var entries = 1; entries < history.Entries.Count; entries++)
        {
            var prefix = history.Prefix(entries);
            if (Invariant.BreachesOf(prefix).Contains(breach, StringComparer.Ordinal))
            {
                return prefix;
            }
        }

        return history;
    }
}
