using Slipway.Kernel;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Deciding;

public sealed class RehearsalsTests
{
    [Fact]
    public void a_rehearsal_never_begins_a_change()
    {
        var story = Story.Rehearsal(Changes(1));

        story.Next.ShouldBeOfType<NextAct.Leave>().Because.ShouldBe(LeftBecause.Rehearsal);
        story.Try(new RunCommand.Begin(Id(1))).ShouldBe("L1 changes something; a rehearsal only reads.");
    }

    [Fact]
    public void a_rehearsal_never_asks()
    {
        var story = Story.Rehearsal(
            Ask(1),
            Signoff(2, "CTO"),
            Reads(3).If("with Redis"),
            Destroys(4),
            Group(5).If("with SMS"),
            Reads(6).Under(5)
        );

        for (var act = story.Next; act is not NextAct.Finish; act = story.Next)
        {
            act.ShouldNotBeOfType<NextAct.Ask>();
            act.ShouldNotBeOfType<NextAct.AskCondition>();
            act.ShouldNotBeOfType<NextAct.ConfirmDestruction>();
            Carry(story, act);
        }
    }

    [Fact]
    public void what_passed_in_a_rehearsal_before_any_change_stands()
    {
        Story.Rehearsal(Reads(1)).Made(1)[1].Verdict.ShouldBe(Verdict.Pass);
    }

    [Theory]
    [InlineData(Verdict.Pass)]
    [InlineData(Verdict.Fail)]
    public void a_look_after_an_unmade_change_of_its_phase_says_nothing(Verdict seen)
    {
        var story = Story.Rehearsal(Changes(1).In("Deploy"), Reads(2).In("Deploy")).Left(1, LeftBecause.Rehearsal).Made(2, seen);

        story[2].Verdict.ShouldBe(Verdict.Inconclusive);
        story[2].Why.ShouldContain("line 1");
    }

    [Theory]
    [InlineData(Verdict.Pass, Verdict.Pass)]
    [InlineData(Verdict.Fail, Verdict.Inconclusive)]
    public void a_look_in_a_later_phase_speaks_only_when_it_passes(Verdict seen, Verdict told)
    {
        var story = Story.Rehearsal(Changes(1).In("Deploy"), Reads(2).In("Verify")).Left(1, LeftBecause.Rehearsal).Made(2, seen);

        story[2].Verdict.ShouldBe(told);
    }

    [Fact]
    public void a_failure_under_a_condition_that_nobody_was_asked_says_nothing()
    {
        Story.Rehearsal(Reads(1).If("with Redis")).Made(1, Verdict.Fail)[1].Verdict.ShouldBe(Verdict.Inconclusive);
        Story.Rehearsal(Group(1).If("with Redis"), Reads(2).Under(1)).Made(2, Verdict.Fail)[2].Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void a_rehearsal_in_which_nothing_failed_is_rehearsed_and_never_a_go()
    {
        var story = Story.Rehearsal(Reads(1)).Made(1);

        story.ShouldEndAs(Outcome.Rehearsed);
        story.Try(new RunCommand.Finish(Outcome.Go, "all green")).ShouldNotBeNull();
    }

    [Fact]
    public void a_failure_makes_a_rehearsal_a_no_go()
    {
        Story.Rehearsal(Reads(1), Reads(2)).Made(1, Verdict.Fail).Made(2).ShouldEndAs(Outcome.NoGo);
    }

    [Fact]
    public void a_way_back_that_cannot_be_gone_makes_a_rehearsal_a_no_go()
    {
        var story = Story.Rehearsal(Readiness("dead script"), Changes(1), Changes(2).Back);

        story.ShouldBeDue(new NextAct.JudgeReadiness(StepId.RollbackPlan));
        story.Do(new RunCommand.End(StepId.RollbackPlan, new(Verdict.Fail, "dead script"), [], null, []));
        story.Left(1, LeftBecause.Rehearsal).ShouldEndAs(Outcome.NoGo);
    }

    [Fact]
    public void a_rehearsal_takes_nothing_back()
    {
        Story.Rehearsal(Reads(1), Changes(2).Back).Try(new RunCommand.RollBack("Anna", "errors")).ShouldNotBeNull();
    }

    private static void Carry(Story story, NextAct act)
    {
        switch (act)
        {
            case NextAct.Leave it:
                story.Do(new RunCommand.Leave(it.Step, it.Because, it.Why, null));
                break;
            case NextAct.Attempt it:
                it.Steps.ToList().ForEach(id => story.Made(story.State.Steps[id].Step.Line));
                break;
            default:
                throw new InvalidOperationException($"Not expected: {act}");
        }
    }
}
