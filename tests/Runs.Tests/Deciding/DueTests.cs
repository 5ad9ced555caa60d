using Slipway.Kernel;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Deciding;

public sealed class DueTests
{
    [Fact]
    public void steps_come_in_the_order_of_the_document()
    {
        var story = new Story(Changes(1), Ask(2), Changes(3));

        story.ShouldAttempt(1).Made(1).ShouldBeDue(new NextAct.Ask(Id(2))).Answered(2, "yes").ShouldAttempt(3);
    }

    [Fact]
    public void neighbours_that_only_read_run_side_by_side_up_to_the_limit()
    {
        var story = new Story(Story.Start(Reads(1), Reads(2), Reads(3), Reads(4)) with { Parallel = 3 });

        story.ShouldAttempt(1, 2, 3);
    }

    [Fact]
    public void a_change_is_a_barrier()
    {
        var story = new Story(Reads(1), Reads(2), Changes(3), Reads(4));

        story.ShouldAttempt(1, 2).Made(1).Made(2).ShouldAttempt(3).Made(3).ShouldAttempt(4);
    }

    [Fact]
    public void what_began_before_a_crash_is_settled_before_what_has_come_due_above_it()
    {
        var story = new Story(Changes(1), Changes(2)).Made(1, Verdict.Fail).Waived(1, hours: 1).Began(2);

        story.Later(TimeSpan.FromHours(2)).ShouldBeDue(new NextAct.Settle(Id(2))).Ended(2, Verdict.Pass);

        story.ShouldBeDue(new NextAct.HandleFailure(Id(1)));
    }

    [Fact]
    public void a_question_is_a_barrier()
    {
        new Story(Reads(1), Ask(2), Reads(3)).ShouldAttempt(1);
    }

    [Fact]
    public void a_read_that_rests_on_the_shell_of_another_runs_alone()
    {
        new Story(Reads(1), Reads(2) with { NeedsShellState = true }, Reads(3)).ShouldAttempt(1);
    }

    [Fact]
    public void a_read_whose_condition_was_not_asked_does_not_run_beside_others()
    {
        new Story(Reads(1), Reads(2).If("with Redis")).ShouldAttempt(1);
    }

    [Fact]
    public void a_read_below_a_condition_that_was_not_asked_does_not_run_beside_others()
    {
        new Story(Reads(1), Group(2).If("with Redis"), Reads(3).Under(2)).ShouldAttempt(1);
    }

    [Fact]
    public void the_condition_of_a_parent_is_asked_before_its_children()
    {
        var story = new Story(Group(1).If("with Redis"), Reads(2).Under(1));

        story.ShouldBeDue(new NextAct.AskCondition(Id(1)));
        story.Do(new RunCommand.AnswerCondition(Id(1), "Anna", true, "terminal")).ShouldAttempt(2);
    }

    [Fact]
    public void a_condition_that_does_not_hold_takes_the_children_along_and_opens_their_gates()
    {
        var story = new Story(Group(1).If("with Redis"), Reads(2).Under(1), Reads(3));

        story.Do(new RunCommand.AnswerCondition(Id(1), "Anna", false, "terminal"));
        story.Next.ShouldBeOfType<NextAct.Leave>().Because.ShouldBe(LeftBecause.Condition);
        story.Left(2, LeftBecause.Condition).Made(3).ShouldEndAs(Outcome.Go);
    }

    [Fact]
    public void children_come_before_a_parent_that_a_person_decides()
    {
        var story = new Story(Ask(1), Reads(2).Under(1), Ask(3).Under(1));

        story.ShouldAttempt(2).Made(2).ShouldBeDue(new NextAct.Ask(Id(3))).Answered(3, "yes").ShouldBeDue(new NextAct.Ask(Id(1)));
    }

    [Fact]
    public void a_parent_is_asked_only_after_somebody_said_how_to_go_on_from_a_failed_child()
    {
        new Story(Ask(1), Reads(2).Under(1))
            .Made(2, Verdict.Fail)
            .ShouldBeDue(new NextAct.HandleFailure(Id(2)))
            .Accepted(2)
            .ShouldBeDue(new NextAct.Ask(Id(1)));
    }

    [Fact]
    public void the_condition_of_a_parent_that_a_person_decides_comes_before_the_children()
    {
        new Story(Ask(1).If("with Redis"), Reads(2).Under(1)).ShouldBeDue(new NextAct.AskCondition(Id(1)));
    }

    [Fact]
    public void a_command_with_children_runs_before_what_is_looked_at_after_it()
    {
        new Story(Changes(1), Reads(2).Under(1)).ShouldAttempt(1);
    }

