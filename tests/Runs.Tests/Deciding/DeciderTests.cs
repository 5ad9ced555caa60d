using Slipway.Kernel;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Deciding;

public sealed class DeciderTests
{
    [Fact]
    public void a_change_begins_once()
    {
        var story = new Story(Changes(1)).Began(1);

        story.Try(new RunCommand.Begin(Id(1))).ShouldBe("L1 has begun already; it is not carried out twice.");
    }

    [Fact]
    public void a_change_that_has_its_verdict_does_not_begin_again_by_itself()
    {
        new Story(Changes(1)).Made(1, Verdict.Fail).Try(new RunCommand.Begin(Id(1))).ShouldNotBeNull();
    }

    [Fact]
    public void a_retry_lets_a_step_begin_again_and_keeps_the_attempts()
    {
        var story = new Story(Reads(1)).Made(1, Verdict.Fail).Do(new RunCommand.Retry(Id(1), "Anna")).Made(1);

        story[1].Attempts.Select(it => (it.Number, it.Verdict)).ShouldBe([(1, Verdict.Fail), (2, Verdict.Pass)]);
        story.State.Interventions.ShouldBe(1);
    }

    [Fact]
    public void a_retry_of_a_block_takes_its_commands_along_and_is_one_intervention()
    {
        var story = new Story(Changes(1), Part(2, block: 1), Part(3, block: 1));
        story.Made(1, Verdict.Fail, new PartEnd(Id(2), new(Verdict.Fail, "no"), []), new PartEnd(Id(3), null, []));

        story.Do(new RunCommand.Retry(Id(1), "Anna"));

        story[2].Stage.ShouldBe(StepStage.Pending);
        story[3].Stage.ShouldBe(StepStage.Pending);
        story.State.Interventions.ShouldBe(1);
    }

    [Fact]
    public void a_retry_of_a_command_is_a_retry_of_its_block()
    {
        var story = new Story(Reads(1), Part(2, block: 1)).Made(1, Verdict.Pass, new PartEnd(Id(2), new(Verdict.Fail, "no"), []));

        story.Do(new RunCommand.Retry(Id(2), "Anna")).ShouldAttempt(1);
    }

    [Fact]
    public void what_passed_is_not_tried_again()
    {
        new Story(Changes(1)).Made(1).Try(new RunCommand.Retry(Id(1), "Anna")).ShouldNotBeNull();
    }

    [Fact]
    public void an_end_without_a_beginning_is_refused()
    {
        new Story(Reads(1)).Try(End(1, Verdict.Pass)).ShouldBe("L1 has not begun, so it cannot end.");
    }

