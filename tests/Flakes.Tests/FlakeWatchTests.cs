namespace Slipway.Flakes.Tests;

public sealed class FlakeWatchTests
{
    [Fact]
    public void a_test_is_flaky_as_soon_as_its_commit_passes_when_tried_again()
    {
        var watch = Played(FlakeWatch.New("main"), Histories.Strip($"{Histories.Passes(50)}Fr."));

        watch.FlakeProbability("", "test").ShouldNotBeNull().ShouldBeGreaterThan(0.8);
    }

    [Fact]
    public void a_streak_of_failures_makes_no_test_flaky()
    {
        var watch = Played(FlakeWatch.New("main"), Histories.Strip($"{Histories.Passes(50)}FFFFFF"));

        watch.FlakeProbability("", "test").ShouldNotBeNull().ShouldBeLessThan(0.2);
    }

    [Fact]
    public void an_outage_makes_no_test_flaky()
    {
        var history = new TestHistory();
        for (var test = 0; test < 40; test++)
        {
            history.AddStrip($"test-{test}", Histories.Passes(50) + (test < 20 ? "F" : ".") + Histories.Passes(5));
        }

        var watch = FlakeWatch.Of(history);

        Enumerable.Range(0, 40).ShouldAllBe(it => watch.FlakeProbability("", $"test-{it}") < 0.5);
    }

    [Fact]
    public void of_a_test_that_was_never_seen_nothing_is_said()
    {
        FlakeWatch.New("main").FlakeProbability("", "unseen").ShouldBeNull();
    }

    private static FlakeWatch Played(FlakeWatch watch, TestHistory history)
    {
        foreach (var run in history.Outcomes().GroupBy(it => it.Run))
        {
            run.ToList().ForEach(watch.Add);
            watch.End(run.Key);
        }

        return watch;
    }
}
