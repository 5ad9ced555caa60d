namespace Slipway.Traffic.Tests;

/// <summary>Latencies are counted in the same buckets by every driver.</summary>
public sealed class LatencyBucketsTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(1.001, 1)]
    [InlineData(1000, 20)]
    [InlineData(46_340.9, 31)]
    [InlineData(60_000, 32)]
    public void a_latency_belongs_to_the_first_bucket_that_is_not_faster(double milliseconds, int bucket) =>
        LatencyBuckets.Of(milliseconds).ShouldBe(bucket);

    [Fact]
    public void there_is_one_bucket_more_than_there_are_upper_ends() =>
        LatencyBuckets.Of(double.MaxValue).ShouldBe(LatencyBuckets.Count - 1);
}
