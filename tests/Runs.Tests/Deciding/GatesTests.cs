using Slipway.Kernel;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Deciding;

public sealed class GatesTests
{
    [Theory]
    [InlineData(Verdict.Pass, true)]
    [InlineData(Verdict.Fail, false)]
    [InlineData(Verdict.Error, false)]
    [InlineData(Verdict.Inconclusive, false)]
    [InlineData(Verdict.NotRun, false)]
    public void only_a_pass_opens_a_gate(Verdict verdict, bool opens)
    {
        var story = new Story(Reads(1)).Made(1, verdict);

        story.State.Opens(Id(1), story.Now).ShouldBe(opens);
    }

    [Fact]
    public void what_was_not_looked_at_opens_nothing()
    {
        var story = new Story(Reads(1));

        story.State.Opens(Id(1), story.Now).ShouldBeFalse();
    }

    [Fact]
    public void a_signed_waiver_opens_the_gate_until_it_expires()
    {
        var story = new Story(Reads(1)).Made(1, Verdict.Fail).Waived(1, hours: 1);

        story.State.Opens(Id(1), story.Now).ShouldBeTrue();
        story.State.Opens(Id(1), story.Now.AddHours(1)).ShouldBeFalse();
    }

    [Fact]
    public void a_waived_step_keeps_the_verdict_that_it_has()
    {
        var story = new Story(Reads(1)).Made(1, Verdict.Fail).Waived(1);

        story.State.VerdictOf(Id(1)).ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void going_on_after_a_failure_leaves_the_gate_shut()
    {
        var story = new Story(Reads(1)).Made(1, Verdict.Fail).Accepted(1);

        story.State.Opens(Id(1), story.Now).ShouldBeFalse();
    }

    [Fact]
    public void going_on_after_an_optional_step_failed_leaves_the_gate_shut_too()
    {
        var story = new Story(Reads(1).Maybe).Made(1, Verdict.Fail).Accepted(1);

        story.State.Opens(Id(1), story.Now).ShouldBeFalse();
    }

    [Theory]
    [InlineData(LeftBecause.ByChoice)]
    [InlineData(LeftBecause.NotSelected)]
    public void a_step_that_was_left_out_opens_nothing(LeftBecause because)
    {
        var story = new Story(Reads(1)).Left(1, because);

        story.State.Opens(Id(1), story.Now).ShouldBeFalse();
    }

    [Fact]
    public void an_optional_step_that_was_left_out_by_choice_holds_nothing_up()
    {
        var story = new Story(Reads(1).Maybe).Left(1);

        story.State.Opens(Id(1), story.Now).ShouldBeTrue();
    }

    [Fact]
    public void what_hangs_on_an_optional_step_may_be_left_out_as_well()
    {
        var story = new Story(Group(1).Maybe, Reads(2).Under(1)).Left(2);

        story.State.Opens(Id(1), story.Now).ShouldBeTrue();
    }

    [Fact]
    public void an_optional_command_that_its_block_did_not_come_to_was_not_left_out_by_choice()
    {
        var story = new Story(Changes(1), Part(2, block: 1).Maybe).Made(1, Verdict.Fail, new PartEnd(Id(2), null, []));

        story.State.Opens(Id(2), story.Now).ShouldBeFalse();
    }

    [Fact]
    public void a_step_whose_condition_does_not_hold_holds_nothing_up()
    {
        var story = new Story(Reads(1).If("with a migration")).Do(new RunCommand.AnswerCondition(Id(1), "Anna", false, "terminal"));

        story.State.Opens(Id(1), story.Now).ShouldBeTrue();
        story[1].Verdict.ShouldBe(Verdict.NotRun);
    }

    [Fact]
    public void a_blank_that_stays_empty_holds_nothing_up()
    {
        var story = new Story(Field(1)).Left(1, LeftBecause.LeftEmpty);

        story.State.Opens(Id(1), story.Now).ShouldBeTrue();
    }

    [Fact]
    public void a_blank_that_was_filled_with_a_failure_holds_the_gate()
    {
        var story = new Story(Field(1) with { Choices = ["PASS", "FAIL"] }).Answered(1, "FAIL");

        story.State.Opens(Id(1), story.Now).ShouldBeFalse();
    }

    [Theory]
    [InlineData(Verdict.Pass, Verdict.NotRun, Verdict.NotRun)]
    [InlineData(Verdict.NotRun, Verdict.Inconclusive, Verdict.Inconclusive)]
    [InlineData(Verdict.Inconclusive, Verdict.Error, Verdict.Error)]
    [InlineData(Verdict.Error, Verdict.Fail, Verdict.Fail)]
    [InlineData(Verdict.Pass, Verdict.Pass, Verdict.Pass)]
    public void a_parent_takes_the_worst_of_its_children(Verdict one, Verdict other, Verdict parent)
    {
        var story = new Story(Group(1), Reads(2).Under(1), Reads(3).Under(1)).Made(2, one).Made(3, other);

        story.State.VerdictOf(Id(1)).ShouldBe(parent);
    }

    [Fact]
    public void a_parent_without_children_is_not_run()
    {
        var story = new Story(Group(1));

        story.State.VerdictOf(Id(1)).ShouldBe(Verdict.NotRun);
        story.State.Opens(Id(1), story.Now).ShouldBeFalse();
    }

    [Fact]
    public void a_waiver_of_a_block_covers_its_commands()
    {
        var story = new Story(Changes(1), Part(2, block: 1))
            .Made(1, Verdict.Fail, new PartEnd(Id(2), new(Verdict.Fail, "no"), []))
            .Waived(1);

        story.State.Opens(Id(2), story.Now).ShouldBeTrue();
        story.State.Opens(Id(2), story.Now.AddHours(2)).ShouldBeFalse();
    }

    [Fact]
    public void the_digest_of_the_verdicts_changes_with_a_verdict_and_with_an_attempt()
    {
        var story = new Story(Reads(1));
        var nothing = story.State.VerdictsDigest;
        var failed = story.Made(1, Verdict.Fail).State.VerdictsDigest;
        var again = story.Do(new RunCommand.Retry(Id(1), "Anna")).Made(1, Verdict.Fail).State.VerdictsDigest;

        new[] { nothing, failed, again }.Distinct().Count().ShouldBe(3);
    }
}
