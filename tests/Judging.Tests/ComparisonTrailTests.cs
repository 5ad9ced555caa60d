namespace Slipway.Judging.Tests;

public sealed class ComparisonTrailTests
{
    [Fact]
    public void what_it_says_is_what_the_comparison_alone_says()
    {
        var (trail, alone) = (new ComparisonTrail(new()), new ComparedRun(new()));
        for (var look = 1; look <= 30; look++)
        {
            var baseline = new ArmInterval(250, 2, []);
            var candidate = new ArmInterval(250, look % 3, []);
            trail.Observe(At(look), baseline, candidate);
            alone.Observe(At(look), baseline, candidate);
        }

        trail.Run.Decision.ShouldBe(alone.Decision);
        trail.Last!.Against.ShouldBe(alone.EvidenceAgainst);
        trail.Last.Candidate.Requests.ShouldBe(alone.Totals.Candidate);
        trail.Looks.ShouldBe(30);
    }

    [Fact]
    public void a_go_tells_the_evidence_that_it_rests_on()
    {
        var trail = Of(new(), 400, _ => (1000, 10), _ => (1000, 10));

        trail.Run.Outcome.ShouldBe(ComparisonOutcome.Go);
        trail.Run.Decision.Evidence.ShouldBe(trail.Last!.For);
        trail.Last.For.ShouldBeGreaterThanOrEqualTo(trail.Run.BoundFor);
    }

    [Fact]
    public void its_turns_are_the_looks_at_which_it_said_something_else()
    {
        var trail = Of(new(), 60, _ => (250, 2), _ => (250, 8));

        trail.Turns[0].At.ShouldBe(At(1));
        trail.Turns[^1].Outcome.ShouldBe(ComparisonOutcome.NoGo);
        trail.Turns.Zip(trail.Turns.Skip(1)).ShouldAllBe(it => it.First.Outcome != it.Second.Outcome);
    }

    [Fact]
    public void a_short_trail_is_told_whole() => Of(new(), 100, _ => (100, 1), _ => (100, 1)).Thinned().Count.ShouldBe(100);

    [Fact]
    public void a_long_trail_is_thinned_and_nothing_that_stood_out_is_lost()
    {
        // One look in twenty thousand, in the middle of a stretch, at which the candidate fails.
        var trail = Of(new(), 20_000, _ => (40, 1), look => (40, look == 777 ? 30 : 1));

        var points = trail.Thinned();

        points.Count.ShouldBeLessThanOrEqualTo(ComparisonTrail.MostPoints);
        points[0].At.ShouldBe(At(1));
        points[^1].ShouldBe(trail.Last);
        points.Select(it => it.At).ShouldBeInOrder();
        points.ShouldContain(it => it.At == At(777));
        points.Max(it => it.Against).ShouldBe(HighestOf(20_000), 1e-12);
    }

    [Fact]
    public void where_errors_come_in_bursts_less_is_known()
    {
        var (single, bursts) = (
            Of(new(), 50, _ => (1000, 10), _ => (1000, 10)),
            Of(new() { PerLook = 1000 }, 50, _ => (1000, 10), _ => (1000, 10))
        );

        var (one, other) = (single.Last!.Candidate, bursts.Last!.Candidate);

        other.Rate.ShouldBe(one.Rate);
        other.Low.ShouldBeLessThan(one.Low);
        other.High.ShouldBeGreaterThan(one.High);
    }

    [Fact]
    public void an_arm_without_requests_has_no_rate()
    {
        var trail = Of(new(), 3, _ => (100, 1), _ => (0, 0));

        trail.Last!.Candidate.ShouldSatisfyAllConditions(it => it.Rate.ShouldBeNull(), it => it.Low.ShouldBe(0), it => it.High.ShouldBe(1));
    }

    /// <summary>The highest evidence at any look, by the comparison alone.</summary>
    private static double HighestOf(int looks)
    {
        var run = new ComparedRun(new());
        var highest = double.MinValue;
        for (var look = 1; look <= looks; look++)
        {
            run.Observe(At(look), new(40, 1, []), new(40, look == 777 ? 30 : 1, []));
            highest = Math.Max(highest, run.EvidenceAgainst);
        }

        return highest;
    }

    private static ComparisonTrail Of(
        ComparisonRules rules,
        int looks,
        Func<int, (long Requests, long Errors)> baseline,
        Func<int, (long Requests, long Errors)> candidate
    )
    {
        var trail = new ComparisonTrail(rules);
        for (var look = 1; look <= looks; look++)
        {
            var (serves, comes) = (baseline(look), candidate(look));
            trail.Observe(At(look), new(serves.Requests, serves.Errors, []), new(comes.Requests, comes.Errors, []));
        }

        return trail;
    }

    private static TimeSpan At(int look) => TimeSpan.FromSeconds(15 * look);
}
