using System.Globalization;
using Slipway.Flakes;

namespace Slipway.FlakeSimulation;

/// <summary>What a failure really was.</summary>
public enum Truth
{
    Flake,
    Regression,
    Outage,
}

/// <summary>A simulated history, with what really happened.</summary>
public sealed class Simulation
{
    private static readonly string[] Generic =
    [
        "Timeout after {0} ms waiting for element",
        "Connection reset by peer ({0})",
        "Expected condition to hold within {0} ms",
        "java.net.SocketTimeoutException: Read timed out",
        "stale element reference: element is not attached",
    ];

    private readonly World world;
    private readonly List<TestOutcome> outcomes = [];
    private readonly Dictionary<(string Run, int Attempt, string Test), Truth> truths = [];
    private readonly HashSet<string> outageRuns = [];
    private readonly HashSet<string> flakyNow = [];
    private readonly Random random;
    private readonly TestInfo[] tests;
    private readonly List<Line> pulls = [];
    private readonly Line main = new("main", null);
    private int commits;
    private int breaks;
    private int pullNumber;
    private OutageNow? outage;

    private Simulation(World world, int seed)
    {
        this.world = world;
        random = new(seed);
        tests = [.. Enumerable.Range(0, world.Tests).Select(MakeTest)];
    }

    /// <summary>The outcomes in the order in which they came.</summary>
    public IReadOnlyList<TestOutcome> Outcomes => outcomes;

    /// <summary>What each failure was, by run, attempt and test.</summary>
    public IReadOnlyDictionary<(string Run, int Attempt, string Test), Truth> Truths => truths;

    /// <summary>Runs that an outage met.</summary>
    public IReadOnlySet<string> OutageRuns => outageRuns;

    /// <summary>Tests that are flaky at the end.</summary>
    public IReadOnlySet<string> FlakyNow => flakyNow;

    public IReadOnlyList<string> Tests => [.. tests.Select(it => it.Name)];

    /// <summary>What is hidden.</summary>
    public World World => world;

    /// <summary>Place of a run in time, by its name.</summary>
    public static int PlaceOf(string run) => int.Parse(run.AsSpan(1), CultureInfo.InvariantCulture);

    /// <summary>In words, what a test really is: rate, first and last run of its flakiness.</summary>
    public string TruthOf(string test) =>
        tests.First(it => it.Name == test) is var it && it.Rate > 0
            ? $"rate {it.Rate:g2} from {it.From} to {(it.To == int.MaxValue ? "end" : it.To)}"
            : "never flaky";

    public static Simulation Of(World world, int seed)
    {
        var made = new Simulation(world, seed);
        made.Play();
        return made;
    }

    private void Play()
    {
        var at = new DateTimeOffset(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);
        Line? before = null;
        for (var run = 0; run < world.Runs; run++)
        {
            at += TimeSpan.FromMinutes(-20 * Math.Log(1 - random.NextDouble()));
            MoveOutage();
            var line = before is not null && random.NextDouble() < world.Rebuilt ? before : Next(run);
            Build(line, run, at);
            before = line;
        }

        foreach (var test in tests.Where(it => it.RateAt(world.Runs - 1) > 0))
        {
            flakyNow.Add(test.Name);
        }
    }

    private Line Next(int run)
    {
        if (random.NextDouble() >= world.PullShare)
        {
            Commit(main, world.MainBreaks, world.MainLasts, run);
            return main;
        }

        if (pulls.Count < 4 || random.NextDouble() < 0.2)
        {
            var begun = new Line("feature", ++pullNumber);
            begun.Broken.AddRange(main.Broken.Select(it => it.On(1 + Geometric(world.MainLasts - 1))));
            pulls.Add(begun);
            Commit(begun, world.PullBreaks, world.PullLasts, run);
            if (pulls.Count > 6)
            {
                pulls.RemoveAt(0);
            }

            return begun;
        }

        var line = pulls[random.Next(pulls.Count)];
        Commit(line, world.PullBreaks, world.PullLasts, run);
        return line;
    }

