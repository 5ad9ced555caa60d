using Slipway.Simulator;

namespace Slipway.Judging.Tests;

/// <summary>Latencies of two versions, lognormal, with a level that both share and that wanders; Poisson arrivals, a look every 15 s.</summary>
public sealed class LatencySimulationTests
{
    private const int Buckets = 48;

    /// <summary>Standard deviation of the logarithm: the 99th percentile is some three times the median.</summary>
    private const double Spread = 0.5;

    private const int Runs = 40;

    [Theory]
    [InlineData(25)]
    [InlineData(2500)]
    [InlineData(250_000)]
    public void a_version_that_is_as_fast_or_three_per_cent_slower_is_not_taken_back_within_a_day(double perInterval)
    {
        Enumerable
            .Range(0, Runs)
            .Count(it => LookOfNoGo(perInterval, 1, it, TrafficModel.Day / 4) is not null)
            .ShouldBeLessThanOrEqualTo(2);
        Enumerable
            .Range(0, Runs)
            .Count(it => LookOfNoGo(perInterval, 1.03, it, TrafficModel.Day / 4) is not null)
            .ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void without_the_margin_three_per_cent_are_enough_to_be_taken_back()
    {
        Enumerable.Range(0, Runs).Count(it => LookOfNoGo(250_000, 1.03, it, 960, margin: 1) is not null).ShouldBe(Runs);
    }

    [Theory]
    [InlineData(2500, 1.3, 12)]
    [InlineData(2500, 2, 5)]
    [InlineData(250, 2, 8)]
    [InlineData(25, 3, 20)]
    public void a_slower_version_is_seen_in_time(double perInterval, double slower, double minutes)
    {
        var looks = Enumerable.Range(0, Runs).Select(it => LookOfNoGo(perInterval, slower, it, 960) ?? int.MaxValue).Order().ToList();

        (looks[Runs / 2] / 4.0).ShouldBeLessThanOrEqualTo(minutes);
    }

    private static int? LookOfNoGo(double perInterval, double slower, int seed, int looks, double margin = 1.25)
    {
        var chance = new Chance((ulong)seed + 77);
        var run = new ComparedRun(new() { LatencyMargin = margin });
        var level = 0.0;
        for (var look = 1; look <= looks; look++)
        {
            level = Math.Clamp(level + 0.02 * chance.Normal(), -0.5, 0.5);
            var (baseline, candidate) = (Arm(chance, perInterval, level), Arm(chance, perInterval, level + Math.Log(slower)));
            run.Observe(TimeSpan.FromSeconds(15 * look), new(baseline.Sum(), 0, baseline), new(candidate.Sum(), 0, candidate));
            if (run.Outcome == ComparisonOutcome.NoGo)
            {
                return look;
            }
        }

        return null;
    }

    /// <summary>Buckets of the logarithm of the time from -2 to 2, a twelfth each.</summary>
    private static long[] Arm(Chance chance, double requests, double level)
    {
        var (arm, below) = (new long[Buckets], 0.0);
        for (var i = 0; i < Buckets; i++)
        {
            var upTo = i == Buckets - 1 ? 1 : Normal(((i + 1) / 12.0 - 2 - level) / Spread);
            arm[i] = Arrivals(chance, requests * Math.Max(0, upTo - below));
            below = upTo;
        }

        return arm;
    }

    /// <summary>Poisson; large means by the normal distribution.</summary>
    private static long Arrivals(Chance chance, double mean) =>
        mean < 50 ? chance.Poisson(mean) : (long)Math.Max(0, Math.Round(mean + Math.Sqrt(mean) * chance.Normal()));

    /// <summary>The normal distribution function, to 10⁻⁷ (Abramowitz and Stegun 1964, 26.2.17).</summary>
    private static double Normal(double z)
    {
        var t = 1 / (1 + 0.2316419 * Math.Abs(z));
        var tail =
            Math.Exp(-z * z / 2)
            / Math.Sqrt(2 * Math.PI)
            * t
            * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return z >= 0 ? 1 - tail : tail;
    }
}
