using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Execution;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Execution;

public sealed class EngineTests
{
    [Fact(Timeout = 30_000)]
    public async Task a_whole_go_live_is_a_go()
    {
        using var night = new Night(
            Reads(1, "./check.sh"),
            Reads(2, "./disk.sh"),
            Readiness(),
            Changes(3, "./deploy.sh"),
            Signoff(4, "CTO"),
            Reads(5, "./smoke.sh"),
            Changes(6, "./undo.sh").Back
        );
        night.People.Say(QuestionKind.Answer, new Reply.Said("Anna", "CTO", "Approved", null, "terminal"), 4);

        (await night.RunAsync()).ShouldBe(EngineStop.Ended);

        night.Outcome.ShouldBe(Outcome.Go);
        night.World.Effects.ContainsKey("./undo.sh").ShouldBeFalse();
        night.World.Effects.Values.ShouldAllBe(it => it == 1);
    }

    [Fact(Timeout = 30_000)]
    public async Task the_intention_is_written_before_the_act()
    {
        using var night = new Night(Changes(1, "./deploy.sh"));
        var known = 0;
        night.World.On(
            "./deploy.sh",
            _ =>
            {
                known = night.Records.Count(it => it.Body is RunEvent.StepBegan);
                return new(0);
            }
        );

        await night.RunAsync();

        known.ShouldBe(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task readers_run_side_by_side_up_to_the_limit()
    {
        using var night = new Night(
            Story.Start(Reads(1, "a"), Reads(2, "b"), Reads(3, "c"), Reads(4, "d"), Reads(5, "e")) with
            {
                Parallel = 3,
            }
        );

        await night.RunAsync();

        night.Outcome.ShouldBe(Outcome.Go);
        night.Records.Select(it => it.Body is RunEvent.StepBegan).Skip(1).Take(3).ShouldAllBe(it => it);
        night.World.MostAtOnce.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_failure_that_a_person_stops_at_is_a_no_go_and_nothing_more_starts()
    {
        using var night = new Night(Reads(1, "./check.sh"), Changes(2, "./deploy.sh"));
        night.World.On("./check.sh", exit: 1);
        night.People.Say(QuestionKind.Failure, new Reply.Stop("Anna", "not tonight"));

        await night.RunAsync();

        night.Outcome.ShouldBe(Outcome.NoGo);
        night.World.Effects.ContainsKey("./deploy.sh").ShouldBeFalse();
    }

    [Fact(Timeout = 30_000)]
    public async Task a_failure_with_nobody_there_is_a_no_go()
    {
        using var night = new Night(Reads(1, "./check.sh"), Changes(2, "./deploy.sh"));
        night.World.On("./check.sh", exit: 1);

        (await night.RunAsync()).ShouldBe(EngineStop.Ended);

        night.Outcome.ShouldBe(Outcome.NoGo);
    }

    [Fact(Timeout = 30_000)]
    public async Task what_is_not_known_with_nobody_there_waits()
    {
        using var night = new Night(Reads(1, "./check.sh") with { Expect = "value < 5 %" }, Changes(2, "./deploy.sh"));
        night.World.On("./check.sh", stdout: "no data");

        (await night.RunAsync()).ShouldBe(EngineStop.Waiting);

        night.State.Paused.ShouldNotBeNull();
        night.Outcome.ShouldBeNull();
        night.World.Effects.ContainsKey("./deploy.sh").ShouldBeFalse();
    }

    [Fact(Timeout = 30_000)]
    public async Task a_run_that_waits_goes_on_when_somebody_is_there()
    {
        using var night = new Night(Ask(1), Reads(2));
        (await night.RunAsync()).ShouldBe(EngineStop.Waiting);
        night.People.Answers(1, "yes");

        (await night.ResumeAsync()).ShouldBe(EngineStop.Ended);

        night.Outcome.ShouldBe(Outcome.Go);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_reader_is_tried_as_often_as_was_allowed_and_each_attempt_stays()
    {
        using var night = new Night(Reads(1, "./check.sh") with { Attempts = 3 });
        night.World.On("./check.sh", before => new(before < 2 ? 1 : 0));

        await night.RunAsync();

        night[1].Attempts.Select(it => it.Verdict).ShouldBe([Verdict.Fail, Verdict.Fail, Verdict.Pass]);
        night.Outcome.ShouldBe(Outcome.Go);
        night.State.Interventions.ShouldBe(0);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_change_is_tried_again_only_by_the_word_of_a_person()
    {
        using var night = new Night(Changes(1, "./deploy.sh") with { Attempts = 3 });
        night.World.On("./deploy.sh", before => new(before == 0 ? 1 : 0));
        night.People.SayOnce(QuestionKind.Failure, new Reply.Retry("Anna"));

        await night.RunAsync();

        night.World.Effects["./deploy.sh"].ShouldBe(2);
        night.People.Asked.Count.ShouldBe(1);
        night.Outcome.ShouldBe(Outcome.Go);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_waiver_opens_the_gate()
    {
        using var night = new Night(Reads(1, "./check.sh"), Reads(2));
        night.World.On("./check.sh", exit: 1);
        night.People.Say(QuestionKind.Failure, new Reply.Waive("Anna", null, "known", TimeSpan.FromHours(1)));

        await night.RunAsync();

        night.Outcome.ShouldBe(Outcome.Go);
        night[1].Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact(Timeout = 30_000)]
    public async Task going_on_after_a_failure_ends_as_a_no_go()
    {
        using var night = new Night(Reads(1, "./check.sh"), Reads(2, "./more.sh"));
        night.World.On("./check.sh", exit: 1);
        night.People.Say(QuestionKind.Failure, new Reply.GoOn("Anna", "let us see"));

        await night.RunAsync();

        night.World.Effects["./more.sh"].ShouldBe(1);
        night.Outcome.ShouldBe(Outcome.NoGo);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_rollback_goes_the_way_back_and_is_verified()
    {
        using var night = new Night(
            Readiness(),
            Changes(1, "./deploy.sh"),
            Reads(2, "./smoke.sh"),
            Changes(3, "./undo.sh").Back,
            Reads(4, "./old-version.sh").Back
        );
        night.World.On("./smoke.sh", exit: 1);
        night.People.Say(QuestionKind.Failure, new Reply.RollBack("Anna", "smoke tests fail"));

        await night.RunAsync();

        night.Outcome.ShouldBe(Outcome.RolledBack);
        night.World.Effects["./old-version.sh"].ShouldBe(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_way_back_that_cannot_be_gone_waits_for_a_signature()
    {
        using var night = new Night(Readiness("undo.sh is not there"), Changes(1, "./deploy.sh"), Changes(2, "./undo.sh").Back);

        (await night.RunAsync()).ShouldBe(EngineStop.Waiting);

        night.World.Effects.ShouldBeEmpty();
    }

    [Theory(Timeout = 30_000)]
    [InlineData("Yes", Outcome.Go)]
    [InlineData("No", Outcome.NoGo)]
    public async Task nothing_changes_before_somebody_says_that_the_old_version_can_run_on_the_new_schema(string said, Outcome outcome)
    {
        using var night = new Night(Schema(), Changes(1, "./migrate.sh"), Changes(2, "./undo.sh").Back);
        night.People.Say(QuestionKind.Answer, Crew.Said(said));

        await night.RunAsync();

        night.Outcome.ShouldBe(outcome);
        night.World.Effects.ContainsKey("./migrate.sh").ShouldBe(outcome == Outcome.Go);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_no_to_the_new_schema_is_not_gone_past_and_a_waiver_opens_it()
    {
        using var night = new Night(Schema(), Changes(1, "./migrate.sh"), Changes(2, "./undo.sh").Back);
        night
            .People.Say(QuestionKind.Answer, Crew.Said("No"))
            .SayOnce(QuestionKind.Failure, new Reply.GoOn("Anna", "it will be well"))
            .Say(QuestionKind.Failure, new Reply.Waive("Anna", null, "it was tried on a copy", TimeSpan.FromDays(1)));

        await night.RunAsync();

        night.People.Refusals.ShouldHaveSingleItem().ShouldContain("a \"no\" is no go");
        night.World.Effects["./migrate.sh"].ShouldBe(1);
        night.Outcome.ShouldBe(Outcome.Go);
    }

    private static Step Schema() =>
        Decision(1, "Yes", "No") with
        {
            Id = StepId.OldOnNewSchema,
            Text = "Can the old version run on the new schema?",
        };

    [Fact(Timeout = 30_000)]
    public async Task nothing_is_destroyed_without_its_name()
    {
        using var night = new Night(Destroys(1, "dropdb shop"));
        night.People.Say(QuestionKind.Destruction, Crew.Said("yes")).Say(QuestionKind.Answer, Crew.Said("yes"));

        (await night.RunAsync()).ShouldBe(EngineStop.Waiting);

        night.World.Effects.ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task a_condition_that_nobody_can_read_is_not_taken_for_a_no()
    {
        using var night = new Night(Reads(1).If("with a migration"), Reads(2));
        night.People.Say(QuestionKind.Condition, Crew.Said("two of them"));

        (await night.RunAsync()).ShouldBe(EngineStop.Waiting);

        night[1].Left.ShouldBeNull();
    }

    [Fact(Timeout = 30_000)]
    public async Task a_moment_is_waited_for_without_real_time()
    {
        using var night = new Night(Moment(1, "14:00"), Reads(2));
        var run = night.RunAsync();
        while (!run.IsCompleted)
        {
            await Task.WhenAny(run, night.Clock.SomethingWaits(TestContext.Current.CancellationToken));
            night.Clock.Advance(TimeSpan.FromHours(1));
        }

        (await run).ShouldBe(EngineStop.Ended);
        night[2].Began!.Value.Hour.ShouldBe(14);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(QuestionKind.Answer)]
    [InlineData(QuestionKind.Failure)]
    [InlineData(QuestionKind.Condition)]
    [InlineData(QuestionKind.Destruction)]
    [InlineData(QuestionKind.Unknown)]
    public async Task no_reply_whatever_keeps_the_engine_asking_for_ever(QuestionKind kind)
    {
        Reply[] replies =
        [
            Crew.Said("hm"),
            new Reply.Leave("Anna", "no"),
            new Reply.Empty("Anna"),
            new Reply.GoOn("Anna", "on"),
            new Reply.Waive("Anna", null, "known", TimeSpan.FromHours(1)),
            new Reply.Retry("Anna"),
            new Reply.Stop("Anna", "enough"),
            new Reply.RollBack("Anna", "back"),
            new Reply.WasDone("Anna"),
            new Reply.Later("Anna"),
        ];
        foreach (var reply in replies.Where(it => kind != QuestionKind.Failure || it is not Reply.Retry))
        {
            using var night = new Night(Asking(kind), Changes(9, "./undo.sh").Back);
            night.World.On("./fails.sh", exit: 1);
            night.World.On("./vanishes.sh", _ => new(0) { Vanishes = true });
            if (kind == QuestionKind.Unknown)
            {
                await night.RunAsync();
                night.DiesAfter(2);
            }

            night.People.Say(kind, reply);

            var stop = kind == QuestionKind.Unknown ? await night.ResumeAsync() : await night.RunAsync();

            stop.ShouldNotBe(EngineStop.Interrupted, $"{reply}");
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task cancelling_ends_what_runs_names_who_lives_on_and_can_be_taken_up_again()
    {
        using var cancel = new CancellationTokenSource();
        using var night = new Night(Reads(1, "./slow.sh"), Reads(2));
        night.World.Survivors.Add(new(4712, "sleep 1000"));
        night.World.On("./slow.sh", before => new(before == 0 ? null : 0) { UntilCancelled = true });
        var run = night.RunAsync(cancel.Token);

        await cancel.CancelAsync();

        (await run).ShouldBe(EngineStop.Interrupted);
        night.Records[^1].Body.ShouldBeOfType<RunEvent.RunInterrupted>().Survivors.ShouldBe(["4712 sleep 1000"]);
        night.World.Survivors.Clear();
        (await night.ResumeAsync()).ShouldBe(EngineStop.Ended);
        night.Outcome.ShouldBe(Outcome.Go);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_change_that_was_cut_off_by_cancelling_is_unknown_and_put_to_a_person()
    {
        using var cancel = new CancellationTokenSource();
        using var night = new Night(Changes(1, "./slow.sh"));
        night.World.On("./slow.sh", _ => new(null) { UntilCancelled = true });
        var run = night.RunAsync(cancel.Token);
        await cancel.CancelAsync();
        await run;

        (await night.ResumeAsync()).ShouldBe(EngineStop.Waiting);

        night.People.Asked.ShouldBe([(QuestionKind.Unknown, Id(1))]);
        night.World.Effects["./slow.sh"].ShouldBe(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_command_that_never_ends_is_ended_once_its_output_shows_what_is_awaited()
    {
        var step = Reads(1, "tail -f log") with { Expect = "stdout contains 'ready'" };
        using var night = new Night(step with { Commands = [step.Commands[0] with { Hazards = [Hazard.NeverEnds] }] });
        night.World.On("tail -f log", _ => new(null, "server ready"));

        await night.RunAsync();

        night[1].Why.ShouldNotBeEmpty();
        night.Outcome.ShouldBe(Outcome.Go, night[1].Why);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_command_that_never_shows_what_is_awaited_is_inconclusive()
    {
        var step = Reads(1, "tail -f log") with { Expect = "stdout contains 'ready'" };
        using var night = new Night(step with { Commands = [step.Commands[0] with { Hazards = [Hazard.NeverEnds] }] });
        night.World.On("tail -f log", _ => new(null, "starting"));

        (await night.RunAsync()).ShouldBe(EngineStop.Waiting);

        night[1].Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_command_that_takes_longer_than_its_limit_is_ended_and_inconclusive()
    {
        using var night = new Night(Reads(1, "./slow.sh") with { Limit = TimeSpan.FromMinutes(5) });
        night.World.On("./slow.sh", _ => new(null));

        (await night.RunAsync()).ShouldBe(EngineStop.Waiting);

        night[1].Verdict.ShouldBe(Verdict.Inconclusive);
        night[1].Why.ShouldContain("5m");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_change_whose_outcome_is_unknown_is_verified_by_its_own_question()
    {
        using var night = new Night(Changes(1, "./migrate.sh") with { DoneWhen = "./is-migrated.sh" }, Reads(2));
        night.World.On("./migrate.sh", _ => new(0) { Vanishes = true });
        await night.RunAsync();
        night.DiesAfter(2);

        await night.ResumeAsync();

        night.World.Effects["./migrate.sh"].ShouldBe(1);
        night.Outcome.ShouldBe(Outcome.Go);
    }

    [Fact(Timeout = 30_000)]
    public async Task nothing_runs_with_a_hole_in_it()
    {
        using var night = new Night(Changes(1, "rm -rf $TARGET_DIR/"));

        (await night.RunAsync()).ShouldBe(EngineStop.Waiting);

        night.World.Effects.ShouldBeEmpty();
        night[1].Why.ShouldContain("TARGET_DIR");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_variable_of_a_step_that_was_left_out_is_a_hole()
    {
        using var night = new Night(
            Ask(1) with
            {
                Commands = [new(1, "export TARGET_DIR=/srv/old", Effect.Changes)],
                Blocked = ["by hand"],
            },
            Changes(2, "rm -rf $TARGET_DIR/")
        );
        night.People.Say(QuestionKind.Answer, new Reply.Leave("Anna", "not today"));

        await night.RunAsync();

        night.World.Effects.ShouldBeEmpty();
    }

    private static Step Asking(QuestionKind kind) =>
        kind switch
        {
            QuestionKind.Answer => Ask(1),
            QuestionKind.Failure => Reads(1, "./fails.sh"),
            QuestionKind.Condition => Reads(1).If("with a migration"),
            QuestionKind.Destruction => Destroys(1),
            _ => Changes(1, "./vanishes.sh"),
        };
}