    private void Commit(Line line, double chance, double lasts, int run)
    {
        line.Sha = $"{++commits:x6}{random.Next():x8}";
        line.Broken.RemoveAll(it => --it.Left <= 0);
        if (random.NextDouble() < chance)
        {
            line.Broken.AddRange(Breaks(lasts, run));
        }
    }

    private IEnumerable<Break> Breaks(double lasts, int run)
    {
        breaks++;
        var size = 1 + Geometric(world.BreakSize - 1);
        size = random.NextDouble() < 0.04 ? size * 10 : size;
        var left = 1 + Geometric(lasts - 1);
        var begin = random.Next(tests.Length);
        for (var at = 0; at < Math.Min(size, tests.Length / 4); at++)
        {
            var test = (begin + at) % tests.Length;
            if (random.NextDouble() < world.OnFlaky && tests.Count(it => it.RateAt(run) > 0) is var flaky && flaky > 0)
            {
                test = Array.IndexOf(tests, tests.Where(it => it.RateAt(run) > 0).ElementAt(random.Next(flaky)));
            }

            yield return new(test)
            {
                Left = left,
                Message = RegressionMessage(tests[test]),
                Rate = random.NextDouble() < world.Intermittent ? 0.8 : 1,
            };
        }
    }

    private void Build(Line line, int number, DateTimeOffset at)
    {
        var run = $"r{number}";
        var host = world.Hosts == 0 ? null : $"agent-{random.Next(world.Hosts)}";
        if (outage is not null)
        {
            outageRuns.Add(run);
        }

        var broken = world.PullsFollowMain && line != main ? line.Broken.Concat(main.Broken).ToList() : line.Broken;
        var due = Enumerable.Range(0, tests.Length).Where(_ => random.NextDouble() > 0.01).ToList();
        for (var attempt = 1; attempt <= 1 + world.Retries && due.Count > 0; attempt++)
        {
            var failed = new List<int>();
            foreach (var test in due)
            {
                at += TimeSpan.FromMilliseconds(10);
                var (truth, message) = Outcome(test, number, broken);
                if (truth is { } what)
                {
                    failed.Add(test);
                    truths[(run, attempt, tests[test].Name)] = what;
                }

                outcomes.Add(
                    new()
                    {
                        Test = tests[test].Name,
                        Suite = "suite",
                        Run = run,
                        Sha = line.Sha,
                        Branch = line.Name,
                        Pr = line.Pull?.ToString(),
                        Attempt = attempt,
                        At = at,
                        Outcome = truth is null ? OutcomeKind.Pass : OutcomeKind.Fail,
                        Ms = Math.Round(20 + 100 * random.NextDouble(), 1),
                        Message = truth is null || world.Messages == MessageStyle.None ? null : message,
                        Host = host,
                    }
                );
            }

            due = failed;
        }
    }

    private (Truth? What, string? Message) Outcome(int test, int run, List<Break> broken)
    {
        var info = tests[test];
        if (broken.Find(it => it.Test == test) is { } found && random.NextDouble() < found.Rate)
        {
            return (Truth.Regression, Filled(found.Message));
        }

        if (outage is { } now && now.Hits(test, random))
        {
            return (Truth.Outage, Filled(now.Message));
        }

        return random.NextDouble() < info.RateAt(run)
            ? (Truth.Flake, Filled(info.Messages[random.NextDouble() < 0.85 ? 0 : ^1]))
            : (null, null);
    }

