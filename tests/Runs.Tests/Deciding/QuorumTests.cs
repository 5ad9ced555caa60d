using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Deciding;

public sealed class QuorumTests : IDisposable
{
    private static readonly Quorum Two = new() { Need = 2, Of = ["Lead"] };
    private readonly Board _board = new();

    [Fact]
    public void two_distinct_people_open_it_and_one_does_not()
    {
        var story = _board.Asked(Two);
        story.Do(_board.Signed(story, "Ada"));
        story[2].Stage.ShouldBe(StepStage.Waiting);
        story.Refusal(_board.Signed(story, "Ada")).ShouldContain("another person is needed");

        story.Do(_board.Signed(story, "Bo"));
        story[2].Verdict.ShouldBe(Verdict.Pass);
        story[2].Given.Select(it => it.By).ShouldBe(["Ada", "Bo"]);
    }

    [Fact]
    public void the_wrong_role_and_strangers_do_not_count()
    {
        var story = _board.Asked(Two);

        story.Refusal(_board.Signed(story, "Di")).ShouldContain("Lead is asked for");
        story.Refusal(_board.Signed(story, "Zoe", keyOf: "Ada")).ShouldContain("Zoe");
    }

    [Fact]
    public void neither_author_nor_operator_count_where_they_must_not()
    {
        var story = _board.Asked(Two with { Not = [Quorum.Author, Quorum.Operator] });

        story.Refusal(_board.Signed(story, "Cy")).ShouldContain("wrote the checklist");
        story.Refusal(_board.Signed(story, "Olga")).ShouldContain("runs this");
        story.Do(new RunCommand.Resume("Bo"));
        story.Refusal(_board.Signed(story, "Bo")).ShouldContain("runs this");
    }

    [Theory]
    [InlineData(null, "is not known")]
    [InlineData("Somebody <else@example.org>", "does not say who that is")]
    public void an_author_who_is_not_known_is_not_taken_for_somebody_else(string? author, string why)
    {
        var story = _board.Asked(Two with { Not = [Quorum.Author] }, author: author);

        story.Refusal(_board.Signed(story, "Ada")).ShouldContain(why);
    }

    [Fact]
    public void an_operator_who_is_not_known_is_not_taken_for_somebody_else()
    {
        var story = _board.Asked(Two with { Not = [Quorum.Operator] });
        story.Do(new RunCommand.Resume("deploy"));

        story.Refusal(_board.Signed(story, "Ada")).ShouldContain("deploy");
    }

