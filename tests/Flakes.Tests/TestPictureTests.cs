namespace Slipway.Flakes.Tests;

/// <summary>A strip leaves nothing out: what does not fit run by run is put together day by day, the worst of each.</summary>
public sealed class TestPictureTests
{
    private const string Flaky = "....Fr......Fr.....Fr......F.....";

    [Fact]
    public void a_cell_is_a_run_while_runs_fit()
    {
        var strip = Picture(Histories.Strip(Flaky, "Timeout"), 80).Strip;

        strip.Days.ShouldBe(0);
        strip.Cells.Count.ShouldBe(30);
        strip.Cells.Count(it => it.Mark == StripMark.Rescued).ShouldBe(3);
        strip.Cells.Count(it => it.Mark == StripMark.Flake).ShouldBe(1);
    }

    [Fact]
    public void days_are_put_together_where_runs_do_not_fit_and_no_failure_is_lost()
    {
        var strip = Picture(Histories.Strip(string.Concat(Enumerable.Repeat(Flaky, 20)), "Timeout"), 5).Strip;

        strip.Days.ShouldBe(2);
        strip.Cells.Count.ShouldBe(5);
        strip.Cells.Sum(it => it.Failures).ShouldBe(80);
        strip.Cells.ShouldAllBe(it => it.Mark == StripMark.Flake && it.Run == null);
    }

    [Fact]
    public void a_day_on_which_nothing_was_built_is_no_pass()
    {
        var history = Histories.Strip("....Fr......Fr...", "Timeout");
        history.Add(Histories.Outcome("test", 900, 1, failed: false));

        var strip = Picture(history, 14).Strip;

        strip.Cells[1].Mark.ShouldBe(StripMark.Nothing);
        strip.Cells[^1].Mark.ShouldBe(StripMark.Passed);
    }

    [Fact]
    public void a_break_outranks_a_flake_of_the_same_stretch()
    {
        var strip = Picture(Histories.Strip(Flaky + "FFFFFFFFFF", "Timeout"), 1).Strip;

        strip.Cells.ShouldHaveSingleItem().Mark.ShouldBe(StripMark.Regression);
    }

    [Fact]
    public void hosts_and_branches_stand_apart_those_with_the_most_flakes_first()
    {
        var history = new TestHistory();
        foreach (var it in Histories.Strip(Flaky, "Timeout").Outcomes())
        {
            history.Add(it with { Host = it.Outcome == OutcomeKind.Fail ? "slow" : "quick" });
        }

        history.Add(Histories.Outcome("test", 99, 1, failed: false) with { Pr = "7", Branch = "feature" });
        var picture = Picture(history, 80);

        picture.Hosts.Select(it => (it.Name, it.Outcomes, it.Flakes)).ShouldBe([("slow", 4, 4), ("quick", 29, 0), (null, 1, 0)]);
        picture.Branches.Select(it => it.Name).ShouldBe(["main", "pull requests"]);
    }

    private static TestPicture Picture(TestHistory history, int cells) =>
        TestPicture.Of(history, FlakeVerdicts.Of(history), _ => true, cells).ShouldHaveSingleItem();
}
