using Slipway.Checklists;
using Slipway.Judging;
using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Tests.Doubles;

namespace Slipway.Runs.Tests.Deciding;

/// <summary>What becomes of looks at a condition in which the release comes back, whatever the clock does.</summary>
public sealed class TriggersTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private DateTimeOffset _now = Story.Eight;

    private RunState _state = RunState.Begin(
        Story.Start(
            Steps.Changes(1),
            Steps.Trigger(2, "breach", TriggerAuthority.Automatic) with
            {
                Standing = new(5 * Minute, Minute, TriggerAuthority.Automatic),
            },
            Steps.Changes(9).Back
        ),
        Story.Eight
    );

    public TriggersTests()
    {
        Do(new RunCommand.Begin(Steps.Id(1)));
        Do(new RunCommand.End(Steps.Id(1), new(Verdict.Pass, "exit code 0"), [Seen], null, []));
    }

    private static Evidence Seen { get; } = new() { What = "file", At = Story.Eight };

    private StepState Trigger => _state.Steps[Steps.Id(2)];

    [Fact]
    public void a_look_that_could_not_tell_at_the_end_is_no_pass_however_good_those_before_were()
    {
        Look(false);
        Look(null);

        Close();

        Trigger.Verdict.ShouldBe(Verdict.Inconclusive);
        Trigger.Why.ShouldContain("at the end");
    }

    [Fact]
    public void of_two_looks_at_one_moment_the_second_is_the_end()
    {
        Look(false);
        _now -= Minute;
        Look(null);

        Close();

        Trigger.Verdict.ShouldBe(Verdict.Inconclusive);
        Trigger.Why.ShouldContain("at the end");
    }

    [Fact]
    public void a_look_that_told_at_the_end_is_a_pass_although_one_before_could_not()
    {
        Look(null);
        Look(false);

        Close();

        Trigger.Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void exactly_as_long_as_it_has_to_last_fires_and_turns_the_run_round()
    {
        for (var look = 0; look < 5; look++)
        {
            Look(true);
        }

        Trigger.Watch.State.ShouldBe(TriggerState.Pending);
        Look(true);

        Trigger.Verdict.ShouldBe(Verdict.Fail);
        _state.RollingBack!.By.ShouldBe("slipway");
    }

    [Fact]
    public void a_clock_that_is_set_back_neither_blinds_the_watch_nor_makes_the_condition_last_longer()
    {
        Look(true);
        Look(true);
        _now -= TimeSpan.FromHours(1);
        Triggers.IsDue(Trigger, _now).ShouldBeTrue();

        for (var look = 0; look < 4; look++)
        {
            Look(true);
        }

        _state.RollingBack.ShouldNotBeNull();
    }

    [Fact]
    public void a_look_from_before_the_clock_was_set_back_is_still_one_after_the_last_decision()
    {
        _now += TimeSpan.FromHours(1);
        Look(false);
        _now -= TimeSpan.FromHours(1);

        Due.Next(_state, _now).ShouldBe(new NextAct.CloseTrigger(Steps.Id(2)));
    }

    private void Look(bool? holds)
    {
        Do(new RunCommand.LookAtTrigger(Steps.Id(2), holds, "seen", Seen)).ShouldBeOfType<Decision.Accepted>();
        _now += Minute;
    }

    private void Close() => Do(new RunCommand.CloseTrigger(Steps.Id(2))).ShouldBeOfType<Decision.Accepted>();

    private Decision Do(RunCommand command)
    {
        var decision = Decider.Decide(_state, command, _now);
        if (decision is Decision.Accepted accepted)
        {
            _state = accepted.Events.Aggregate(_state, (state, happened) => state.Apply(happened, _now));
        }

        return decision;
    }
}
