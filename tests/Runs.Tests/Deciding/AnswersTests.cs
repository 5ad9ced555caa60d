using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Deciding;

public sealed class AnswersTests
{
    [Theory]
    [InlineData("yes")]
    [InlineData("Y")]
    [InlineData("done")]
    [InlineData("ja")]
    [InlineData("yes, three pods are up")]
    [InlineData("OK - looked at it twice")]
    public void a_plain_question_passes_with_a_yes(string said)
    {
        new Story(Ask(1)).Answered(1, said)[1].Verdict.ShouldBe(Verdict.Pass);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("N")]
    [InlineData("failed")]
    [InlineData("not done")]
    [InlineData("no, the queue is stuck")]
    [InlineData("NO-GO")]
    public void a_plain_question_fails_with_a_no(string said)
    {
        new Story(Ask(1)).Answered(1, said)[1].Verdict.ShouldBe(Verdict.Fail);
    }

    [Theory]
    [InlineData("maybe")]
    [InlineData("errors everywhere")]
    [InlineData("?")]
    public void words_that_say_neither_yes_nor_no_are_not_taken_for_either(string said)
    {
        var story = new Story(Ask(1));

        story.Refusal(story.Answer(1, said)).ShouldContain("yes or no");
        story[1].Stage.ShouldBe(StepStage.Pending);
    }

