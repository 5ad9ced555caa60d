using Slipway.Checklists;
using Slipway.Judging;
using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Tests.Doubles;

namespace Slipway.Runs.Tests.Deciding;

/// <summary>Conditions of several parts in a run, and triggers that a person names.</summary>
public sealed class TriggerConditionTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private DateTimeOffset _now = Story.Eight;
    private RunState _state = null!;

    private static Evidence Seen { get; } = new() { What = "file", At = Story.Eight };

    private StepState Trigger => _state.Steps[Steps.Id(2)];

    [Fact]
    public void before_its_time_since_the_first_change_it_does_not_fire()
    {
        Begin("after 10m");
        Look(10);
        Trigger.Verdict.ShouldBe(Verdict.NotRun);

        Look(1);

        Trigger.Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void a_queue_that_is_long_but_shrinks_does_not_fire_and_one_that_grows_does()
    {
        Begin("growing over 5m", "value > 1000");
        for (var look = 0; look < 10; look++)
        {
            Look(1, new Quantity(2000 - look, ""));
        }

        Trigger.Watch.State.ShouldBe(TriggerState.Inactive);
        for (var look = 0; look < 10 && _state.RollingBack is null; look++)
        {
            Look(1, new Quantity(2000 + look, ""));
        }

        _state.RollingBack.ShouldNotBeNull();
    }

    [Fact]
    public void a_growth_across_units_is_told_in_the_unit_of_the_bound()
    {
        Begin("growing over 5m", "value > 100 ms");
        foreach (var value in (Quantity[])[new(900, "ms"), new(0.95, "s"), new(980, "ms"), new(1.1, "s"), new(1200, "ms"), new(1.3, "s")])
        {
            Look(1, value);
        }

        _state.RollingBack.ShouldNotBeNull();
    }

    [Fact]
    public void a_growth_whose_number_is_not_known_is_held()
    {
        Begin("growing over 5m", "value > 1000");
        Look(10, value: null);

        Trigger.Watch.State.ShouldBe(TriggerState.Hold);
    }

    [Fact]
    public void without_a_change_in_the_last_half_hour_it_does_not_fire()
    {
        Begin("changed within 5m");
        for (var look = 0; look < 10; look++)
        {
            Look(1, holds: false);
        }

        Look(5);
        Trigger.Verdict.ShouldBe(Verdict.NotRun);
        Do(new RunCommand.Begin(Steps.Id(3)));
        Look(1);

        Trigger.Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void three_in_a_row_are_three_looks_that_saw_it()
    {
        Begin("3 in a row");
        Look(2);
        Look(1, holds: false);
        Look(2);
        Trigger.Verdict.ShouldBe(Verdict.NotRun);

        Look(1);

        Trigger.Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void the_baseline_is_noted_before_the_first_change_and_never_after()
    {
        Start(null, "value > 2x baseline");
        Do(new RunCommand.NoteBaseline(Steps.Id(2), new Quantity(4, "%"), "4 %", Seen));
        Trigger.Baseline.ShouldBe(new Quantity(4, "%"));
        Do(new RunCommand.Begin(Steps.Id(1)));

        Decider
            .Decide(_state, new RunCommand.NoteBaseline(Steps.Id(2), new Quantity(9, "%"), "9 %", Seen), _now)
            .ShouldBeOfType<Decision.Refused>();
        Triggers.BaselineOf(Trigger, null).ShouldBe(new Quantity(4, "%"));
    }

    [Fact]
    public void a_person_names_the_trigger_that_came_true()
    {
        Begin("after 10h");

        Do(new RunCommand.RollBack("Grace", "customers call") { Trigger = 12 });

        _state.RollingBack!.Trigger.ShouldBe(12);
        _state.RollingBack.By.ShouldBe("Grace");
    }

    [Fact]
    public void what_is_no_trigger_of_the_run_is_not_named()
    {
        Begin("after 10h");

        Refused(new RunCommand.RollBack("Grace", "x") { Trigger = 13 }).ShouldContain("Line 13 is no trigger");
    }

    [Fact]
    public void before_the_first_change_no_trigger_is_armed()
    {
        Start("after 10h", "value > 1");

        Refused(new RunCommand.RollBack("Grace", "x") { Trigger = 12 }).ShouldContain("no trigger is armed");
    }

    [Theory]
    [InlineData("Grace", true)]
    [InlineData("grace@example.test", true)]
    [InlineData("Paul", false)]
    [InlineData("Nobody", false)]
    [InlineData(" ", false)]
    public void who_may_call_a_run_back_is_settled_by_roles(string by, bool may)
    {
        Begin(
            "after 10h",
            change: it =>
                it with
                {
                    MayRollBack = ["On-call", "SRE"],
                    People = [new("Grace", ["SRE"]) { Also = ["grace@example.test"] }, new("Paul", ["Product owner"])],
                }
        );

        (Decider.Decide(_state, new RunCommand.RollBack(by, "x"), _now) is Decision.Accepted).ShouldBe(may);
    }

    [Fact]
    public void what_comes_back_by_itself_asks_nobody()
    {
        Begin("2 in a row", change: it => it with { MayRollBack = ["SRE"], People = [new("Grace", ["SRE"])] });
        Look(2);

        _state.RollingBack!.By.ShouldBe("slipway");
    }

    private void Begin(string? beside, string expect = "value > 1", Func<RunEvent.RunStarted, RunEvent.RunStarted>? change = null)
    {
        Start(beside, expect, change);
        Do(new RunCommand.Begin(Steps.Id(1)));
        Do(new RunCommand.End(Steps.Id(1), new(Verdict.Pass, "exit code 0"), [Seen], null, []));
    }

    private void Start(string? beside, string expect, Func<RunEvent.RunStarted, RunEvent.RunStarted>? change = null)
    {
        var started = Story.Start(
            Steps.Changes(1),
            Steps.Changes(3),
            Steps.Trigger(2, "breach", TriggerAuthority.Automatic) with
            {
                Expect = expect,
                Standing = new(TimeSpan.Zero, Minute, TriggerAuthority.Automatic) { Beside = beside, SaysWhose = true },
            },
            Steps.Changes(9).Back
        ) with
        {
            Buttons = [new(12, null, "Data corruption detected")],
        };
        _state = RunState.Begin(change?.Invoke(started) ?? started, Story.Eight);
    }

    private void Look(int times, Quantity? value = null, bool holds = true)
    {
        for (var look = 0; look < times && _state.RollingBack is null; look++)
        {
            Do(new RunCommand.LookAtTrigger(Steps.Id(2), holds, "seen", Seen) { Value = value });
            _now += Minute;
        }
    }

    private string Refused(RunCommand command) => Decider.Decide(_state, command, _now).ShouldBeOfType<Decision.Refused>().Why;

    private void Do(RunCommand command) =>
        _state = Decider
            .Decide(_state, command, _now)
            .ShouldBeOfType<Decision.Accepted>()
            .Events.Aggregate(_state, (state, happened) => state.Apply(happened, _now));
}
