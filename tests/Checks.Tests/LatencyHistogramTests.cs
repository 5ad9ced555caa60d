using Slipway.Checks.Load;

namespace Slipway.Checks.Tests;

public sealed class LatencyHistogramTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.95)]
    [InlineData(0.99)]
    [InlineData(0.999)]
    public void a_percentile_is_never_below_the_true_one_and_less_than_one_percent_above(double share)
    {
        var chance = new Random(20261127);
        var all = Enumerable.Range(0, 20_000).Select(_ => Math.Ceiling(Math.Exp(chance.NextDouble() * 18))).ToList();
        var histogram = Of(all);

        var truth = all.Order().ElementAt((int)Math.Ceiling(share * all.Count) - 1);

        (histogram.At(share)!.Value.TotalMicroseconds / truth).ShouldBeInRange(1, 1 + 1 / 128.0);
    }

    [Fact]
    public void below_256_microseconds_every_time_is_exact()
    {
        for (var value = 0; value < 256; value++)
        {
            Of(Enumerable.Repeat((double)value, 2)).At(0.5)!.Value.TotalMicroseconds.ShouldBe(value);
        }
    }

    [Fact]
    public void every_power_of_two_and_its_neighbours_are_kept_in_order()
    {
        var before = TimeSpan.Zero;
        foreach (
            var value in Enumerable.Range(1, 31).SelectMany(it => new[] { (1L << it) - 1, 1L << it, (1L << it) + 1 }).Distinct().Order()
        )
        {
            var kept = Of([value, value]).At(0.5)!.Value;

            kept.TotalMicroseconds.ShouldBe(value);
            kept.ShouldBeGreaterThanOrEqualTo(before);
            before = kept;
        }
    }

    [Theory]
    [InlineData(0.95, 19, 20)]
    [InlineData(0.99, 99, 100)]
    [InlineData(0.999, 999, 1000)]
    public void too_few_times_have_no_such_percentile(double share, int few, int enough)
    {
        Of(Enumerable.Repeat(5.0, few)).At(share).ShouldBeNull();
        Of(Enumerable.Repeat(5.0, enough)).At(share).ShouldNotBeNull();
    }

    [Fact]
    public void a_time_that_is_too_long_or_below_zero_is_kept_at_the_edge()
    {
        var histogram = Of([-5, double.MaxValue / 1e300]);
        histogram.Record(TimeSpan.FromDays(30));

        histogram.Max.TotalMinutes.ShouldBeInRange(71, 72);
        Of([-5, -5]).At(0.5).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void requests_are_due_evenly_and_in_a_ramp_ever_closer()
    {
        var even = new ArrivalPlan(100, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        var ramped = new ArrivalPlan(100, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1));

        (even.InRamp, even.Measured, even.DueAt(150)).ShouldBe((0L, 200L, TimeSpan.FromSeconds(1.5)));
        (ramped.InRamp, ramped.Measured, ramped.All).ShouldBe((100L, 100L, 200L));
        (ramped.DueAt(0), ramped.DueAt(25), ramped.DueAt(100), ramped.DueAt(199)).ShouldBe(
            (TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.99))
        );
        Enumerable.Range(1, 199).ShouldAllBe(it => ramped.DueAt(it) > ramped.DueAt(it - 1));
    }

    private static LatencyHistogram Of(IEnumerable<double> microseconds)
    {
        var histogram = new LatencyHistogram();
        foreach (var it in microseconds)
        {
            histogram.Record(TimeSpan.FromMicroseconds(it));
        }

        return histogram;
    }
}
