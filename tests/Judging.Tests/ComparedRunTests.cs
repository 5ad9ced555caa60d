namespace Slipway.Judging.Tests;

public sealed class ComparedRunTests
{
    [Fact]
    public void nothing_seen_is_a_hold()
    {
        var run = new ComparedRun(new());

        run.Outcome.ShouldBe(ComparisonOutcome.Hold);
        run.Decision.Reason.ShouldBe(ComparisonReason.NoData);
    }

    [Fact]
    public void an_idle_candidate_holds_and_says_how_much_is_needed()
    {
        var run = Watched(400, (1000, 10), (0, 0));

        run.Decision.ShouldSatisfyAllConditions(
            it => it.Outcome.ShouldBe(ComparisonOutcome.Hold),
            it => it.Attribution.ShouldBe(Attribution.None),
            it => it.Needed.ShouldBeGreaterThan(1000),
            _ => ComparisonWords.Why(run).ShouldContain("more requests of the candidate needed")
        );
    }

    [Fact]
    public void an_idle_baseline_holds()
    {
        Watched(400, (0, 0), (1000, 0)).Outcome.ShouldBe(ComparisonOutcome.Hold);
    }

    [Fact]
    public void a_candidate_that_is_as_good_becomes_a_go()
    {
        Watched(400, (1000, 10), (1000, 10)).Outcome.ShouldBe(ComparisonOutcome.Go);
    }

    [Fact]
    public void a_candidate_at_the_margin_never_becomes_a_go()
    {
        Watched(4000, (1000, 8), (1000, 10)).Outcome.ShouldNotBe(ComparisonOutcome.Go);
    }

    [Fact]
    public void more_errors_are_a_no_go_that_stays()
    {
        var run = Watched(60, (250, 2), (250, 8));
        run.Outcome.ShouldBe(ComparisonOutcome.NoGo);

        Watch(run, 5000, (250, 8), (250, 2))
            .Decision.ShouldSatisfyAllConditions(
                it => it.Outcome.ShouldBe(ComparisonOutcome.NoGo),
                it => it.Attribution.ShouldBe(Attribution.Candidate),
                it => it.Reason.ShouldBe(ComparisonReason.MoreErrors),
                it => it.Evidence.ShouldBeGreaterThanOrEqualTo(it.Bound)
            );
    }

    [Fact]
    public void a_total_outage_is_seen_in_two_intervals()
    {
        var run = Watched(2400, (25, 0), (25, 0));

        Watch(run, 1, (25, 0), (25, 25)).Outcome.ShouldBe(ComparisonOutcome.Watch);
        Watch(run, 1, (25, 0), (25, 25)).Decision.Reason.ShouldBe(ComparisonReason.Outage);
    }

    [Fact]
    public void an_outage_of_both_arms_is_nobodys_and_holds()
    {
        var run = Watched(100, (250, 2), (250, 2));

        Watch(run, 2, (250, 250), (250, 250))
            .Decision.ShouldSatisfyAllConditions(
                it => it.Outcome.ShouldBe(ComparisonOutcome.Hold),
                it => it.Attribution.ShouldBe(Attribution.Both)
            );
    }

    [Fact]
    public void when_the_world_recovers_watching_goes_on()
    {
        var run = Watch(Watched(100, (250, 2), (250, 2)), 40, (250, 40), (250, 40));
        run.Decision.Attribution.ShouldBe(Attribution.Both);

        Watch(run, 3, (250, 2), (250, 2)).Decision.Attribution.ShouldBe(Attribution.None);
    }

    [Fact]
    public void a_go_does_not_survive_the_loss_of_data()
    {
        var run = Watched(400, (1000, 10), (1000, 10));

        Watch(run, 21, (1000, 10), (0, 0)).Outcome.ShouldBe(ComparisonOutcome.Hold);
    }

    [Fact]
    public void the_first_interval_behind_a_gap_is_no_go()
    {
        var run = Watched(400, (1000, 10), (1000, 10));

        run.Observe(run.At!.Value + TimeSpan.FromMinutes(6), new(1000, 10, []), new(1000, 10, [])).ShouldBe(ComparisonOutcome.Hold);
    }

    [Fact]
    public void a_go_turns_into_a_no_go_when_the_candidate_gets_worse()
    {
        var run = Watched(400, (1000, 10), (1000, 10));
        run.Outcome.ShouldBe(ComparisonOutcome.Go);

        Watch(run, 60, (1000, 10), (1000, 20)).Outcome.ShouldBe(ComparisonOutcome.NoGo);
    }

    [Fact]
    public void a_run_in_doubt_is_never_a_go()
    {
        var run = new ComparedRun(new());
        run.Doubt();

        Watch(run, 400, (1000, 10), (1000, 10)).Outcome.ShouldBe(ComparisonOutcome.Hold);
    }