    [Fact]
    public void a_pass_of_a_command_without_evidence_is_inconclusive()
    {
        var story = new Story(Reads(1)).Began(1).Do(new RunCommand.End(Id(1), new(Verdict.Pass, "trust me"), [], null, []));

        story[1].Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void a_number_that_is_none_is_not_recorded(double number)
    {
        var story = new Story(Reads(1)).Began(1);
        story.Do(new RunCommand.End(Id(1), new(Verdict.Inconclusive, "no number"), [], new Quantity(number, "%"), []));

        story[1].Value.ShouldBeNull();
    }

    [Fact]
    public void a_block_ends_only_commands_of_its_own()
    {
        var story = new Story(Changes(1), Changes(2)).Began(1);
        var end = new RunCommand.End(
            Id(1),
            new(Verdict.Pass, "ok"),
            [Story.Seen(Verdict.Pass)],
            null,
            [new PartEnd(Id(2), new(Verdict.Pass, "ok"), [])]
        );

        story.Try(end).ShouldNotBeNull();
    }

    [Fact]
    public void what_holds_a_placeholder_never_begins()
    {
        new Story(Reads(1) with { Blocked = ["it holds a placeholder"] }).Refusal(new RunCommand.Begin(Id(1))).ShouldContain("never runs");
    }

    [Fact]
    public void a_rollback_step_does_not_begin_on_the_way_forward()
    {
        new Story(Changes(1), Changes(2).Back).Refusal(new RunCommand.Begin(Id(2))).ShouldContain("the run goes forward");
    }

    [Fact]
    public void a_rollback_step_is_neither_answered_left_waived_nor_recorded_on_the_way_forward()
    {
        var story = new Story(Changes(1), Ask(2).Back);

        story.Try(story.Answer(2, "yes")).ShouldNotBeNull();
        story.Try(new RunCommand.Leave(Id(2), LeftBecause.ByChoice, "no", "Anna")).ShouldNotBeNull();
        story.Try(story.Waive(2)).ShouldNotBeNull();
        story.Try(new RunCommand.OpenHold(Id(2), "?")).ShouldNotBeNull();
    }

    [Fact]
    public void a_forward_step_does_not_begin_on_the_way_back()
    {
        var story = new Story(Changes(1), Changes(2), Changes(3).Back).Made(1).Do(new RunCommand.RollBack("Anna", "errors"));

        story.Refusal(new RunCommand.Begin(Id(2))).ShouldContain("the run goes back");
    }

    [Fact]
    public void without_rollback_steps_there_is_no_way_back()
    {
        new Story(Changes(1)).Made(1).Try(new RunCommand.RollBack("Anna", "errors")).ShouldBe("The document has no rollback steps.");
    }

    [Fact]
    public void a_way_back_is_begun_once()
    {
        var story = new Story(Changes(1), Changes(2).Back).Made(1).Do(new RunCommand.RollBack("Anna", "errors"));

        story.Try(new RunCommand.RollBack("Anna", "errors")).ShouldNotBeNull();
    }

    [Fact]
    public void nothing_that_changes_starts_while_the_way_back_cannot_be_gone()
    {
        var story = new Story(Readiness("rollback.sh is not there"), Changes(1), Changes(2).Back);
        story.Do(new RunCommand.End(StepId.RollbackPlan, new(Verdict.Fail, "rollback.sh is not there"), [], null, []));

        story
            .Try(new RunCommand.Begin(Id(1)))
            .ShouldBe("Nothing that changes starts while the way back cannot be gone, unless that is waived.");
    }

    [Fact]
    public void nothing_that_changes_starts_before_the_way_back_was_looked_at()
    {
        new Story(Readiness(), Changes(1), Changes(2).Back).Try(new RunCommand.Begin(Id(1))).ShouldNotBeNull();
    }

    [Fact]
    public void a_waiver_lets_changes_start_without_a_way_back_until_it_expires()
    {
        var story = new Story(Readiness("dead script"), Changes(1), Changes(2), Changes(3).Back);
        story.Do(new RunCommand.End(StepId.RollbackPlan, new(Verdict.Fail, "dead script"), [], null, []));
        story.Do(new RunCommand.Waive(StepId.RollbackPlan, "Anna", null, "restored by hand", story.Now.AddHours(1)));

        story.Made(1).Later(TimeSpan.FromHours(2)).Try(new RunCommand.Begin(Id(2))).ShouldNotBeNull();
    }

    [Fact]
    public void a_way_back_that_cannot_be_gone_is_neither_accepted_left_out_nor_answered_away()
    {
        var story = new Story(Readiness("dead script"), Changes(1), Changes(2).Back);
        var answer = new RunCommand.Answer(StepId.RollbackPlan, "Anna", null, "yes", null, "terminal");

        story.Try(new RunCommand.Leave(StepId.RollbackPlan, LeftBecause.ByChoice, "no", "Anna")).ShouldNotBeNull();
        story.Try(answer).ShouldNotBeNull();
        story.Do(new RunCommand.End(StepId.RollbackPlan, new(Verdict.Fail, "dead script"), [], null, []));
        story.Try(new RunCommand.AcceptFailure(StepId.RollbackPlan, "Anna", "so what")).ShouldNotBeNull();
        story.Try(new RunCommand.End(StepId.RollbackPlan, new(Verdict.Pass, "now it can"), [], null, [])).ShouldNotBeNull();
    }

    [Fact]
    public void what_destroys_needs_the_name_of_its_target_typed()
    {
        var story = new Story(Destroys(1, "dropdb --if-exists shop"));

        story.Refusal(new RunCommand.Begin(Id(1))).ShouldContain("nobody has typed");
        story.Refusal(new RunCommand.ConfirmDestruction(Id(1), "Anna", "yes")).ShouldContain("\"shop\"");
        story.Do(new RunCommand.ConfirmDestruction(Id(1), "Anna", " shop ")).Began(1);
    }

    [Fact]
    public void a_second_destruction_needs_a_second_confirmation()
    {
        var story = new Story(Destroys(1)).Do(new RunCommand.ConfirmDestruction(Id(1), "Anna", "shop")).Made(1, Verdict.Fail);

        story.Do(new RunCommand.Retry(Id(1), "Anna")).ShouldBeDue(new NextAct.ConfirmDestruction(Id(1)));
    }

    [Fact]
    public void only_what_destroys_is_confirmed()
    {
        new Story(Changes(1)).Try(new RunCommand.ConfirmDestruction(Id(1), "Anna", "line 1")).ShouldNotBeNull();
    }

    [Fact]
    public void a_question_is_put_only_for_what_a_person_decides_and_only_while_it_is_open()
    {
        var story = new Story(Reads(1), Ask(2)).Made(1, Verdict.Fail).Answered(2, "yes");

        story.Try(new RunCommand.OpenHold(Id(1), "?")).ShouldNotBeNull();
        story.Try(new RunCommand.OpenHold(Id(2), "?")).ShouldNotBeNull();
    }

    [Fact]
    public void the_run_records_only_what_is_its_own()
    {
        var story = new Story(Reads(1), Ask(2));
        var yes = new Judgement(Verdict.Pass, "recorded");

        story.Try(new RunCommand.Record(Id(1), "x", yes)).ShouldNotBeNull();
        story.Try(new RunCommand.Record(Id(2), "x", yes)).ShouldNotBeNull();
    }

    [Fact]
    public void a_measure_that_misses_its_target_fails()
    {
        var story = new Story(Measure(1, "Total deployment time", "value < 15 min"));
        story.Do(new RunCommand.Record(Id(1), "40 min", new(Verdict.Fail, "value is 40 min")));

        story[1].Verdict.ShouldBe(Verdict.Fail);
        story[1].Why.ShouldBe("value is 40 min");
        story.ShouldBeDue(new NextAct.HandleFailure(Id(1)));
    }

    [Fact]
    public void only_a_step_with_a_verdict_that_is_no_pass_is_accepted()
    {
        var story = new Story(Reads(1), Reads(2), Reads(3)).Began(2).Made(3);

        story.Try(new RunCommand.AcceptFailure(Id(1), "Anna", "in advance")).ShouldNotBeNull();
        story.Try(new RunCommand.AcceptFailure(Id(2), "Anna", "in advance")).ShouldNotBeNull();
        story.Try(new RunCommand.AcceptFailure(Id(3), "Anna", "why not")).ShouldNotBeNull();
    }

    [Fact]
    public void going_on_needs_a_name_and_a_reason()
    {
        var story = new Story(Reads(1)).Made(1, Verdict.Fail);

        story.Try(new RunCommand.AcceptFailure(Id(1), " ", "why not")).ShouldNotBeNull();
        story.Try(new RunCommand.AcceptFailure(Id(1), "Anna", " ")).ShouldNotBeNull();
    }

    [Fact]
    public void a_waiver_needs_a_name_a_reason_and_an_expiry_that_lies_ahead()
    {
        var story = new Story(Reads(1)).Made(1, Verdict.Fail);
        var waive = story.Waive(1);

        story.Try(waive with { By = "" }).ShouldNotBeNull();
        story.Try(waive with { Reason = " " }).ShouldNotBeNull();
        story.Try(waive with { Expires = story.Now }).ShouldNotBeNull();
        story.Try(waive).ShouldBeNull();
    }

    [Fact]
    public void nothing_is_waived_before_its_verdict_is_known()
    {
        var story = new Story(Reads(1), Ask(2)).Began(1).Do(new RunCommand.OpenHold(Id(2), "?"));

        story.Try(story.Waive(1)).ShouldNotBeNull();
        story.Try(story.Waive(2)).ShouldNotBeNull();
    }

    [Fact]
    public void a_waiver_is_void_once_the_step_is_tried_again()
    {
        var story = new Story(Reads(1)).Made(1, Verdict.Fail).Waived(1).Do(new RunCommand.Retry(Id(1), "Anna")).Made(1, Verdict.Fail);

        story.State.Opens(Id(1), story.Now).ShouldBeFalse();
    }

    [Fact]
    public void where_names_do_not_sign_nothing_is_waived()
    {
        var story = new Story(Story.Start(Reads(1)) with { NamesAreEnough = false }).Made(1, Verdict.Fail);

        story.Refusal(story.Waive(1)).ShouldContain("does not sign");
    }

    [Fact]
    public void where_people_are_named_only_they_waive()
    {
        var people = new[] { new Signatory("Berta", ["QA"]), new Signatory("Carl", ["CTO"]) };
        var story = new Story(Story.Start(Reads(1)) with { People = people }).Made(1, Verdict.Fail);

        story.Refusal(story.Waive(1)).ShouldContain("Berta");
        story.Refusal(story.Waive(1) with { By = "berta", Role = "CTO" }).ShouldContain("CTO");
        story.Try(story.Waive(1) with { By = "Berta" }).ShouldBeNull();
    }

    [Fact]
    public void a_waiver_covers_the_plan_and_the_verdicts_that_were_shown()
    {
        var story = new Story(Reads(1)).Made(1, Verdict.Fail);
        var shown = story.State.VerdictsDigest.Hex;
        story.Waived(1);

        story[1].Waiver!.PlanDigest.ShouldBe(story.State.Started.PlanDigest);
        story[1].Waiver!.VerdictsDigest.ShouldBe(shown);
    }

    [Fact]
    public void a_step_that_has_begun_is_not_left_out()
    {
        new Story(Changes(1)).Began(1).Try(new RunCommand.Leave(Id(1), LeftBecause.ByChoice, "no", "Anna")).ShouldNotBeNull();
    }

    [Fact]
    public void leaving_a_block_out_leaves_its_commands_out()
    {
        var story = new Story(Reads(1), Part(2, block: 1)).Left(1);

        story[2].Left!.Because.ShouldBe(LeftBecause.ByChoice);
    }

    [Theory]
    [InlineData(Settled.VerifiedDone)]
    [InlineData(Settled.ToldDone)]
    public void an_unknown_outcome_that_was_done_is_done_with_all_its_commands(Settled how)
    {
        var story = new Story(Changes(1), Part(2, block: 1)).Began(1);

        story
            .Do(new RunCommand.Settle(Id(1), how, "it is there", "Anna") { Evidence = [Story.Seen(Verdict.Pass)] })
            .ShouldEndAs(Outcome.Go);
    }

    [Fact]
    public void an_unknown_outcome_that_is_run_again_begins_as_the_next_attempt()
    {
        var story = new Story(Changes(1)).Began(1).Do(new RunCommand.Settle(Id(1), Settled.RunAgain, "asked for", "Anna")).Began(1);

        story[1].LastAttempt.ShouldBe(2);
    }

    [Fact]
    public void what_no_machine_carries_out_does_not_begin()
    {
        var story = new Story(Ask(1), Measure(2, "Manual interventions"), Field(3), Part(4, block: 5), Reads(5));

        foreach (var line in (int[])[1, 2, 3, 4])
        {
            story.Try(new RunCommand.Begin(Id(line))).ShouldNotBeNull($"line {line}");
        }

        story.Try(new RunCommand.Begin(Id(5))).ShouldBeNull();
    }

    [Fact]
    public void a_known_outcome_is_not_settled()
    {
        new Story(Changes(1)).Made(1, Verdict.Fail).Try(new RunCommand.Settle(Id(1), Settled.ToldDone, "x", "Anna")).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(Outcome.Go)]
    [InlineData(Outcome.RolledBack)]
    [InlineData(Outcome.Rehearsed)]
    public void an_end_that_the_state_does_not_bear_out_is_refused(Outcome outcome)
    {
        new Story(Reads(1), Reads(2)).Made(1).Try(new RunCommand.Finish(outcome, "because")).ShouldNotBeNull();
    }

    [Fact]
    public void a_no_go_by_the_word_of_a_person_always_stands()
    {
        new Story(Reads(1)).Do(new RunCommand.Finish(Outcome.NoGo, "stopped by Anna")).State.Ended!.Outcome.ShouldBe(Outcome.NoGo);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void an_end_is_final(RunCommand command)
    {
        var story = new Story(Reads(1), Changes(2).Back).Do(new RunCommand.Finish(Outcome.NoGo, "stopped"));

        story.Try(command).ShouldBe("The run has ended; what it says is final.");
    }

    public static TheoryData<RunCommand> Every() =>
        [
            new RunCommand.Begin(Id(1)),
            End(1, Verdict.Pass),
            new RunCommand.Leave(Id(1), LeftBecause.ByChoice, "x", "Anna"),
            new RunCommand.OpenHold(Id(1), "?"),
            new RunCommand.Answer(Id(1), "Anna", null, "yes", null, "terminal"),
            new RunCommand.AnswerCondition(Id(1), "Anna", true, "terminal"),
            new RunCommand.ConfirmDestruction(Id(1), "Anna", "x"),
            new RunCommand.Record(Id(1), "x", new(Verdict.Pass, "x")),
            new RunCommand.Reach(Id(1), null, "x"),
            new RunCommand.AcceptFailure(Id(1), "Anna", "x"),
            new RunCommand.Waive(Id(1), "Anna", null, "x", Story.Eight.AddDays(1)),
            new RunCommand.Retry(Id(1), "Anna"),
            new RunCommand.Settle(Id(1), Settled.RunAgain, "x", "Anna"),
            new RunCommand.RollBack("Anna", "x"),
            new RunCommand.Pause("x"),
            new RunCommand.Interrupt("x", []),
            new RunCommand.Resume("Anna"),
            new RunCommand.Finish(Outcome.Go, "x"),
        ];

    private static RunCommand.End End(int line, Verdict verdict) => new(Id(line), new(verdict, "seen"), [Story.Seen(verdict)], null, []);
}
