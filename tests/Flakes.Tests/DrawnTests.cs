namespace Slipway.Flakes.Tests;

/// <summary>A history of tests that come, go, are renamed and move by chance, and what was drawn.</summary>
internal sealed class DrawnTests
{
    private const int Commits = 40;

    private static readonly string[] Words =
    [
        "adds",
        "pays",
        "ships",
        "finds",
        "shows",
        "keeps",
        "the",
        "an",
        "order",
        "item",
        "card",
        "cart",
        "user",
        "page",
        "price",
        "total",
        "list",
        "name",
        "when",
        "with",
        "is",
        "on",
        "in",
        "of",
        "late",
        "open",
        "closed",
        "new",
        "old",
        "large",
    ];

    private readonly Random random;
    private readonly List<Drawn> tests = [];
    private readonly HashSet<NamedTest> everCalled = [];
    private readonly Dictionary<int, NamedTest> lastCalled = [];
    private int suites;

    public DrawnTests(int seed)
    {
        random = new(seed);
        for (var suite = 0; suite < 6; suite++)
        {
            suites++;
            for (var test = 0; test < 8; test++)
            {
                Come($"suite{suites}");
            }
        }

        for (var commit = 0; commit < Commits; commit++)
        {
            Run(commit);
            Change();
        }
    }

    public TestHistory History { get; } = new();

    /// <summary>Renames and moves, whichever way.</summary>
    public HashSet<(NamedTest From, NamedTest To)> Moves { get; } = [];

    /// <summary>Tests that went for good.</summary>
    public int Removed { get; private set; }

    private void Run(int commit)
    {
        foreach (var it in tests)
        {
            if (lastCalled.TryGetValue(it.Number, out var before) && before != it.Name)
            {
                Moves.Add((before, it.Name));
            }

            lastCalled[it.Number] = it.Name;
            var failed = random.NextDouble() < it.Rate;
            History.Add(
                new TestOutcome
                {
                    Suite = it.Name.Suite,
                    Test = it.Name.Test,
                    Run = $"r{commit}",
                    Sha = $"c{commit}",
                    Branch = "main",
                    At = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(commit),
                    Outcome = failed ? OutcomeKind.Fail : OutcomeKind.Pass,
                    Message = failed ? "Timeout" : null,
                    Ms = it.Ms * (0.8 + 0.4 * random.NextDouble()),
                }
            );
        }
    }

    /// <summary>What one commit does: often a test goes and another comes in the same suite, as when one takes the place of the other.</summary>
    private void Change()
    {
        if (Happens(0.3))
        {
            var gone = Take();
            Removed++;
            if (Happens(0.5))
            {
                Come(gone.Name.Suite);
            }
        }

        if (Happens(0.3))
        {
            Come(Any().Name.Suite);
        }

        if (Happens(0.15))
        {
            var it = Any();
            Call(it, new(it.Name.Suite, OtherWord(it.Name.Test)));
        }

        if (Happens(0.05))
        {
            var it = Any();
            Call(it, new(Any().Name.Suite, it.Name.Test));
        }

        if (Happens(0.02))
        {
            var (old, now) = (Any().Name.Suite, $"suite{++suites}");
            foreach (var it in tests.Where(it => it.Name.Suite == old).ToList())
            {
                Call(it, new(now, it.Name.Test));
            }
        }
    }

    private void Come(string suite)
    {
        var name = new NamedTest(suite, string.Join(' ', Enumerable.Range(0, random.Next(3, 7)).Select(_ => Word())));
        if (everCalled.Add(name))
        {
            tests.Add(new(everCalled.Count, name, Math.Exp(2 + 4 * random.NextDouble()), Happens(0.2) ? 0.1 : 0));
        }
    }

    private void Call(Drawn it, NamedTest name)
    {
        if (name != it.Name && everCalled.Add(name))
        {
            tests[tests.IndexOf(it)] = it with { Name = name };
        }
    }

    private Drawn Take()
    {
        var it = Any();
        tests.Remove(it);
        return it;
    }

    private string OtherWord(string name)
    {
        var words = name.Split(' ');
        words[random.Next(words.Length)] = Word();
        return string.Join(' ', words);
    }

    private Drawn Any() => tests[random.Next(tests.Count)];

    private string Word() => Words[random.Next(Words.Length)];

    private bool Happens(double chance) => random.NextDouble() < chance;

    private sealed record Drawn(int Number, NamedTest Name, double Ms, double Rate);
}
