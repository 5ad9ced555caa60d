using Slipway.Runs.Reports;

namespace Slipway.Runs.Tests.Reports;

public sealed class TimelineTests
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 19, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public void a_night_in_which_nothing_was_carried_out_is_a_break()
    {
        var scale = Scale(hours: 11, (0, 40), (600, 640));
        scale
            .BreaksOf.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                it => it.From.ShouldBe(Evening.AddMinutes(40)),
                it => it.To.ShouldBe(Evening.AddMinutes(600)),
                it => (it.Right - it.Left).ShouldBe(8, 0.001)
            );
        scale.X(Evening.AddMinutes(40)).ShouldBeGreaterThan(30);
    }

    [Fact]
    public void ordinary_waits_are_drawn_to_scale()
    {
        var scale = Scale(hours: 1, (0, 20), (30, 45), (50, 60));
        scale.BreaksOf.ShouldBeEmpty();
        scale.X(Evening.AddMinutes(30)).ShouldBe(50, 0.001);
    }

    [Fact]
    public void three_nights_are_three_breaks() =>
        Scale(hours: 73, (0, 30), (1440, 1460), (2880, 2900), (4320, 4380)).BreaksOf.Count().ShouldBe(3);

    [Fact]
    public void a_run_that_only_waits_is_drawn()
    {
        var scale = Scale(hours: 9);
        scale.Parts.ShouldHaveSingleItem().Right.ShouldBe(100);
        scale.X(Evening.AddHours(9)).ShouldBe(100);
    }

    [Fact]
    public void what_comes_later_never_stands_before()
    {
        var scale = Scale(hours: 30, (0, 5), (700, 705), (1700, 1800));
        var places = Enumerable.Range(0, 1800).Select(it => scale.X(Evening.AddMinutes(it))).ToList();
        places.ShouldBe([.. places.Order()]);
        places.ShouldAllBe(it => it >= 0 && it <= 100);
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.6)]
    [InlineData(4)]
    [InlineData(26)]
    [InlineData(2000)]
    public void ticks_are_even_times_that_do_not_touch(double hours)
    {
        var ticks = Scale(hours, (0, hours * 60)).Ticks;
        ticks.Count.ShouldBeInRange(2, 8);
        ticks.Zip(ticks.Skip(1)).ShouldAllBe(it => it.Second.X - it.First.X >= 8);
        ticks.Select(it => it.Label).ShouldBeUnique();
    }

    [Fact]
    public void ticks_are_those_of_the_place_and_name_the_new_day()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata");
        var busy = new Stretches().With([(Evening, Evening.AddHours(6))]);
        new TimeScale(Evening.AddHours(-3), Evening.AddHours(3), busy, zone)
            .Ticks.Select(it => it.Label)
            .ShouldBe(["23:00", "20 Nov, 00:00", "01:00", "02:00", "03:00", "04:00"]);
    }

    [Fact]
    public async Task a_row_shows_attempts_holds_and_what_was_planned()
    {
        var picture = Picture(Overnight.Go());
        picture.Rows[0].Bars.Select(it => it.Class).ShouldBe(["hold", "pass"]);
        picture.Rows[0].Planned.ShouldHaveSingleItem().Says.ShouldBe("Estimated: 20 min");
        picture.Rows[1].Moments.ShouldHaveSingleItem().Says.ShouldBe("Planned: 22:00, 22:00:00");
        picture.Away.ShouldHaveSingleItem();
        (await Overnight.Go().HtmlAsync()).ShouldContain("url(#hatch)");
    }

    [Fact]
    public void turning_points_stand_across_all_rows()
    {
        Picture(Overnight.RolledBack()).Flags().Select(it => it.Label).ShouldBe(["T-0", "way back"]);
        Picture(Ledger.Go()).Flags().Select(it => it.Label).ShouldBe(["T-0"]);
    }

    [Fact]
    public void the_picture_is_described_in_words() =>
        Picture(Overnight.Go())
            .Description()
            .ShouldBe(
                "From 20:03:00 to 2026-11-20 07:00:45: 10 h 57 min. Carried out for 49 min 31 s, waited for people for 23 min 40 s, for planned moments for 9 h 36 min, not carried on for 7 min. The tables below say the same in words."
            );

    [Fact]
    public void ten_thousand_lines_stay_readable()
    {
        var picture = Picture(LongNight.Of(10_000));
        picture.Rows.Count.ShouldBe(40);
        picture.OtherPhases.ShouldBe(161);
        picture.Rows.ShouldAllBe(it => it.Lines.Count <= 12 && it.Bars.Count <= 250);
    }

    [Fact]
    public void bars_stay_inside_their_row()
    {
        foreach (var run in new[] { Overnight.Go(), Overnight.NoGo(), Overnight.RolledBack(), Overnight.Running(), Ledger.NoGo() })
        {
            Picture(run).Rows.SelectMany(it => it.Bars).ShouldAllBe(it => it.Left >= 0 && it.Width >= 0 && it.Left + it.Width <= 100.001);
        }
    }

    private static TimeScale Scale(double hours, params (double From, double To)[] busyMinutes) =>
        new(
            Evening,
            Evening.AddHours(hours),
            new Stretches().With(busyMinutes.Select(it => (Evening.AddMinutes(it.From), Evening.AddMinutes(it.To)))),
            TimeZoneInfo.Utc
        );

    private static Timeline Picture(ToldRun run) => new(run.Report, new(run.Report, run.Find, new RawLimits()));
}