    private void MoveOutage()
    {
        if (outage is not null)
        {
            outage = --outage.Left > 0 ? outage : null;
            return;
        }

        if (random.NextDouble() < world.Outages / 100)
        {
            var share = 0.06 + 0.6 * random.NextDouble() * random.NextDouble();
            var hit = Enumerable.Range(0, tests.Length).Where(_ => random.NextDouble() < share).ToHashSet();
            outage = new(world.OutageHitsSameTests ? hit : null, share)
            {
                Left = 1 + Geometric(world.OutageLasts - 1),
                Message = random.NextDouble() < 0.5 ? Generic[1] : "could not connect to server: Connection refused (db-{0}:5432)",
            };
        }
    }

    private TestInfo MakeTest(int number)
    {
        var name = $"test_{number:d4}";
        var messages = new string[1 + random.Next(2)];
        for (var at = 0; at < messages.Length; at++)
        {
            messages[at] = FlakeMessage(name, at);
        }

        if (random.NextDouble() >= world.FlakyShare)
        {
            return new(name, 0, 0, 0, messages);
        }

        // The rare ones fail less than once in 1,000 runs.
        var rate = random.NextDouble() < world.Rare ? Between(0.0003, 0.001) : Between(0.001, world.MostOften);
        if (random.NextDouble() >= world.Changing)
        {
            return new(name, rate, 0, int.MaxValue, messages);
        }

        var turn = (int)(world.Runs * (0.1 + 0.75 * random.NextDouble()));
        return random.NextDouble() < 0.5 ? new(name, rate, turn, int.MaxValue, messages) : new(name, rate, 0, turn, messages);
    }

    private string FlakeMessage(string name, int which) =>
        world.Messages switch
        {
            MessageStyle.Generic => Generic[random.Next(Generic.Length)],
            MessageStyle.OfTest => $"AssertionError in {name}: wait {which} took {{0}} ms",
            _ => random.NextDouble() < 0.5 ? Generic[random.Next(Generic.Length)] : $"{name}: element {which} not ready after {{0}} ms",
        };

    private string RegressionMessage(TestInfo test)
    {
        if (random.NextDouble() < world.Borrowed)
        {
            return random.NextDouble() < 0.5 ? test.Messages[0] : Generic[random.Next(Generic.Length)];
        }

        return world.Messages switch
        {
            MessageStyle.Generic => random.NextDouble() < 0.5
                ? "AssertionError: expected true but was false"
                : Generic[random.Next(Generic.Length)],
            _ => random.NextDouble() < 0.7
                ? $"AssertionError: expected {Word()} but was {Word()}"
                : $"NullReferenceException at {Word()}.{Word()}",
        };
    }

    private string Word() => string.Concat(Enumerable.Range(0, 6).Select(_ => (char)('a' + random.Next(26))));

    private string Filled(string message) => message.Replace("{0}", random.Next(100, 9999).ToString(), StringComparison.Ordinal);

    private double Between(double low, double high) => low * Math.Pow(high / low, random.NextDouble());

    private int Geometric(double mean) => mean <= 0 ? 0 : (int)(Math.Log(1 - random.NextDouble()) / Math.Log(mean / (1 + mean)));

    private sealed record TestInfo(string Name, double Rate, int From, int To, string[] Messages)
    {
        public double RateAt(int run) => run >= From && run < To ? Rate : 0;
    }

    private sealed class Line(string name, int? pull)
    {
        public string Name { get; } = name;
        public int? Pull { get; } = pull;
        public string Sha { get; set; } = "0";
        public List<Break> Broken { get; } = [];
    }

    private sealed class Break(int test)
    {
        public int Test { get; } = test;
        public int Left { get; set; }
        public required string Message { get; init; }
        public double Rate { get; init; }

        /// <summary>The same break, on a line that leaves this one.</summary>
        public Break On(int left) =>
            new(Test)
            {
                Left = left,
                Message = Message,
                Rate = Rate,
            };
    }

    private sealed class OutageNow(HashSet<int>? tests, double share)
    {
        public int Left { get; set; }
        public required string Message { get; init; }

        public bool Hits(int test, Random random) => tests is null ? random.NextDouble() < share : tests.Contains(test);
    }
}
