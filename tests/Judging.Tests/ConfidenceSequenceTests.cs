namespace Slipway.Judging.Tests;

/// <summary>The reference values were made apart from this code, with the logarithm of the gamma function of another library and 200 halvings.</summary>
public sealed class ConfidenceSequenceTests
{
    [Theory]
    [InlineData(1, 100, 1.417779545891394e-05, 0.08402231446396617)]
    [InlineData(0, 1000, 0, 0.00699750252142578)]
    [InlineData(50, 100, 0.3382575526457914, 0.6617424473542086)]
    [InlineData(120, 10000, 0.008186878567777552, 0.01682978388423223)]
    [InlineData(100, 100, 0.9429714023612286, 1)]
    [InlineData(3, 7, 0.053369884529987574, 0.8847805379377292)]
    public void an_interval_is_the_one_of_an_other_calculation(double events, double requests, double low, double high)
    {
        var (seenLow, seenHigh) = ConfidenceSequence.Of(events, requests);

        seenLow.ShouldBe(low, 1e-9);
        seenHigh.ShouldBe(high, 1e-9);
    }

    [Fact]
    public void of_nothing_nothing_is_known() => ConfidenceSequence.Of(0, 0).ShouldBe((0, 1));

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.2)]
    public void at_all_looks_together_it_leaves_the_rate_out_no_oftener_than_it_says(double rate)
    {
        const int runs = 1000;
        var random = new Random(7);
        var left = 0;
        for (var run = 0; run < runs; run++)
        {
            left += LeavesOut(random, rate) ? 1 : 0;
        }

        // Of 1,000 runs at 5 % more than 75 are left out once in some thousand times.
        left.ShouldBeInRange(1, 75);
    }

    [Theory]
    [InlineData(-1, 10, 0.05)]
    [InlineData(11, 10, 0.05)]
    [InlineData(1, 10, 0)]
    [InlineData(1, 10, 1)]
    public void what_cannot_be_is_refused(double events, double requests, double alpha) =>
        Should.Throw<ArgumentOutOfRangeException>(() => ConfidenceSequence.Of(events, requests, alpha));

    private static bool LeavesOut(Random random, double rate)
    {
        var (events, requests) = (0, 0);
        for (var look = 0; look < 40; look++)
        {
            for (var request = 0; request < 25; request++)
            {
                events += random.NextDouble() < rate ? 1 : 0;
            }

            requests += 25;
            var (low, high) = ConfidenceSequence.Of(events, requests);
            if (rate < low || rate > high)
            {
                return true;
            }
        }

        return false;
    }
}
