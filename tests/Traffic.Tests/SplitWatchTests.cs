using Slipway.Traffic.Splits;

namespace Slipway.Traffic.Tests;

/// <summary>Whether the split that was asked for happened: shown, refuted, or neither.</summary>
public sealed class SplitWatchTests
{
    [Theory]
    // Asked, requests, of these to the candidate.
    [InlineData(10, 1000, 100, SplitVerdict.Matches)]
    [InlineData(10, 1000, 112, SplitVerdict.Matches)]
    [InlineData(10, 1000, 125, SplitVerdict.TooFew)]
    [InlineData(10, 1000, 200, SplitVerdict.Differs)]
    [InlineData(10, 1000, 0, SplitVerdict.Differs)]
    [InlineData(25, 1000, 100, SplitVerdict.Differs)]
    [InlineData(50, 10_000, 5000, SplitVerdict.Matches)]
    [InlineData(0, 1000, 0, SplitVerdict.Matches)]
    [InlineData(0, 1000, 100, SplitVerdict.Differs)]
    [InlineData(100, 1000, 1000, SplitVerdict.Matches)]
    [InlineData(100, 1000, 900, SplitVerdict.Differs)]
    [InlineData(10, 30, 3, SplitVerdict.TooFew)]
    [InlineData(0, 10, 0, SplitVerdict.TooFew)]
    [InlineData(100, 10, 10, SplitVerdict.TooFew)]
    [InlineData(1, 300, 0, SplitVerdict.TooFew)]
    [InlineData(99, 300, 300, SplitVerdict.TooFew)]
    [InlineData(50, 0, 0, SplitVerdict.TooFew)]
    [InlineData(0, 0, 0, SplitVerdict.TooFew)]
    public void a_split_matches_only_when_it_is_shown(double asked, long requests, long candidate, SplitVerdict verdict) =>
        Judge(asked, requests - candidate, candidate).Verdict.ShouldBe(verdict);

    [Fact]
    public void counters_of_another_epoch_say_nothing()
    {
        var seen = SplitWatch.Judge(Counts("a", 0, 0), Counts("b", 900, 100), 10, new());

        seen.Verdict.ShouldBe(SplitVerdict.TooFew);
        seen.Why.ShouldContain("began anew");
    }

    [Fact]
    public void counters_that_fall_say_nothing() =>
        SplitWatch.Judge(Counts("a", 900, 100), Counts("a", 1800, 50), 10, new()).Verdict.ShouldBe(SplitVerdict.TooFew);

    [Fact]
    public void a_split_that_sticks_to_people_needs_more_requests_in_both_directions()
    {
        var rules = new SplitRules { PerKey = 50 };

        Judge(10, 1000 - 200, 200).Verdict.ShouldBe(SplitVerdict.Differs);
        Judge(10, 1000 - 200, 200, rules).Verdict.ShouldBe(SplitVerdict.TooFew);
        Judge(10, 1000 - 100, 100, rules).Verdict.ShouldBe(SplitVerdict.TooFew);
        Judge(10, 90_000, 10_000, rules).Verdict.ShouldBe(SplitVerdict.Matches);
    }

    [Fact]
    public void a_right_split_is_called_another_one_at_most_as_often_as_is_said()
    {
        var draws = new Random(20261127);
        var wrong = Enumerable.Range(0, 4000).Count(_ => Judge(20, Drawn(draws, 500, 0.2)) == SplitVerdict.Differs);

        // At the chance 0.01, 4000 times: 40 on average, and 65 with four standard deviations.
        wrong.ShouldBeLessThan(65);
    }

    [Theory]
    // From sums of the binomial terms, with exact coefficients, and halving, written apart in Python.
    [InlineData(3, 30, 0.05, 0.021117, 0.265288)]
    [InlineData(0, 100, 0.001, 0, 0.0731922)]
    [InlineData(100, 100, 0.001, 0.9268078, 1)]
    [InlineData(50, 100, 0.05, 0.398321, 0.601679)]
    public void the_interval_is_that_of_clopper_and_pearson(int hits, int trials, double alpha, double low, double high)
    {
        var interval = Binomial.Interval(hits, trials, alpha);

        interval.Low.ShouldBe(low, 1e-6);
        interval.High.ShouldBe(high, 1e-6);
    }

    [Theory]
    [InlineData(5, 10, 0.5)]
    [InlineData(1, 3, 0.2)]
    [InlineData(17, 40, 0.31)]
    public void a_tail_is_the_sum_of_its_terms(int hits, int trials, double p)
    {
        var sum = Enumerable.Range(hits, trials - hits + 1).Sum(it => Term(it, trials, p));

        Binomial.AtLeast(hits, trials, p).ShouldBe(sum, 1e-12);
        Binomial.AtMost(hits - 1, trials, p).ShouldBe(1 - sum, 1e-12);
    }

    private static SplitVerdict Judge(double asked, (long Stable, long Candidate) drawn) =>
        Judge(asked, drawn.Stable, drawn.Candidate, new() { Chance = 0.01, Grain = 0 }).Verdict;

    private static SplitSeen Judge(double asked, long stable, long candidate, SplitRules? rules = null) =>
        SplitWatch.Judge(Counts("a", 7, 5), Counts("a", 7 + stable, 5 + candidate), asked, rules ?? new());

    private static LaneCounts Counts(string epoch, long stable, long candidate) =>
        new(DateTimeOffset.UnixEpoch, epoch, new(stable, 0, []), new(candidate, 0, []));

    private static (long Stable, long Candidate) Drawn(Random draws, int trials, double p)
    {
        var hits = Enumerable.Range(0, trials).Count(_ => draws.NextDouble() < p);
        return (trials - hits, hits);
    }

    private static double Term(int hits, int trials, double p) =>
        Enumerable.Range(0, hits).Aggregate(1.0, (all, it) => all * (trials - it) / (it + 1))
        * Math.Pow(p, hits)
        * Math.Pow(1 - p, trials - hits);
}
