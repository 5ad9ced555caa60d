using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Tests.Doubles;

namespace Slipway.Runs.Tests.Deciding;

/// <summary>What is watched after the release is out: each line in its window; one look that does not pass decides it.</summary>
public sealed class WatchesTests
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private static Step Hour(int line) => Steps.Watched(line, TimeSpan.Zero, TimeSpan.FromHours(1), Quarter);

    [Fact]
    public void without_the_watch_a_line_stays_open_and_no_look_ticks_it()
    {
        var story = new Story(Steps.Changes(1), Hour(2)).Made(1);

        story.Next.ShouldBeOfType<NextAct.Leave>().Because.ShouldBe(LeftBecause.Later);
        story.Refusal(new RunCommand.Begin(Steps.Id(2))).ShouldContain("one look says nothing");
    }

    [Fact]
    public void a_rehearsal_looks_once_so_that_a_source_that_is_not_there_is_known_before_the_night() =>
        Story.Rehearsal(Hour(2)).ShouldAttempt(2);

    [Fact]
    public void the_watch_begins_when_all_else_is_done_and_counts_from_then()
    {
        var story = Watching(Hour(1), Steps.Changes(2));
        story.ShouldAttempt(2);
        story.Made(2).Later(Quarter).ShouldBeDue(new NextAct.BeginWatch());

        story.Do(new RunCommand.BeginWatch());

        story.State.Watch!.Since.ShouldBe(story.Now);
        story.Next.ShouldBe(new NextAct.AwaitWatch(story.Now));
    }

    [Fact]
    public void a_release_that_did_not_go_is_not_watched()
    {
        var story = Watching(Steps.Changes(1), Hour(2)).Made(1, Verdict.Fail).Accepted(1);

        story.Next.ShouldBeOfType<NextAct.Leave>().Step.ShouldBe(Steps.Id(2));
        story.Refusal(new RunCommand.BeginWatch()).ShouldContain("nothing to watch");
    }

    [Fact]
    public void a_window_in_which_every_look_passed_is_a_pass_with_what_was_seen()
    {
        var story = Begun(Hour(2));

        for (var look = 0; look < 5; look++)
        {
            Look(story, Verdict.Pass, 0.1 + look);
            story.Later(Quarter);
        }

        story.ShouldBeDue(new NextAct.CloseWatch(Steps.Id(2))).Do(new RunCommand.CloseWatch(Steps.Id(2)));
        story[2].Verdict.ShouldBe(Verdict.Pass);
        story[2].Why.ShouldBe("it held: 5 of 5 looks in 0s..1h could tell, 0.1 % to 4.1 %");
        story[2].Value.ShouldBe("4.1 %");
        story.ShouldEndAs(Outcome.Go);
    }

    [Fact]
    public void a_window_is_not_over_before_a_look_at_its_end()
    {
        var story = Begun(Hour(2));
        Look(story, Verdict.Pass);

        story.Later(TimeSpan.FromHours(2)).Next.ShouldBeOfType<NextAct.AwaitWatch>();
        story.Refusal(new RunCommand.CloseWatch(Steps.Id(2))).ShouldContain("no window that is over");
    }

    [Fact]
    public void one_look_that_does_not_pass_decides_the_line_at_once_and_people_say_how_to_go_on()
    {
        var story = Begun(Hour(2));
        Look(story, Verdict.Pass);
        Look(story.Later(Quarter), Verdict.Fail, 7);

        story[2].Verdict.ShouldBe(Verdict.Fail);
        story[2].Why.ShouldContain("look 2 of its watch");
        story.ShouldBeDue(new NextAct.HandleFailure(Steps.Id(2)));
    }

    [Fact]
    public void whoever_goes_on_watching_sees_in_the_end_that_it_was_broken()
    {
        var story = Begun(Hour(2));
        Look(story, Verdict.Fail);
        story.Later(Quarter * 4).Do(new RunCommand.Retry(Steps.Id(2), "Anna"));

        Look(story, Verdict.Pass);

        story.Do(new RunCommand.CloseWatch(Steps.Id(2)));
        story[2].Verdict.ShouldBe(Verdict.Pass);
        story[2].Why.ShouldContain("it was broken once before");
        story[2].Attempts.Select(it => it.Verdict).ShouldBe([Verdict.Fail, Verdict.Pass]);
    }

    [Theory]
    [InlineData(Verdict.Inconclusive)]
    [InlineData(Verdict.Error)]
    public void what_could_not_be_seen_at_the_end_is_no_pass(Verdict last)
    {
        var story = Begun(Hour(2));
        Look(story, Verdict.Pass);
        Look(story.Later(Quarter * 4), last);

        story.Do(new RunCommand.CloseWatch(Steps.Id(2)));

        story[2].Verdict.ShouldBe(Verdict.Inconclusive);
        story[2].Why.ShouldContain("at the end of its window");
    }

    [Fact]
    public void a_window_in_which_nobody_looked_for_long_is_no_pass()
    {
        var story = Begun(Hour(2));
        Look(story, Verdict.Pass);
        Look(story.Later(Quarter * 4), Verdict.Pass);

        story.Do(new RunCommand.CloseWatch(Steps.Id(2)));

        story[2].Verdict.ShouldBe(Verdict.Inconclusive);
        story[2].Why.ShouldContain("1 h 0 min nobody looked");
    }

    [Fact]
    public void a_watch_that_begins_after_the_window_of_a_line_cannot_speak_for_it()
    {
        var story = new Story(Story.Start(Hour(2)) with { Watches = true, OutSince = Story.Eight - TimeSpan.FromHours(3) }).Do(
            new RunCommand.BeginWatch()
        );

        Look(story, Verdict.Pass);
        story.Do(new RunCommand.CloseWatch(Steps.Id(2)));

        story[2].Verdict.ShouldBe(Verdict.Inconclusive);
        story[2].Why.ShouldContain("3 h 0 min nobody looked");
    }

    [Fact]
    public void a_window_that_is_over_is_closed_before_anybody_is_asked_about_another()
    {
        var story = Begun(Hour(2), Hour(3));
        Look(story.Later(TimeSpan.FromHours(1)), Verdict.Pass);
        story.Do(new RunCommand.LookAtWatch(Steps.Id(3), new(Verdict.Fail, "seen Fail"), Story.Seen(Verdict.Fail)));

        story.ShouldBeDue(new NextAct.CloseWatch(Steps.Id(2))).Do(new RunCommand.CloseWatch(Steps.Id(2)));
        story.Next.ShouldBe(new NextAct.HandleFailure(Steps.Id(3)));
    }

    [Fact]
    public void a_person_is_asked_at_the_end_of_the_window_and_not_before()
    {
        var story = Watching(Steps.Changes(1), Steps.Ask(2) with { Scope = Scope.Watch, Window = Hour(0).Window })
            .Made(1)
            .Do(new RunCommand.BeginWatch());

        story.ShouldBeDue(new NextAct.AwaitWatch(story.Now + TimeSpan.FromHours(1)));
        story.Later(TimeSpan.FromHours(1)).ShouldBeDue(new NextAct.Ask(Steps.Id(2)));
    }

    [Fact]
    public void triggers_stay_armed_until_the_last_window_is_over()
    {
        var story = Begun(Hour(2), Steps.Trigger(3, "breach", TriggerAuthority.Automatic), Steps.Changes(9).Back);
        Look(story, Verdict.Pass);

        story.Next.ShouldBeOfType<NextAct.AwaitWatch>();
        story
            .Do(new RunCommand.LookAtTrigger(Steps.Id(3), true, "seen", Story.Seen(Verdict.Pass)))
            .State.RollingBack!.By.ShouldBe("slipway");
    }

    [Fact]
    public void while_the_way_back_is_gone_nothing_is_watched()
    {
        var story = Begun(Hour(2), Steps.Changes(9).Back).Do(new RunCommand.RollBack("Anna", "it is slow"));

        story.ShouldAttempt(9);
        story.Refusal(new RunCommand.LookAtWatch(Steps.Id(2), new(Verdict.Pass, "seen"), Story.Seen(Verdict.Pass))).ShouldNotBeNull();
    }

    private static Story Watching(params IReadOnlyList<Step> steps) => new(Story.Start(steps) with { Watches = true });

    /// <summary>A change was made on line 1, and the watch has begun.</summary>
    private static Story Begun(params IReadOnlyList<Step> steps) =>
        Watching([Steps.Changes(1), .. steps]).Made(1).Do(new RunCommand.BeginWatch());

    private static void Look(Story story, Verdict verdict, double? seen = null) =>
        story.Do(
            new RunCommand.LookAtWatch(Steps.Id(2), new(verdict, $"seen {verdict}"), Story.Seen(verdict))
            {
                Value = seen is { } number ? new Quantity(number, "%") : null,
            }
        );
}
