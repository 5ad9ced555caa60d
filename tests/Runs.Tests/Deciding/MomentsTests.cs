using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Deciding;

public sealed class MomentsTests
{
    private static readonly DateTimeOffset Started = At("2030-01-01 08:00");

    [Theory]
    [InlineData("07:00", "2030-01-01 07:00")]
    [InlineData("9:30", "2030-01-01 09:30")]
    [InlineData("T-24h", "2029-12-31 22:00")]
    [InlineData("T-0", "2030-01-01 22:00")]
    [InlineData("T+30m", "2030-01-01 22:30")]
    [InlineData("T-1:30", "2030-01-01 20:30")]
    [InlineData("D+1", "2030-01-02 00:00")]
    [InlineData("2030-02-03", "2030-02-03 00:00")]
    [InlineData("2030-02-03 04:05", "2030-02-03 04:05")]
    public void the_words_of_the_plan_are_moments(string words, string moment)
    {
        Moments.Resolve(words, At("2030-01-01 22:00"), Started, "UTC").ShouldBe(At(moment));
    }

    [Fact]
    public void clock_times_are_those_of_the_named_zone()
    {
        Moments.Resolve("16:00", null, Started, "Asia/Bangkok").ShouldBe(At("2030-01-01 09:00"));
    }

    [Theory]
    [InlineData("00:15", "2030-01-02 00:15")]
    [InlineData("07:00", "2030-01-02 07:00")]
    [InlineData("22:30", "2030-01-01 22:30")]
    public void a_night_goes_on_after_midnight(string words, string moment)
    {
        Moments.Resolve(words, null, At("2030-01-01 23:00"), "UTC").ShouldBe(At(moment));
    }

    [Theory]
    [InlineData("T-24h")]
    [InlineData("T+5m")]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("T-")]
    [InlineData("25:00")]
    [InlineData("T-2147483647:00")]
    [InlineData("T+999999999d")]
    [InlineData("D+99999")]
    public void what_cannot_be_told_is_no_moment(string words)
    {
        Moments.Resolve(words, null, Started, "UTC").ShouldBeNull();
    }

    [Theory]
    [InlineData("T-2147483647:00")]
    [InlineData("T+99999999:59")]
    [InlineData("T-3650d")]
    public void an_offset_beyond_reason_breaks_nothing(string words)
    {
        Should.NotThrow(() => Moments.Resolve(words, DateTimeOffset.MinValue.AddDays(1), Started, "UTC"));
    }

    [Fact]
    public void an_unknown_zone_is_taken_for_utc()
    {
        Moments.Resolve("09:00", null, Started, "Mars/Olympus").ShouldBe(At("2030-01-01 09:00"));
    }

    [Fact]
    public void a_moment_that_lies_ahead_is_waited_for()
    {
        var story = new Story(Moment(1, "09:00"), Reads(2));

        story.Next.ShouldBeOfType<NextAct.Wait>().Until.ShouldBe(Story.Eight.AddHours(1));
        story.Try(new RunCommand.Reach(Id(1), null, "I say so")).ShouldNotBeNull();
    }

    [Fact]
    public void a_moment_that_is_past_is_recorded_as_late()
    {
        var story = new Story(Moment(1, "07:00"));

        story.Next.ShouldBeOfType<NextAct.Wait>().Why.ShouldContain("late by 1 h 0 min");
    }

    [Fact]
    public void now_skips_waiting_with_its_reason_and_says_how_early()
    {
        var story = new Story(Story.Start(Moment(1, "09:30")) with { Now = "agreed with the DBA" });

        var wait = story.Next.ShouldBeOfType<NextAct.Wait>();
        wait.Until.ShouldBeNull();
        wait.Why.ShouldContain("early by 1 h 30 min, not waited for: agreed with the DBA");
    }

    [Fact]
    public void t_zero_is_the_moment_of_the_first_change()
    {
        var story = new Story(Reads(1), Changes(2), Changes(3)).Made(1).Later(TimeSpan.FromMinutes(7));

        story.Made(2).Later(TimeSpan.FromMinutes(7)).Made(3);

        story.State.T0.ShouldBe(Story.Eight.AddMinutes(7));
    }

    [Fact]
    public void a_given_t_zero_stays()
    {
        var story = new Story(Story.Start(Changes(1)) with { T0 = Story.Eight.AddHours(5) }).Made(1);

        story.State.T0.ShouldBe(Story.Eight.AddHours(5));
    }

    [Fact]
    public void a_rehearsal_does_not_wait()
    {
        var story = Story.Rehearsal(Moment(1, "09:00"));

        story.Next.ShouldBeOfType<NextAct.Leave>().Because.ShouldBe(LeftBecause.LeftEmpty);
    }

    [Fact]
    public void a_moment_that_hangs_on_a_t_zero_nobody_gave_is_left_and_is_no_pass()
    {
        var story = new Story(Story.Start(Moment(1, "T-24h")));

        story.Next.ShouldBeOfType<NextAct.Leave>().Why.ShouldContain("T-0 is not given");
    }

    private static DateTimeOffset At(string utc) =>
        DateTimeOffset.Parse(utc + " +00:00", System.Globalization.CultureInfo.InvariantCulture);
}