    [Fact]
    public void a_blank_takes_any_words()
    {
        new Story(Field(1)).Answered(1, "blue-green")[1].Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void an_answer_needs_words_and_a_name()
    {
        var story = new Story(Ask(1));

        story.Try(story.Answer(1, " ")).ShouldNotBeNull();
        story.Try(story.Answer(1, "yes", by: "")).ShouldNotBeNull();
    }

    [Fact]
    public void an_answer_is_given_once()
    {
        var story = new Story(Ask(1)).Answered(1, "no");

        story.Try(story.Answer(1, "yes")).ShouldNotBeNull();
    }

    [Fact]
    public void nobody_answers_for_a_machine()
    {
        var story = new Story(Reads(1), Group(2), Reads(3).Under(2), Moment(4, "T-1h"));

        story.Try(story.Answer(1, "yes")).ShouldNotBeNull();
        story.Try(story.Answer(2, "yes")).ShouldNotBeNull();
        story.Try(story.Answer(4, "yes")).ShouldNotBeNull();
    }

    [Fact]
    public void a_command_that_a_machine_must_not_run_is_answered_by_whoever_did_it()
    {
        var story = new Story(Changes(1) with { Blocked = ["it waits for a person at a keyboard"] });

        story.Answered(1, "done")[1].Answer!.By.ShouldBe("Anna");
    }

    [Fact]
    public void whoever_did_a_block_by_hand_did_its_commands()
    {
        var story = new Story(Changes(1) with { Blocked = ["it waits for a person at a keyboard"] }, Part(2, block: 1));

        story.Answered(1, "done").ShouldEndAs(Outcome.Go);
    }

    [Fact]
    public void a_command_that_its_block_did_not_come_to_again_keeps_nobody_from_signing()
    {
        var story = new Story(Reads(1), Part(2, block: 1), Signoff(3)).Made(
            1,
            Verdict.Fail,
            new PartEnd(Id(2), new(Verdict.Fail, "no"), [])
        );
        story.Do(new RunCommand.Retry(Id(1), "slipway")).Began(1);
        story.Refusal(story.Answer(3, "approved")).ShouldContain("is being looked at again");

        story.Ended(1, Verdict.Inconclusive).Accepted(1).Answered(3, "approved");

        story[3].Verdict.ShouldBe(Verdict.Pass);
        story.ShouldEndAs(Outcome.NoGo);
    }

    [Theory]
    [InlineData("NO-GO")]
    [InlineData("no-go")]
    [InlineData("ROLLBACK")]
    [InlineData("**NO-GO**")]
    [InlineData("❌ NO-GO")]
    public void a_decision_against_going_fails(string choice)
    {
        new Story(Decision(1, "GO", choice)).Answered(1, choice)[1].Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void a_decision_against_going_fails_also_where_the_document_lists_no_choices()
    {
        new Story(Decision(1)).Answered(1, "NO-GO")[1].Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void a_no_to_a_decision_fails_although_it_is_a_choice()
    {
        var decision = Decision(1, "Yes", "No") with { Expect = "one of Yes/No" };

        new Story(decision).Answered(1, "No")[1].Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void a_decision_to_go_passes()
    {
        new Story(Decision(1, "GO", "NO-GO") with { Expect = "one of GO/NO-GO" }).Answered(1, "go")[1].Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void a_choice_that_the_document_does_not_offer_is_refused()
    {
        var story = new Story(Decision(1, "GO", "NO-GO"));

        story.Refusal(story.Answer(1, "yes")).ShouldContain("GO / NO-GO");
    }

    [Fact]
    public void a_choice_that_is_not_the_wanted_one_fails()
    {
        var step = Field(1) with { Choices = ["Yes", "No"], Expect = "equals 'No'", HoldsGate = true };

        new Story(step).Answered(1, "Yes")[1].Verdict.ShouldBe(Verdict.Fail);
        new Story(step).Answered(1, "No")[1].Verdict.ShouldBe(Verdict.Pass);
    }

    [Theory]
    [InlineData("212", Verdict.Pass)]
    [InlineData("212 ms", Verdict.Pass)]
    [InlineData("0.8 s", Verdict.Fail)]
    [InlineData("fast", Verdict.Inconclusive)]
    [InlineData("NaN", Verdict.Inconclusive)]
    public void a_number_that_a_person_reads_is_held_against_its_bound(string said, Verdict verdict)
    {
        var step = Ask(1, ItemKind.Metric) with { Expect = "value < 500 ms", Unit = "ms" };

        new Story(step).Answered(1, said)[1].Verdict.ShouldBe(verdict);
    }

    [Theory]
    [InlineData("Approved", Verdict.Pass)]
    [InlineData("yes", Verdict.Pass)]
    [InlineData("Anna", Verdict.Pass)]
    [InlineData("Declined", Verdict.Fail)]
    [InlineData("no", Verdict.Fail)]
    [InlineData("not approved", Verdict.Fail)]
    public void a_signature_approves_or_declines(string said, Verdict verdict)
    {
        new Story(Signoff(1)).Answered(1, said)[1].Verdict.ShouldBe(verdict);
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("when the tests are done")]
    public void words_that_do_not_approve_do_not_sign(string said)
    {
        var story = new Story(Signoff(1));

        story.Try(story.Answer(1, said)).ShouldNotBeNull();
    }

    [Fact]
    public void where_signatures_are_recorded_a_name_alone_does_not_sign()
    {
        var story = new Story(Story.Start(Signoff(1)) with { NamesAreEnough = false }).Answered(1, "Approved");

        story[1].Verdict.ShouldBe(Verdict.Inconclusive);
        story[1].Answer!.By.ShouldBe("Anna");
    }

    [Fact]
    public void a_person_without_the_role_cannot_sign()
    {
        var story = WithPeople(Signoff(1, "Security"));

        story.Try(story.Answer(1, "Approved", by: "Anna")).ShouldBe("Anna does not sign as Security; slipway.yaml says QA.");
        story.Try(story.Answer(1, "Approved", by: "berta")).ShouldBeNull();
    }

    [Fact]
    public void a_person_who_is_not_named_cannot_sign()
    {
        var story = WithPeople(Signoff(1));

        story.Refusal(story.Answer(1, "Approved", by: "Mallory")).ShouldContain("not among the people");
    }

    [Fact]
    public void a_decision_that_names_a_role_is_made_in_that_role()
    {
        var story = WithPeople(Decision(1, "GO", "NO-GO") with { Role = "Security" });

        story.Try(story.Answer(1, "GO", by: "Anna")).ShouldNotBeNull();
    }

    [Fact]
    public void nobody_signs_in_a_role_that_was_not_asked_for()
    {
        var story = new Story(Signoff(1, "CTO"));

        story.Refusal(story.Answer(1, "Approved", role: "Intern")).ShouldContain("CTO");
        story.Try(story.Answer(1, "Approved", role: "cto")).ShouldBeNull();
    }

    [Fact]
    public void nobody_claims_a_role_that_slipway_yaml_does_not_give()
    {
        var story = WithPeople(Signoff(1));

        story.Refusal(story.Answer(1, "Approved", by: "Anna", role: "Security")).ShouldContain("Security");
    }

    [Fact]
    public void a_signature_covers_the_plan_and_the_verdicts_that_were_shown()
    {
        var story = new Story(Reads(1), Signoff(2)).Made(1);
        var shown = story.State.VerdictsDigest.Hex;
        story.Answered(2, "Approved");

        story[2].Answer!.PlanDigest.ShouldBe(story.State.Started.PlanDigest);
        story[2].Answer!.VerdictsDigest.ShouldBe(shown);
    }

    [Fact]
    public void a_later_attempt_of_a_verdict_voids_the_signatures_that_covered_it()
    {
        var story = new Story(Reads(1), Signoff(2), Ask(3)).Made(1, Verdict.Fail).Waived(1, hours: 1).Answered(2, "Approved");

        story.Later(TimeSpan.FromHours(2)).Do(new RunCommand.Retry(Id(1), "Anna")).Made(1);

        story.ShouldBeDue(new NextAct.Ask(Id(2)));
        story[2].Why.ShouldContain("line 1");
    }

    [Fact]
    public void it_is_the_order_of_events_and_not_the_clock_that_says_what_a_signature_covered()
    {
        var story = new Story(Reads(1), Signoff(2)).Made(1, Verdict.Fail).Waived(1, hours: 1);

        story.Later(TimeSpan.FromHours(-3)).Answered(2, "Approved").Later(TimeSpan.FromHours(5)).Do(new RunCommand.Retry(Id(1), "Anna"));

        story[2].Stage.ShouldBe(StepStage.Pending);
    }

    [Fact]
    public void a_signature_that_did_not_cover_a_verdict_outlives_its_next_attempt()
    {
        var story = new Story(Signoff(1), Reads(2)).Answered(1, "Approved").Later(TimeSpan.FromMinutes(1)).Made(2, Verdict.Fail);

        story.Do(new RunCommand.Retry(Id(2), "Anna"))[1].Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void a_condition_is_answered_before_the_step_is()
    {
        var story = new Story(Ask(1).If("with a migration"));

        story.Refusal(story.Answer(1, "no")).ShouldContain("with a migration");
        story.Do(new RunCommand.AnswerCondition(Id(1), "Anna", true, "terminal")).Answered(1, "no")[1].Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void a_condition_is_answered_once_and_only_where_there_is_one()
    {
        var story = new Story(Reads(1), Reads(2).If("with a migration"));
        var holds = new RunCommand.AnswerCondition(Id(2), "Anna", true, "terminal");

        story.Try(holds with { Step = Id(1) }).ShouldNotBeNull();
        story.Do(holds).Try(holds).ShouldNotBeNull();
        story[2].Verdict.ShouldBe(Verdict.NotRun);
    }

    private static Story WithPeople(Step step) =>
        new(Story.Start(step) with { People = [new("Anna", ["QA"]), new("Berta", ["QA", "security"])] });
}
