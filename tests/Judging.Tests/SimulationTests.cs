using Slipway.Simulator;

namespace Slipway.Judging.Tests;

/// <summary>The figures on a reduced simulation with kept seeds; benchmarks/Simulator makes the whole ones.</summary>
public sealed class SimulationTests
{
    private const int Runs = 250;

    /// <summary>Of 250 runs at a true 1 % more than 7 are seen once in 250 times; the planted rules below are far beyond.</summary>
    private const int MostFalse = 7;

    public static TheoryData<string> Models =>
        [.. TrafficModel.All.Where(it => !it.RunsOn && it.PerMinute <= 900).Select(it => it.ToString())];

    [Theory, MemberData(nameof(Models))]
    public void identical_builds_are_seldom_taken_back_within_a_day(string model)
    {
        Trial.Count(Answer.RollBack, () => new Ours(), Model(model), Runs, ratio: 1).ShouldBeLessThanOrEqualTo(MostFalse);
    }

    [Theory, MemberData(nameof(Models))]
    public void a_candidate_at_the_margin_seldom_goes(string model)
    {
        Trial.Count(Answer.Go, () => new Ours(), Model(model), Runs, ratio: 1.25).ShouldBeLessThanOrEqualTo(20);
    }

    [Fact]
    public void a_planted_test_that_peeks_is_found()
    {
        Trial
            .Count(Answer.RollBack, () => new TwoProportions(), Model("independent, 100/min"), Runs, ratio: 1)
            .ShouldBeGreaterThan(MostFalse);
    }

    [Fact]
    public void a_planted_count_of_clustered_errors_is_found()
    {
        Trial
            .Count(Answer.RollBack, () => new SequentialCounts(), Model("clusters of 3, 100/min"), Runs, ratio: 1)
            .ShouldBeGreaterThan(MostFalse);
    }

    [Theory]
    [InlineData("independent, 100/min", 5, 0, 6)]
    [InlineData("independent, 1000/min", 2, 0, 8)]
    [InlineData("independent, 1000/min", 2, 2400, 15)]
    [InlineData("independent, 100/min", double.PositiveInfinity, 0, 0.5)]
    [InlineData("independent, 100/min", double.PositiveInfinity, 2400, 0.5)]
    [InlineData("independent, 1000/min", double.PositiveInfinity, 2400, 0.5)]
    public void a_regression_is_seen_in_time(string model, double ratio, int changeAt, double minutes)
    {
        var median = Trial.Delays(() => new Ours(), Model(model), runs: 101, ratio, changeAt)[50];

        (median / 4.0).ShouldBeLessThanOrEqualTo(minutes);
    }

    private static TrafficModel Model(string name) => TrafficModel.All.Single(it => it.ToString() == name);
}