    [Theory]
    [InlineData(Verdict.Fail)]
    [InlineData(Verdict.Error)]
    [InlineData(Verdict.Inconclusive)]
    [InlineData(Verdict.NotRun)]
    public void what_did_not_pass_is_put_to_a_person_before_anything_else_starts(Verdict verdict)
    {
        new Story(Reads(1), Changes(2)).Made(1, verdict).ShouldBeDue(new NextAct.HandleFailure(Id(1)));
    }

    [Fact]
    public void a_command_of_a_block_that_did_not_pass_is_put_to_a_person_too()
    {
        var story = new Story(Reads(1), Part(2, block: 1), Changes(3)).Made(
            1,
            Verdict.Pass,
            new PartEnd(Id(2), new(Verdict.Fail, "no"), [])
        );

        story.ShouldBeDue(new NextAct.HandleFailure(Id(2)));
    }

    [Fact]
    public void a_block_that_did_not_pass_is_put_to_a_person_once_with_all_its_commands()
    {
        var story = new Story(Reads(1), Part(2, block: 1)).Made(1, Verdict.Fail, new PartEnd(Id(2), new(Verdict.Fail, "no"), []));

        story.ShouldBeDue(new NextAct.HandleFailure(Id(1))).Accepted(1).ShouldEndAs(Outcome.NoGo);
    }

    [Fact]
    public void a_waiver_that_expired_is_put_to_a_person_again()
    {
        var story = new Story(Reads(1), Ask(2)).Made(1, Verdict.Fail).Waived(1, hours: 1).ShouldBeDue(new NextAct.Ask(Id(2)));

        story.Later(TimeSpan.FromHours(1)).ShouldBeDue(new NextAct.HandleFailure(Id(1)));
    }

    [Fact]
    public void a_step_that_began_and_has_no_end_is_settled_first()
    {
        new Story(Changes(1), Changes(2)).Began(1).ShouldBeDue(new NextAct.Settle(Id(1)));
    }

    [Fact]
    public void what_destroys_is_confirmed_first()
    {
        var story = new Story(Destroys(1)).ShouldBeDue(new NextAct.ConfirmDestruction(Id(1)));

        story.Do(new RunCommand.ConfirmDestruction(Id(1), "Anna", "shop")).ShouldAttempt(1);
    }

    [Fact]
    public void what_a_machine_must_not_run_is_asked_of_a_person()
    {
        new Story(Changes(1) with { Blocked = ["it holds a placeholder"] }).ShouldBeDue(new NextAct.Ask(Id(1)));
    }

    [Fact]
    public void rollback_steps_are_out_of_reach_on_the_way_forward()
    {
        new Story(Reads(1), Changes(2).Back).Made(1).ShouldEndAs(Outcome.Go);
    }

    [Fact]
    public void on_the_way_back_only_rollback_steps_are_due()
    {
        var story = new Story(Changes(1), Changes(2), Changes(3).Back).Made(1).Do(new RunCommand.RollBack("Anna", "errors"));

        story.ShouldAttempt(3).Made(3).ShouldEndAs(Outcome.RolledBack);
    }

    [Fact]
    public void rolled_back_is_said_only_when_every_step_of_the_way_back_passed()
    {
        var story = new Story(Changes(1), Changes(2).Back, Reads(3).Back).Made(1).Do(new RunCommand.RollBack("Anna", "errors"));

        story.Made(2).Made(3, Verdict.Inconclusive).Accepted(3).ShouldEndAs(Outcome.NoGo);
    }

    [Fact]
    public void a_way_back_that_was_left_out_is_not_rolled_back()
    {
        var story = new Story(Changes(1), Changes(2).Back.Maybe).Made(1).Do(new RunCommand.RollBack("Anna", "errors"));

        story.Left(2).ShouldEndAs(Outcome.NoGo);
    }

    [Fact]
    public void a_run_is_a_go_when_every_gate_is_open()
    {
        new Story(Reads(1), Ask(2)).Made(1).Answered(2, "yes").ShouldEndAs(Outcome.Go);
    }

    [Fact]
    public void a_left_out_step_makes_a_no_go()
    {
        new Story(Reads(1), Ask(2)).Made(1).Left(2).ShouldEndAs(Outcome.NoGo);
    }

    [Fact]
    public void a_plan_without_steps_is_never_a_go()
    {
        new Story().ShouldEndAs(Outcome.NoGo);
    }

    [Fact]
    public void a_plan_of_which_nothing_was_carried_out_is_never_a_go()
    {
        new Story(Reads(1).Maybe, Field(2)).Left(1).Left(2, LeftBecause.LeftEmpty).ShouldEndAs(Outcome.NoGo);
    }

    [Fact]
    public void a_recorded_date_alone_is_never_a_go()
    {
        var story = new Story(Blank(1, "Date", Checklists.PlaceKind.Date));

        story.Do(new RunCommand.Record(Id(1), "2030-01-01", new(Verdict.Pass, "recorded by the run"))).ShouldEndAs(Outcome.NoGo);
    }
}
