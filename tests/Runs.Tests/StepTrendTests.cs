using Slipway.Kernel;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests;

public sealed class StepTrendTests
{
    [Fact]
    public void a_step_is_followed_by_its_words_although_its_line_moves()
    {
        var trend = StepTrend.Of([Ran(40, Verdict.Fail, 9), Ran(12, Verdict.Pass, 4), Ran(3, Verdict.Pass, 2)], "40").Single();

        trend.Points.Select(it => it.Step.Step.Line).ShouldBe([3, 12, 40]);
        (trend.Passed, trend.Decided).ShouldBe((2, 3));
        trend.Median.ShouldBe(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void a_run_that_did_not_reach_it_decides_nothing()
    {
        var trend = StepTrend.Of([Ran(1, Verdict.Pass, 1), new Story(Named(1)).State], "smoke").Single();

        (trend.Passed, trend.Decided, trend.Points.Count).ShouldBe((1, 1, 2));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("deploy")]
    [InlineData("./new.sh")]
    public void a_block_is_followed_by_the_item_that_it_carries_out_whatever_its_command_is(string key)
    {
        var trend = StepTrend.Of([Carried("./new.sh"), Carried("./old.sh")], key).Single();

        trend.Text.ShouldBe("Deploy the shop");
        trend.Points.Select(it => it.Step.Step.Text).ShouldBe(["./old.sh", "./new.sh"]);
    }

    [Fact]
    public void blocks_of_one_item_are_followed_one_by_one()
    {
        var run = new Story(Item, Reads(2) with { Parent = Id(1) }, Reads(3) with { Parent = Id(1) }).State;

        StepTrend
            .Of([run, run], "deploy")
            .Select(it => it.Points.Select(point => point.Step.Step.Line))
            .ShouldBe([
                [2, 2],
                [3, 3],
            ]);
    }

    [Theory]
    [InlineData("41")]
    [InlineData("sm")]
    [InlineData("elsewhere")]
    public void what_fits_no_step_of_the_newest_run_has_no_trend(string key)
    {
        StepTrend.Of([Ran(40, Verdict.Pass, 1)], key).ShouldBeEmpty();
    }

    [Fact]
    public void without_runs_there_is_no_trend()
    {
        StepTrend.Of([], "smoke").ShouldBeEmpty();
    }

    private static Step Item => Group(1) with { Text = "Deploy the shop" };

    private static RunState Carried(string command) => new Story(Item, Changes(2, command) with { Parent = Id(1), Text = command }).State;

    private static Step Named(int line) => Reads(line) with { Text = "Smoke test passes" };

    private static RunState Ran(int line, Verdict verdict, int seconds) =>
        new Story(Named(line)).Began(line).Later(TimeSpan.FromSeconds(seconds)).Ended(line, verdict).State;
}
