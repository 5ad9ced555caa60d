using Slipway.Simulator;

namespace Slipway.Judging.Tests;

/// <summary>How errors came on the day before, and what a comparison makes of it.</summary>
public sealed class DispersionTests
{
    private const ulong Before = 7_000_003;

    [Theory]
    [InlineData("independent, 10/min")]
    [InlineData("independent, 100/min")]
    [InlineData("independent, 1000/min")]
    [InlineData("incident, 100/min")]
    [InlineData("drift, 1000/min")]
    [InlineData("gaps, 100/min")]
    [InlineData("10/90, 900/min")]
    public void errors_that_come_one_at_a_time_are_known_for_it_in_two_arms(string model)
    {
        Days(model, paired: true).Count(it => it.Form == ErrorForm.Independent).ShouldBeGreaterThanOrEqualTo(17);
    }

    [Theory]
    [InlineData("clusters of 10 that run on, 10/min", 7, 14)]
    [InlineData("clusters of 10 that run on, 100/min", 7, 14)]
    [InlineData("clusters of 10 that run on, 1000/min", 7, 14)]
    [InlineData("clusters of 3, 100/min", 2, 4)]
    public void bursts_are_found_with_about_their_size_in_one_arm_and_in_two(string model, double least, double most)
    {
        foreach (var paired in (bool[])[false, true])
        {
            var bursts = Days(model, paired).Where(it => it.Form == ErrorForm.Bursts).Select(it => it.Burst).Order().ToList();

            bursts.Count.ShouldBeGreaterThanOrEqualTo(15);
            bursts[bursts.Count / 2].ShouldBeInRange(least, most);
        }
    }

    [Theory]
    [InlineData("clusters of 10 that run on, 10/min", false)]
    [InlineData("clusters of 10 that run on, 10/min", true)]
    [InlineData("clusters of 10 that run on, 100/min", false)]
    public void bursts_that_run_on_take_back_few_identical_builds_once_they_are_known(string model, bool paired)
    {
        const int runs = 150;
        Trial.Count(Answer.RollBack, _ => new Ours(), Model(model), runs, ratio: 1).ShouldBeGreaterThanOrEqualTo(5);
        Trial
            .Count(Answer.RollBack, seed => Ours.After(Model(model), Before + seed, paired), Model(model), runs, ratio: 1)
            .ShouldBeLessThanOrEqualTo(5);
    }

    [Fact]
    public void an_outage_is_seen_although_intervals_are_put_together()
    {
        Trial
            .Delays(() => new Ours(new() { PerLook = 100 }), Model("independent, 100/min"), 51, double.PositiveInfinity, 0)[25]
            .ShouldBeLessThanOrEqualTo(12);
    }

    [Fact]
    public void few_errors_say_nothing_and_a_look_is_cautious()
    {
        var past = new Dispersion();
        for (var i = 0; i < 5000; i++)
        {
            past.Observe(new(100, i % 120 == 0 ? 1 : 0, []));
        }

        past.Verdict().ShouldBe(new(ErrorForm.Unknown, 0, 100, 500_000, 42, 5000));
    }

    [Fact]
    public void a_past_that_is_too_short_for_its_bursts_says_so()
    {
        var past = new Dispersion();
        for (var i = 0; i < 200; i++)
        {
            past.Observe(new(2, i / 20 % 5 == 0 ? 2 : 0, []));
        }

        var verdict = past.Verdict();

        verdict.Form.ShouldBe(ErrorForm.Unknown);
        verdict.PerLook.ShouldBeGreaterThanOrEqualTo(100);
        verdict.Why.ShouldContain("a longer past is needed");
    }

    [Fact]
    public void nothing_at_all_is_not_known()
    {
        new Dispersion().Verdict().Form.ShouldBe(ErrorForm.Unknown);
    }

    [Fact]
    public void impossible_numbers_are_refused()
    {
        Should.Throw<ArgumentException>(() => new Dispersion().Observe(new(1, 2, [])));
    }

    [Fact]
    public void intervals_put_together_decide_as_one_that_holds_them_all()
    {
        var (apart, whole) = (new ComparedRun(new() { PerLook = 300 }), new ComparedRun(new() { PerLook = 300 }));
        var random = new Random(1);
        for (var i = 1; i <= 400; i++)
        {
            var errors = random.Next(4);
            for (var part = 0; part < 3; part++)
            {
                apart.Observe(TimeSpan.FromSeconds((15 * i) + part), new(100, 1, [60, 40]), new(100, errors, [60, 40]));
            }

            whole.Observe(TimeSpan.FromSeconds((15 * i) + 2), new(300, 3, [180, 120]), new(300, 3 * errors, [180, 120]));
            (apart.Outcome, apart.Decision.Evidence).ShouldBe((whole.Outcome, whole.Decision.Evidence));
        }
    }

    [Fact]
    public void a_burst_counts_once_below_the_floor()
    {
        var run = new ComparedRun(new() { PerLook = 100 });
        for (var i = 1; i <= 4000 && run.Outcome != ComparisonOutcome.Go; i++)
        {
            run.Observe(TimeSpan.FromSeconds(15 * i), new(100, 0, []), new(100, 0, []));
        }

        // Ten times as many as where errors come one at a time.
        run.Totals.Candidate.ShouldBeInRange(60_000, 75_000);
    }

    private static List<DispersionVerdict> Days(string model, bool paired) =>
        [.. Enumerable.Range(0, 20).Select(it => Ours.Yesterday(Model(model), Before + (ulong)it, paired))];

    private static TrafficModel Model(string name) => TrafficModel.All.Single(it => it.ToString() == name);
}
