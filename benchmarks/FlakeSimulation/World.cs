namespace Slipway.FlakeSimulation;

/// <summary>What a failure says.</summary>
public enum MessageStyle
{
    /// <summary>Nothing at all.</summary>
    None,

    /// <summary>Flakes and regressions of a test say the same few generic things.</summary>
    Generic,

    /// <summary>Flakes and regressions say something of the test.</summary>
    OfTest,

    /// <summary>A mixture, with numbers in it.</summary>
    Mixed,
}

/// <summary>The hidden parameters of a simulated organisation.</summary>
public sealed record World
{
    public required string Name { get; init; }
    public int Tests { get; init; } = 300;
    public int Runs { get; init; } = 1500;
    public double PullShare { get; init; } = 0.6;
    public int Retries { get; init; } = 1;

    /// <summary>Share of the tests that are flaky at some time.</summary>
    public double FlakyShare { get; init; } = 0.1;

    /// <summary>Share of the flaky tests that fail less than once in 1,000 runs.</summary>
    public double Rare { get; init; } = 0.33;

    /// <summary>Rate of the flaky test that fails most often.</summary>
    public double MostOften { get; init; } = 0.4;

    /// <summary>Share of the flaky tests whose flakiness begins or ends within the history.</summary>
    public double Changing { get; init; } = 0.4;

    /// <summary>Chance that a commit of the main line breaks something.</summary>
    public double MainBreaks { get; init; } = 0.02;

    /// <summary>Chance that a commit of a pull request breaks something.</summary>
    public double PullBreaks { get; init; } = 0.1;

    /// <summary>Commits until a break is repaired on the main line, on average.</summary>
    public double MainLasts { get; init; } = 4;
    public double PullLasts { get; init; } = 2;

    /// <summary>Tests that a break brings down, on average; sometimes ten times as many.</summary>
    public double BreakSize { get; init; } = 2;

    /// <summary>Share of the regressions that fail with a message that flakes also use.</summary>
    public double Borrowed { get; init; } = 0.25;

    /// <summary>Share of the regressions on tests that are flaky too.</summary>
    public double OnFlaky { get; init; } = 0.1;

    /// <summary>Share of the regressions that do not fail every time.</summary>
    public double Intermittent { get; init; }
    public MessageStyle Messages { get; init; } = MessageStyle.Mixed;

    /// <summary>Outages per 100 runs.</summary>
    public double Outages { get; init; } = 0.6;

    /// <summary>Runs that an outage meets, on average.</summary>
    public double OutageLasts { get; init; } = 3;
    public bool OutageHitsSameTests { get; init; }
    public int Hosts { get; init; } = 6;

    /// <summary>Pull requests carry what is broken on the main line at the time of each run, not only at their beginning.</summary>
    public bool PullsFollowMain { get; init; }

    /// <summary>Share of runs that build the commit of the run before once more.</summary>
    public double Rebuilt { get; init; } = 0.05;

    /// <summary>The worlds that the figures are taken over.</summary>
    public static IReadOnlyList<World> All { get; } =
    [
        new() { Name = "usual" },
        new() { Name = "usual, no retries", Retries = 0 },
        new()
        {
            Name = "three retries",
            Retries = 3,
            Tests = 200,
        },
        new()
        {
            Name = "small and short",
            Tests = 60,
            Runs = 200,
            FlakyShare = 0.2,
        },
        new()
        {
            Name = "small, no retries, main only",
            Tests = 80,
            Runs = 600,
            Retries = 0,
            PullShare = 0,
        },
        new()
        {
            Name = "large",
            Tests = 1500,
            Runs = 1000,
            FlakyShare = 0.05,
        },
        new()
        {
            Name = "long, no retries",
            Tests = 120,
            Runs = 5000,
            Retries = 0,
            Outages = 0.3,
        },
        new()
        {
            Name = "many breaks",
            MainBreaks = 0.06,
            PullBreaks = 0.25,
            MainLasts = 8,
            OnFlaky = 0.3,
        },
        new()
        {
            Name = "many breaks, no retries",
            MainBreaks = 0.06,
            PullBreaks = 0.25,
            MainLasts = 6,
            OnFlaky = 0.3,
            Retries = 0,
        },
        new()
        {
            Name = "many outages",
            Outages = 2,
            OutageLasts = 5,
            OutageHitsSameTests = true,
        },
        new()
        {
            Name = "many outages, no retries",
            Outages = 2,
            OutageLasts = 2,
            Retries = 0,
        },
        new()
        {
            Name = "no messages, no hosts",
            Messages = MessageStyle.None,
            Hosts = 0,
        },
        new()
        {
            Name = "no messages, no retries",
            Messages = MessageStyle.None,
            Retries = 0,
            Hosts = 0,
        },
        new()
        {
            Name = "generic messages",
            Messages = MessageStyle.Generic,
            Borrowed = 0.5,
        },
        new()
        {
            Name = "quick repairs",
            MainLasts = 1.2,
            PullLasts = 1.1,
            Messages = MessageStyle.OfTest,
        },
        new() { Name = "pulls follow main", PullsFollowMain = true },
        new() { Name = "some breaks intermittent", Intermittent = 0.1 },
    ];

    /// <summary>
    /// A world nobody chose: every parameter drawn, by a number, from a wide range. What is held good over <see cref="All"/>
    /// must hold here too, or it was fitted to them.
    /// </summary>
    public static World Drawn(int number)
    {
        var random = new Random(7_000 + number);
        double Between(double low, double high) => low * Math.Pow(high / low, random.NextDouble());
        var tests = (int)Between(60, 500);
        return new()
        {
            Name = $"drawn {number}",
            Tests = tests,
            Runs = Math.Min((int)Between(250, 3000), 500_000 / tests),
            PullShare = 0.9 * random.NextDouble(),
            Retries = random.Next(3) switch
            {
                0 => 0,
                1 => 1,
                _ => random.Next(4),
            },
            FlakyShare = Between(0.02, 0.3),
            Rare = 0.6 * random.NextDouble(),
            MostOften = Between(0.05, 0.6),
            Changing = 0.9 * random.NextDouble(),
            MainBreaks = Between(0.005, 0.08),
            PullBreaks = Between(0.03, 0.3),
            MainLasts = Between(1.1, 10),
            PullLasts = Between(1.1, 5),
            BreakSize = Between(1, 5),
            Borrowed = 0.5 * random.NextDouble(),
            OnFlaky = 0.4 * random.NextDouble(),
            Intermittent = random.Next(3) == 0 ? 0.15 * random.NextDouble() : 0,
            Messages = (MessageStyle)random.Next(4),
            Outages = Between(0.1, 2),
            OutageLasts = Between(1, 5),
            OutageHitsSameTests = random.Next(2) == 0,
            PullsFollowMain = random.Next(3) == 0,
            Rebuilt = Between(0.01, 0.2),
        };
    }
}
