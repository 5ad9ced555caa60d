using FsCheck;
using FsCheck.Fluent;
using Slipway.Traffic.Haproxy;

namespace Slipway.Traffic.Tests.Haproxy;

/// <summary>The weights that come nearest to a share, and the order in which they are set.</summary>
public sealed class LaneWeightsTests
{
    [Theory]
    [InlineData(10, 1, 1, 9, 1)]
    [InlineData(50, 1, 1, 1, 1)]
    [InlineData(25, 2, 1, 3, 2)]
    [InlineData(0, 1, 1, 100, 0)]
    [InlineData(100, 1, 1, 0, 100)]
    [InlineData(0.01, 1, 1, 256, 1)]
    public void a_share_has_the_smallest_weights_that_come_nearest(double share, int stables, int candidates, int stable, int candidate) =>
        LaneWeights.For(share, stables, candidates).ShouldBe(new(stable, candidate));

    [Fact]
    public void with_one_server_in_each_lane_every_share_from_0_4_to_99_6_is_met_within_a_tenth_of_a_per_cent()
    {
        for (var share = 0.4; share <= 99.6; share += 0.01)
        {
            LaneWeights.For(share, 1, 1).Share(1, 1).ShouldBe(share, 0.1);
        }
    }

    [Fact]
    public void no_order_of_setting_gives_both_lanes_nothing_or_the_candidate_more_than_before_and_after() =>
        Prop.ForAll(
                Gen.Choose(0, 256).Four().ToArbitrary(),
                it =>
                {
                    var (before, after) = (new LaneWeights(it.Item1, it.Item2), new LaneWeights(it.Item3, it.Item4));
                    if (IsNothing(before) || IsNothing(after))
                    {
                        return true;
                    }

                    var between = after.CandidateFirst(before)
                        ? new LaneWeights(before.Stable, after.Candidate)
                        : new LaneWeights(after.Stable, before.Candidate);
                    return !IsNothing(between) && between.Share(1, 1) <= Math.Max(before.Share(1, 1), after.Share(1, 1)) + 1e-9;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    private static bool IsNothing(LaneWeights weights) => weights is { Stable: 0, Candidate: 0 };
}
