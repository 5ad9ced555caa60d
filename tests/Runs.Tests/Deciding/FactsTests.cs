using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Deciding;

public sealed class FactsTests
{
    [Theory]
    [InlineData("Deployed by", PlaceKind.Name, "Olga")]
    [InlineData("Date:", PlaceKind.Date, "2030-01-01 08:00 +00:00")]
    [InlineData("Start Time", PlaceKind.Time, "2030-01-01 08:00 +00:00")]
    public void the_run_fills_in_what_it_knows_of_itself(string label, PlaceKind kind, string value)
    {
        var story = new Story(Blank(1, label, kind));

        Facts.Find(story.State, story[1].Step, story.Now)!.Value.Value.ShouldBe(value);
    }

    [Fact]
    public void a_time_is_that_of_the_named_zone()
    {
        var story = new Story(Story.Start(Blank(1, "Date", PlaceKind.Date)) with { TimeZone = "Asia/Bangkok" });

        Facts.Find(story.State, story[1].Step, story.Now)!.Value.Value.ShouldBe("2030-01-01 15:00 +07:00");
    }

    [Theory]
    [InlineData("Ticket", PlaceKind.Text)]
    [InlineData("Version", PlaceKind.Number)]
    [InlineData("", PlaceKind.Text)]
    public void what_the_run_does_not_know_is_asked(string label, PlaceKind kind)
    {
        Facts.Knows(label, kind, ItemKind.Field, "").ShouldBeFalse();
    }

    [Theory]
    [InlineData(10, Verdict.Pass)]
    [InlineData(20, Verdict.Fail)]
    public void the_time_since_the_first_change_is_held_against_its_target(int minutes, Verdict verdict)
    {
        var story = new Story(Changes(1), Measure(2, "Total deployment time", "value < 15 min"))
            .Made(1)
            .Later(TimeSpan.FromMinutes(minutes));

        Facts.Find(story.State, story[2].Step, story.Now)!.Value.Judgement.Verdict.ShouldBe(verdict);
    }

    [Fact]
    public void before_t_zero_there_is_no_duration()
    {
        var total = Measure(1, "Total deployment time", "value < 15 min");
        var story = new Story(Story.Start(total) with { T0 = Story.Eight.AddHours(2) });

        Facts.Find(story.State, total, story.Now).ShouldBeNull();
    }

    [Fact]
    public void a_smoke_test_that_did_not_run_counts_against_the_success_rate()
    {
        var rate = Measure(3, "Smoke test success rate", "value >= 100 %");
        var story = new Story(Reads(1).In("Smoke tests"), Reads(2).In("Smoke tests"), rate).Made(1).Left(2);

        var (value, judged) = Facts.Find(story.State, rate, story.Now)!.Value;
        value.ShouldBe("50 %");
        judged.Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void without_a_smoke_test_there_is_no_success_rate()
    {
        var rate = Measure(2, "Smoke test success rate", "value >= 100 %");
        var story = new Story(Reads(1).In("Smoke tests"), rate).Left(1);

        Facts.Find(story.State, rate, story.Now).ShouldBeNull();
    }

    [Fact]
    public void the_smoke_tests_of_the_way_back_are_not_those_of_the_way_forward()
    {
        var rate = Measure(2, "Smoke test success rate", "value >= 100 %");
        var story = new Story(Reads(1).In("Smoke tests"), rate, Reads(3).In("Smoke tests after rollback").Back).Made(1);

        Facts.Find(story.State, rate, story.Now)!.Value.Value.ShouldBe("100 %");
    }

    [Fact]
    public void interventions_are_counted()
    {
        var count = Measure(2, "Manual interventions", "value = 0");
        var story = new Story(Reads(1), count).Made(1, Verdict.Fail).Do(new RunCommand.Retry(Id(1), "Anna")).Made(1);

        Facts.Find(story.State, count, story.Now)!.Value.Judgement.Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void whether_a_rollback_was_needed_is_known()
    {
        var needed = Measure(1, "Rollback required", "equals 'No'");
        var story = new Story(needed);

        Facts.Find(story.State, needed, story.Now).ShouldBe(("No", new Judgement(Verdict.Pass, "the answer is 'No'")));
    }
}