    [Fact]
    public void a_slower_candidate_is_a_no_go_though_it_has_no_errors()
    {
        var run = new ComparedRun(new());
        for (var i = 1; i <= 60 && run.Outcome != ComparisonOutcome.NoGo; i++)
        {
            run.Observe(TimeSpan.FromSeconds(15 * i), new(100, 1, [50, 40, 9, 1]), new(100, 1, [35, 40, 20, 5]));
        }

        run.Decision.Reason.ShouldBe(ComparisonReason.Slower);
    }

    [Fact]
    public void a_candidate_that_is_slower_by_microseconds_is_not_taken_back_however_many_requests_show_it()
    {
        var run = new ComparedRun(new());
        for (var i = 1; i <= 5760; i++)
        {
            run.Observe(
                TimeSpan.FromSeconds(15 * i),
                new(100_000, 100, [50_000, 40_000, 9_000, 1_000]),
                new(100_000, 100, [48_000, 41_500, 9_450, 1_050])
            );
            run.Outcome.ShouldNotBe(ComparisonOutcome.NoGo);
        }

        run.Outcome.ShouldBe(ComparisonOutcome.Go);
    }

    [Fact]
    public void without_a_margin_of_latencies_the_same_candidate_is_taken_back()
    {
        var run = new ComparedRun(new() { LatencyMargin = 1 });
        for (var i = 1; i <= 100 && run.Outcome != ComparisonOutcome.NoGo; i++)
        {
            run.Observe(
                TimeSpan.FromSeconds(15 * i),
                new(100_000, 100, [50_000, 40_000, 9_000, 1_000]),
                new(100_000, 100, [48_000, 41_500, 9_450, 1_050])
            );
        }

        run.Decision.Reason.ShouldBe(ComparisonReason.Slower);
    }

    [Fact]
    public void a_service_without_any_error_goes_once_enough_requests_show_it()
    {
        var run = Watched(5, (1000, 0), (1000, 0));
        run.Outcome.ShouldBe(ComparisonOutcome.Watch);
        run.Decision.Needed.ShouldBeInRange(500, 2500);

        Watch(run, 2, (1000, 0), (1000, 0)).Decision.Reason.ShouldBe(ComparisonReason.BelowFloor);
        run.Outcome.ShouldBe(ComparisonOutcome.Go);
    }

    [Fact]
    public void a_candidate_at_the_floor_is_not_below_it()
    {
        Watched(400, (1000, 0), (1000, 1)).Outcome.ShouldNotBe(ComparisonOutcome.Go);
    }

    [Fact]
    public void without_a_floor_a_service_without_any_error_is_watched_on()
    {
        Watch(new(new() { Floor = 0 }), 400, (1000, 0), (1000, 0)).Outcome.ShouldBe(ComparisonOutcome.Watch);
    }

    [Fact]
    public void a_shadow_metric_decides_nothing_and_still_says_what_it_saw()
    {
        var run = new ComparedRun(new() { LatencyIsShadow = true });
        for (var i = 1; i <= 60; i++)
        {
            run.Observe(TimeSpan.FromSeconds(15 * i), new(100, 0, [50, 40, 9, 1]), new(100, 0, [35, 40, 20, 5]));
        }

        run.Outcome.ShouldBe(ComparisonOutcome.Watch);
        run.LatencyEvidence.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void latencies_that_are_not_shown_to_be_as_good_keep_from_a_go()
    {
        var run = new ComparedRun(new());
        for (var i = 1; i <= 400; i++)
        {
            run.Observe(TimeSpan.FromSeconds(15 * i), new(1000, 10, i == 1 ? [90, 10] : []), new(1000, 10, i == 1 ? [90, 10] : []));
        }

        run.Outcome.ShouldBe(ComparisonOutcome.Watch);
    }

    [Theory]
    [InlineData(10, 11)]
    [InlineData(-1, 0)]
    [InlineData(1, -1)]
    public void impossible_numbers_are_refused(long requests, long errors)
    {
        Should.Throw<ArgumentException>(() =>
            new ComparedRun(new()).Observe(TimeSpan.FromSeconds(15), new(10, 0, []), new(requests, errors, []))
        );
    }

    [Fact]
    public void time_goes_forward()
    {
        var run = Watched(1, (10, 0), (10, 0));

        Should.Throw<ArgumentException>(() => run.Observe(run.At!.Value, new(10, 0, []), new(10, 0, [])));
    }

    private static ComparedRun Watched(int intervals, (long N, long Errors) baseline, (long N, long Errors) candidate) =>
        Watch(new(new()), intervals, baseline, candidate);

    private static ComparedRun Watch(ComparedRun run, int intervals, (long N, long Errors) baseline, (long N, long Errors) candidate)
    {
        for (var i = 0; i < intervals; i++)
        {
            run.Observe(
                (run.At ?? TimeSpan.Zero) + TimeSpan.FromSeconds(15),
                new(baseline.N, baseline.Errors, []),
                new(candidate.N, candidate.Errors, [])
            );
        }

        return run;
    }
}
