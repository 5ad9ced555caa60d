namespace Slipway.Flakes.Tests;

/// <summary>What flakes cost is counted from the outcomes; what nobody measured is told, and not guessed.</summary>
public sealed class FlakeCostTests
{
    private const string Flaky = "....Fr......Fr.....Fr......F.....";

    [Fact]
    public void flakes_reruns_and_red_runs_are_counted_apart()
    {
        var cost = Cost(Histories.Strip(Flaky, "Timeout after 31 ms"));

        cost.Flakes.ShouldBe(4);
        cost.Runs.ShouldBe(4);
        cost.RedRuns.ShouldBe(1);
        cost.Reruns.ShouldBe(3);
    }

    [Fact]
    public void time_of_flakes_and_reruns_is_lost_and_what_told_none_is_counted()
    {
        var history = new TestHistory();
        foreach (var it in Histories.Strip(Flaky, "Timeout").Outcomes())
        {
            history.Add(
                it with
                {
                    Ms =
                        it.Outcome == OutcomeKind.Fail ? 5000
                        : it.Attempt > 1 ? 100
                        : null,
                }
            );
        }

        Cost(history).Lost.ShouldBe(TimeSpan.FromMilliseconds(20_300));
        Cost(history).Untimed.ShouldBe(0);
        Cost(Histories.Strip(Flaky, "Timeout")).Untimed.ShouldBe(7);
    }

    [Fact]
    public void what_was_before_a_time_does_not_count()
    {
        var history = Histories.Strip(Flaky, "Timeout");
        var last = history.Outcomes().Last(it => it.Outcome == OutcomeKind.Fail).At;

        FlakeCost.Of(history, FlakeVerdicts.Of(history), last)[0].Flakes.ShouldBe(1);
    }

    [Fact]
    public void tests_that_are_not_flaky_cost_nothing_here()
    {
        var history = Histories.Strip(Histories.Passes(50));
        history.AddStrip("broken", Histories.Passes(50) + "FFFFFFFF", "expected 3");

        FlakeCost.Of(history, FlakeVerdicts.Of(history), null).ShouldBeEmpty();
    }

    [Fact]
    public void the_test_with_the_most_flakes_stands_first()
    {
        var history = Histories.Strip(Flaky, "Timeout");
        history.AddStrip("worse", "..Fr..Fr..Fr..Fr..Fr..Fr..Fr..Fr..", "Refused");

        FlakeCost.Of(history, FlakeVerdicts.Of(history), null).Select(it => it.Test.Test).ShouldBe(["worse", "test"]);
    }

    private static FlakeCost Cost(TestHistory history) => FlakeCost.Of(history, FlakeVerdicts.Of(history), null).ShouldHaveSingleItem();
}