    [Fact]
    public void one_who_declines_is_enough_and_a_no_after_ones_own_yes_counts()
    {
        var story = _board.Asked(Two);
        story.Do(_board.Signed(story, "Ada")).Do(_board.Signed(story, "Ada", "Declined"));

        story[2].Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void by_quorum_as_many_decline_as_approve()
    {
        var story = _board.Asked(Two with { RejectByQuorum = true });
        story.Do(_board.Signed(story, "Ada", "Declined")).Do(_board.Signed(story, "Bo"));
        story[2].Stage.ShouldBe(StepStage.Waiting);

        story.Do(_board.Signed(story, "Fay", "Declined"));
        story[2].Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void a_delegate_signs_in_the_place_of_one_person_until_the_end()
    {
        var delegated = Two with { Delegates = [new("Ada", "Eve", Story.Eight.AddHours(1), "on leave")] };
        var story = _board.Asked(delegated);
        story.Do(_board.Signed(story, "Eve"));
        story[2].Given[0].For.ShouldBe("Ada");
        story.Refusal(_board.Signed(story, "Ada")).ShouldContain("in the place of Ada already");

        var late = _board.Asked(delegated).Later(TimeSpan.FromHours(2));
        late.Refusal(_board.Signed(late, "Eve")).ShouldContain("may not answer here");
    }

    [Fact]
    public void who_must_not_sign_sends_nobody_else()
    {
        var story = _board.Asked(Two with { Not = [Quorum.Author], Delegates = [new("Cy", "Eve", Story.Eight.AddHours(1), "on leave")] });

        story.Refusal(_board.Signed(story, "Eve")).ShouldContain("may not answer here");
    }

    [Fact]
    public void the_end_of_the_time_never_approves()
    {
        var story = _board.Asked(Two with { Deadline = TimeSpan.FromMinutes(30) });
        story.Do(_board.Signed(story, "Ada")).Later(TimeSpan.FromMinutes(30));
        story.Refusal(_board.Signed(story, "Bo")).ShouldContain("nothing that comes later counts");

        story.ShouldBeDue(new NextAct.Expire(Id(2))).Do(new RunCommand.Expire(Id(2)));
        story[2].Verdict.ShouldBe(Verdict.Inconclusive);
        story.ShouldBeDue(new NextAct.HandleFailure(Id(2)));
    }

    [Fact]
    public void where_it_aborts_the_end_of_the_time_ends_the_run()
    {
        var story = _board.Asked(Two with { Deadline = TimeSpan.FromMinutes(30), AbortOnExpiry = true }).Later(TimeSpan.FromHours(1));
        story.Do(new RunCommand.Expire(Id(2)));

        story.ShouldEndAs(Outcome.NoGo);
        story.Refusal(new RunCommand.Retry(Id(2), "Olga")).ShouldContain("over");
    }

    [Fact]
    public void people_are_reminded_and_somebody_else_is_told_at_half_time()
    {
        var story = _board.Asked(Two with { Deadline = TimeSpan.FromMinutes(30), Remind = TimeSpan.FromMinutes(10), EscalateTo = "CTO" });
        story.ShouldBeDue(new NextAct.Ask(Id(2))).Later(TimeSpan.FromMinutes(10)).ShouldBeDue(new NextAct.Remind(Id(2)));
        story.Do(new RunCommand.Remind(Id(2))).ShouldBeDue(new NextAct.Ask(Id(2)));
        story.Refusal(new RunCommand.Remind(Id(2))).ShouldContain("nothing");

        story.Later(TimeSpan.FromMinutes(5)).Do(new RunCommand.Remind(Id(2)));
        story.Events[^1].ShouldBeOfType<RunEvent.HoldEscalated>().To.ShouldBe("CTO");
    }

    [Fact]
    public void what_half_of_them_signed_is_void_when_what_it_covers_is_looked_at_again()
    {
        var story = _board.Asked(Two);
        story.Do(_board.Signed(story, "Ada")).Do(new RunCommand.Retry(Id(1), "Olga")).Made(1);
        story[2].Given.ShouldBeEmpty();

        story.Do(_board.Signed(story, "Bo"));
        story[2].Stage.ShouldBe(StepStage.Waiting);
    }

    [Fact]
    public void one_waiver_does_not_do_for_several_people()
    {
        var story = _board.Asked(Two);
        story.Do(_board.Signed(story, "Ada", "Declined"));

        story.Refusal(_board.Waiver(story, 2, "Ada")).ShouldContain("break the glass");
    }

    [Fact]
    public void two_who_may_break_the_glass_open_it_for_a_while_and_it_never_reads_as_a_pass()
    {
        var story = _board.Asked(Two);
        story.Refusal(_board.Glass(story, "Ada")).ShouldContain("may not break the glass");
        story.Do(_board.Glass(story, "Di"));
        story.State.Opens(Id(2), story.Now).ShouldBeFalse();
        story.Refusal(_board.Glass(story, "Di")).ShouldContain("a second person");

        story.Do(_board.Glass(story, "Eve"));
        story.State.Opens(Id(2), story.Now).ShouldBeTrue();
        story[2].Verdict.ShouldBe(Verdict.Inconclusive);
        story.State.Opens(Id(2), story.Now.AddHours(3)).ShouldBeFalse();
    }

    [Fact]
    public void a_glass_is_whole_again_when_what_it_covers_is_looked_at_again()
    {
        var story = _board.Asked(Two);
        story.Do(_board.Glass(story, "Di")).Do(_board.Glass(story, "Eve"));
        story.Do(new RunCommand.Retry(Id(1), "Olga"));

        story.State.Opens(Id(2), story.Now).ShouldBeFalse();
    }

    [Fact]
    public void a_name_alone_does_not_break_the_glass_where_keys_are_needed()
    {
        var story = _board.Asked(Two);

        story.Refusal(_board.Glass(story, "Di") with { Signed = null }).ShouldContain("sign with a key");
    }

    [Theory]
    [InlineData("2 of 3 leads approve", 2)]
    [InlineData("At least two approvals", 2)]
    [InlineData("three of the five board members sign", 3)]
    [InlineData("Two sign-offs from engineering", 2)]
    [InlineData("Approved by 2 people", null)]
    [InlineData("1 approval", null)]
    [InlineData("Version 2 approved", null)]
    [InlineData("99 approvals", null)]
    public void the_document_says_plainly_how_many(string text, int? need)
    {
        Quorate.Said(text).ShouldBe(need);
    }

    public void Dispose() => _board.Dispose();
}
