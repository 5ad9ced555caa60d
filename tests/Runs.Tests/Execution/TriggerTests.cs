using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Execution;
using Slipway.Runs.Tests.Doubles;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Execution;

/// <summary>Conditions in which a release comes back are armed from the first change on, also while people decide.</summary>
public sealed class TriggerTests : IDisposable
{
    private Night? _night;

    public void Dispose() => _night?.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task a_trigger_that_never_fires_opens_the_way_to_a_go()
    {
        var night = Night(Steps.Changes(1), Steps.Trigger(2, "breach", TriggerAuthority.Automatic), Steps.Changes(9).Back);

        await night.RunAsync();

        night.Outcome.ShouldBe(Outcome.Go, night.State.Ended?.Why);
        night[2].Why.ShouldContain("it has not fired");
        night[2].Looks.Seen.ShouldBeGreaterThan(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_trigger_that_fires_brings_the_release_back_while_people_decide()
    {
        var night = Night(Steps.UnderATrigger);
        night.People.ThinksAbout = 2;
        var run = night.RunAsync();
        await night.People.Thinks.WaitAsync(TestContext.Current.CancellationToken);
        Breach(night);

        await run;

        night.Outcome.ShouldBe(Outcome.RolledBack, night.State.Ended?.Why);
        night.World.Effects["./old.sh"].ShouldBe(1);
        night.State.RollingBack!.By.ShouldBe("slipway");
    }

    [Fact(Timeout = 60_000)]
    public async Task a_run_that_stays_watches_while_a_person_is_missing()
    {
        using var night = new Night(
            Story.Start(
                Steps.Changes(1),
                Steps.Ask(2),
                Steps.Trigger(3, "breach", TriggerAuthority.Automatic),
                Steps.Changes(9, "./old.sh").Back
            ),
            TimeProvider.System
        )
        {
            Stays = true,
        };
        var run = night.RunAsync();
        await night.People.FirstAsked.WaitAsync(TestContext.Current.CancellationToken);
        Breach(night);

        await run;

        night.Outcome.ShouldBe(Outcome.RolledBack, night.State.Ended?.Why);
        night.State.Paused.ShouldBeNull();
    }

    [Fact(Timeout = 60_000)]
    public async Task a_person_calls_the_run_back_with_a_word_in_its_folder()
    {
        var night = Night(Steps.Changes(1), Steps.Ask(2), Steps.Changes(9, "./old.sh").Back);
        night.People.ThinksAbout = 2;
        var run = night.RunAsync();
        await night.People.Thinks.WaitAsync(TestContext.Current.CancellationToken);
        new RollbackRequest("Grace", "bookings are doubled").Leave(night.Folder);

        await run;

        night.Outcome.ShouldBe(Outcome.RolledBack, night.State.Ended?.Why);
        night.State.RollingBack!.By.ShouldBe("Grace");
        RollbackRequest.IsThere(night.Folder).ShouldBeFalse();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"by\":\"Grace\"}")]
    [InlineData("{\"by\":\" \",\"reason\":\"x\"}")]
    public async Task a_word_that_names_nobody_or_no_reason_calls_nobody_back(string text)
    {
        var night = Night(Steps.Changes(1), Steps.Changes(9, "./old.sh").Back);
        await File.WriteAllTextAsync(night.Folder.In(RollbackRequest.FileName), text, TestContext.Current.CancellationToken);

        await night.RunAsync();

        night.Outcome.ShouldBe(Outcome.Go);
        RollbackRequest.IsThere(night.Folder).ShouldBeFalse();
    }

    [Fact(Timeout = 60_000)]
    public async Task a_change_that_is_under_way_when_people_are_to_decide_ends_before_they_are_asked()
    {
        var deployed = new TaskCompletionSource();
        var night = Night(
            Steps.Changes(1, "./deploy.sh"),
            Steps.Trigger(2, "breach", TriggerAuthority.Considered),
            Steps.Changes(9, "./old.sh").Back
        );
        night.World.On("./deploy.sh", _ => new(0) { Until = deployed.Task });
        night.People.Say(QuestionKind.Failure, new Reply.RollBack("Anna", "it is so"), 2);
        Breach(night);
        var run = night.RunAsync();
        await Eventually.Holds(
            "the trigger has fired",
            () => File.ReadAllText(night.Folder.Journal).Contains("trigger-fired", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        deployed.SetResult();

        await run;

        night.Outcome.ShouldBe(Outcome.RolledBack, night.State.Ended?.Why ?? night.State.Paused);
        night[1].Verdict.ShouldBe(Verdict.Pass);
        night.World.Effects["./deploy.sh"].ShouldBe(1);
    }

    [Fact(Timeout = 60_000)]
    public async Task nothing_is_armed_before_the_first_change()
    {
        var night = Night(Steps.Reads(1), Steps.Trigger(2, "breach", TriggerAuthority.Automatic), Steps.Changes(9).Back);
        Breach(night);

        await night.RunAsync();

        night.Outcome.ShouldBe(Outcome.Go, night.State.Ended?.Why);
        night[2].Left!.Because.ShouldBe(LeftBecause.NotArmed);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(TriggerAuthority.Considered, true)]
    [InlineData(TriggerAuthority.Immediate, true)]
    public async Task where_people_act_they_are_asked_and_may_go_on_with_a_shut_gate(TriggerAuthority authority, bool asked)
    {
        var night = Night(Steps.Changes(1), Steps.Trigger(2, "breach", authority), Steps.Changes(9).Back);
        night.People.Say(QuestionKind.Failure, new Reply.GoOn("Anna", "a known dip"), 2);
        Breach(night);

        await night.RunAsync();

        night.People.Asked.Any(it => it.Step == Steps.Id(2)).ShouldBe(asked);
        night.Outcome.ShouldBe(Outcome.NoGo);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(TriggerAuthority.Considered, null)]
    [InlineData(TriggerAuthority.Immediate, Outcome.RolledBack)]
    public async Task where_nobody_is_there_only_what_need_not_be_considered_comes_back(TriggerAuthority authority, Outcome? outcome)
    {
        var night = Night(Steps.Changes(1), Steps.Trigger(2, "breach", authority), Steps.Changes(9).Back);
        Breach(night);

        await night.RunAsync();

        night.Outcome.ShouldBe(outcome);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_trigger_that_nobody_could_look_at_is_no_pass()
    {
        var unseen = Steps.Trigger(2, "breach", TriggerAuthority.Automatic) with { Expect = "value > 10 %" };
        var night = Night(Steps.Changes(1), unseen, Steps.Changes(9).Back);

        var stop = await night.RunAsync();

        stop.ShouldBe(EngineStop.Waiting);
        night[2].Verdict.ShouldBe(Verdict.Inconclusive);
        night[2].Why.ShouldContain("nobody could see");
    }

    [Fact(Timeout = 60_000)]
    public async Task what_could_not_be_seen_brings_nothing_back_where_nobody_is_there()
    {
        var unseen = Steps.Trigger(2, "breach", TriggerAuthority.Immediate) with { Expect = "value > 10 %" };
        var night = Night(Steps.Changes(1), unseen, Steps.Changes(9).Back);

        var stop = await night.RunAsync();

        stop.ShouldBe(EngineStop.Waiting);
        night.State.RollingBack.ShouldBeNull();
    }

    [Fact(Timeout = 60_000)]
    public async Task the_number_before_the_first_change_is_what_later_ones_are_held_against()
    {
        var relative = Steps.Trigger(3, "rate", TriggerAuthority.Automatic) with
        {
            Check = new("command", new Dictionary<string, string> { ["run"] = "cat rate" }),
            Expect = "value > 2x baseline",
        };
        var night = Night(Steps.Reads(1), Steps.Changes(2, "./deploy.sh"), relative, Steps.Changes(9, "./old.sh").Back);
        await File.WriteAllTextAsync(Path.Combine(night.Folder.Path, "rate"), "4 %", TestContext.Current.CancellationToken);
        night.World.On(
            "./deploy.sh",
            _ =>
            {
                File.WriteAllText(Path.Combine(night.Folder.Path, "rate"), "9 %");
                return new(0);
            }
        );

        await night.RunAsync();

        night[3].Baseline.ShouldBe(new Quantity(4, "%"));
        night.Outcome.ShouldBe(Outcome.RolledBack, night.State.Ended?.Why ?? night.State.Paused);
        night[3].Why.ShouldContain("baseline 4 %");
    }

    [Fact(Timeout = 60_000)]
    public async Task a_trigger_that_a_person_names_stands_in_the_record_as_what_that_person_saw()
    {
        using var night = new Night(
            Story.Start(Steps.Changes(1), Steps.Ask(2), Steps.Changes(9, "./old.sh").Back) with
            {
                Buttons = [new(12, null, "Data corruption detected")],
            },
            TimeProvider.System
        );
        night.People.ThinksAbout = 2;
        var run = night.RunAsync();
        await night.People.Thinks.WaitAsync(TestContext.Current.CancellationToken);
        new RollbackRequest("Grace", "bookings are doubled") { Trigger = 12 }.Leave(night.Folder);

        await run;

        night.Outcome.ShouldBe(Outcome.RolledBack, night.State.Ended?.Why);
        night.State.RollingBack!.Trigger.ShouldBe(12);
        night.State.RollingBack.Why.ShouldBe("line 12 \"Data corruption detected\": bookings are doubled");
    }

    [Fact(Timeout = 60_000)]
    public async Task a_rehearsal_arms_nothing()
    {
        using var night = new Night(
            Story.Start(Steps.Changes(1), Steps.Trigger(2, "breach", TriggerAuthority.Automatic)) with
            {
                Mode = RunMode.Rehearse,
            },
            TimeProvider.System
        );
        Breach(night);

        await night.RunAsync();

        night[2].Left!.Because.ShouldBe(LeftBecause.Rehearsal);
    }

    private static void Breach(Night night) => File.WriteAllText(Path.Combine(night.Folder.Path, "breach"), "");

    private Night Night(params IReadOnlyList<Step> steps) => _night = new(Story.Start(steps), TimeProvider.System);
}
