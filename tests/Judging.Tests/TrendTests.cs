namespace Slipway.Judging.Tests;

/// <summary>A trend is the median of all slopes, with an interval; a few wild points do not make one.</summary>
public sealed class TrendTests
{
    [Fact]
    public void a_straight_line_has_its_slope_and_no_doubt()
    {
        var trend = Trend.Of([.. Enumerable.Range(0, 20).Select(it => (it / 4.0, 100 + it * 2.5))])!;

        trend.PerHour.ShouldBe(10, 1e-9);
        trend.Low.ShouldBe(10, 1e-9);
        trend.High.ShouldBe(10, 1e-9);
        trend.Moves.ShouldBeTrue();
    }

    [Fact]
    public void what_stays_the_same_does_not_move()
    {
        var trend = Trend.Of([.. Enumerable.Range(0, 20).Select(it => (it / 4.0, 7.0))])!;

        trend.PerHour.ShouldBe(0);
        trend.Moves.ShouldBeFalse();
    }

    [Fact]
    public void noise_without_a_slope_does_not_move_in_nineteen_cases_of_twenty()
    {
        var random = new Random(1);
        var moves = Enumerable
            .Range(0, 2000)
            .Count(_ => Trend.Of([.. Enumerable.Range(0, 30).Select(it => (it / 4.0, random.NextDouble()))])!.Moves);

        // 5 % of 2,000 are 100; four standard deviations are 39.
        moves.ShouldBeInRange(61, 139);
    }

    [Fact]
    public void one_wild_point_in_ten_does_not_hide_a_slope()
    {
        var trend = Trend.Of([.. Enumerable.Range(0, 40).Select(it => ((double)it, it % 10 == 3 ? 1e6 : it * 3.0))])!;

        trend.PerHour.ShouldBe(3, 0.01);
    }

    [Fact]
    public void a_week_of_looks_is_thinned_and_keeps_its_slope()
    {
        var trend = Trend.Of([.. Enumerable.Range(0, 40_000).Select(it => (it / 240.0, 50 - it / 480.0))])!;

        trend.Points.ShouldBe(Trend.MostPoints);
        trend.PerHour.ShouldBe(-0.5, 1e-6);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(0)]
    public void a_few_points_have_no_trend(int points) =>
        Trend.Of([.. Enumerable.Range(0, points).Select(it => ((double)it, it * 2.0))]).ShouldBeNull();

    [Fact]
    public void points_at_one_time_or_without_a_number_have_no_trend()
    {
        Trend.Of([.. Enumerable.Range(0, 20).Select(it => (1.0, (double)it))]).ShouldBeNull();
        Trend.Of([.. Enumerable.Range(0, 20).Select(it => ((double)it, double.NaN))]).ShouldBeNull();
    }
}
