using Slipway.Checklists;
using Slipway.Judging;
using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Tests.Doubles;

namespace Slipway.Runs.Tests.Deciding;

/// <summary>A condition that is looked at in each version: whose it is decides what comes of it.</summary>
public sealed class AttributionTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private DateTimeOffset _now = Story.Eight;
    private RunState _state = null!;

    public AttributionTests() => Begin(TriggerAuthority.Automatic, 3 * Minute);

    private StepState Trigger => _state.Steps[Steps.Id(2)];

    [Fact]
    public void what_the_new_version_alone_shows_brings_the_release_back()
    {
        Look(4, candidate: true, stable: false);

        Trigger.FiredAs.ShouldBe(TriggerAttribution.Candidate);
        Trigger.Why.ShouldContain("at the new version alone");
        _state.RollingBack.ShouldNotBeNull();
    }

    [Fact]
    public void what_both_versions_show_holds_the_run_and_brings_nothing_back()
    {
        Look(4, candidate: true, stable: true);

        Trigger.FiredAs.ShouldBe(TriggerAttribution.Both);
        Trigger.Verdict.ShouldBe(Verdict.Inconclusive);
        Trigger.Why.ShouldContain("an incident of the world");
        _state.RollingBack.ShouldBeNull();
        Due.Next(_state, _now).ShouldBe(new NextAct.HandleFailure(Steps.Id(2)));
    }

    [Fact]
    public void while_the_other_version_breaches_too_but_not_as_long_it_is_waited_whose_it_is()
    {
        Look(1, candidate: true, stable: false);
        Look(3, candidate: true, stable: true);

        Trigger.Watch.State.ShouldBe(TriggerState.Firing);
        Trigger.FiredAs.ShouldBeNull();
        Look(1, candidate: true, stable: true);

        Trigger.FiredAs.ShouldBe(TriggerAttribution.Both);
    }

    [Fact]
    public void when_the_other_version_turns_out_to_be_well_it_is_the_new_ones()
    {
        Look(2, candidate: true, stable: false);
        Look(2, candidate: true, stable: true);
        Trigger.FiredAs.ShouldBeNull();
        Look(1, candidate: true, stable: false);

        Trigger.FiredAs.ShouldBe(TriggerAttribution.Candidate);
        _state.RollingBack.ShouldNotBeNull();
    }

    [Fact]
    public void what_only_the_version_that_serves_shows_holds_the_run()
    {
        Look(4, candidate: false, stable: true);

        Trigger.FiredAs.ShouldBe(TriggerAttribution.Stable);
        Trigger.Why.ShouldContain("at the version that serves alone");
        _state.RollingBack.ShouldBeNull();
        Due.Next(_state, _now).ShouldBe(new NextAct.HandleFailure(Steps.Id(2)));
    }

    [Fact]
    public void where_the_other_version_cannot_be_seen_it_comes_back_as_written_and_says_so()
    {
        Look(4, candidate: true, stable: null);

        Trigger.FiredAs.ShouldBe(TriggerAttribution.NotAttributed);
        Trigger.Why.ShouldContain("not attributed: the version that serves could not be seen");
        _state.RollingBack.ShouldNotBeNull();
    }

    [Fact]
    public void where_the_number_is_not_told_apart_it_comes_back_as_written_and_says_so()
    {
        Begin(TriggerAuthority.Automatic, 3 * Minute, toldApart: false);
        for (var look = 0; look < 4; look++)
        {
            Do(new RunCommand.LookAtTrigger(Steps.Id(2), true, "seen", Seen));
            _now += Minute;
        }

        Trigger.FiredAs.ShouldBe(TriggerAttribution.NotAttributed);
        Trigger.Why.ShouldContain("not attributed: the number is not told apart by version");
        _state.RollingBack.ShouldNotBeNull();
    }

    [Fact]
    public void what_is_not_seen_of_either_version_fires_for_neither()
    {
        Look(10, candidate: null, stable: null);

        Trigger.FiredAs.ShouldBeNull();
        _state.RollingBack.ShouldBeNull();
    }

    [Fact]
    public void an_incident_does_not_disarm_the_trigger_and_a_fault_of_the_new_version_still_comes_back()
    {
        Look(4, candidate: true, stable: true);
        Triggers.Armed(_state).ShouldHaveSingleItem();

        Look(5, candidate: true, stable: false);

        Trigger.FiredAs.ShouldBe(TriggerAttribution.Candidate);
        Trigger.Verdict.ShouldBe(Verdict.Fail);
        _state.RollingBack.ShouldNotBeNull();
    }

    [Fact]
    public void the_end_of_an_incident_is_no_fault_of_the_new_version()
    {
        Look(6, candidate: true, stable: true);
        Look(1, candidate: true, stable: false);
        Look(20, candidate: false, stable: false);

        Trigger.FiredAs.ShouldBe(TriggerAttribution.Both);
        _state.RollingBack.ShouldBeNull();
    }

    [Fact]
    public void behind_an_incident_the_new_version_has_to_show_it_alone_for_as_long_as_is_written()
    {
        Look(6, candidate: true, stable: true);
        Look(3, candidate: true, stable: false);
        _state.RollingBack.ShouldBeNull();

        Look(1, candidate: true, stable: false);

        _state.RollingBack.ShouldNotBeNull();
    }

    [Fact]
    public void behind_an_incident_what_is_not_seen_of_the_new_version_brings_nothing_back()
    {
        Begin(TriggerAuthority.Automatic, TimeSpan.Zero);
        Look(2, candidate: true, stable: true);
        Look(1, candidate: true, stable: false);
        Look(3, candidate: null, stable: false);

        _state.RollingBack.ShouldBeNull();
    }

    [Fact]
    public void whoever_goes_on_in_an_incident_leaves_the_trigger_armed()
    {
        Look(4, candidate: true, stable: true);
        Do(new RunCommand.AcceptFailure(Steps.Id(2), "Anna", "the network is down for all"));
        Triggers.Armed(_state).ShouldHaveSingleItem();

        Look(5, candidate: true, stable: false);

        Trigger.Accepted.ShouldBeNull();
        _state.RollingBack.ShouldNotBeNull();
    }

    [Fact]
    public void whoever_tries_again_after_an_incident_arms_it_anew()
    {
        Look(4, candidate: true, stable: true);
        Do(new RunCommand.Retry(Steps.Id(2), "Anna"));
        Look(2, candidate: false, stable: false);

        Due.Next(_state, _now).ShouldBe(new NextAct.CloseTrigger(Steps.Id(2)));
        Do(new RunCommand.CloseTrigger(Steps.Id(2)));

        Trigger.Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void an_incident_is_told_once_however_often_it_is_seen()
    {
        Look(4, candidate: true, stable: true);
        var firings = _state.Firings;
        Look(10, candidate: true, stable: true);

        _state.Firings.ShouldBe(firings);
    }

    [Theory]
    [InlineData(TriggerAuthority.Immediate)]
    [InlineData(TriggerAuthority.Considered)]
    public void where_people_decide_they_are_asked_whosever_it_is(TriggerAuthority authority)
    {
        Begin(authority, 3 * Minute);
        Look(4, candidate: true, stable: false);

        Trigger.FiredAs.ShouldBe(TriggerAttribution.Candidate);
        _state.RollingBack.ShouldBeNull();
        Due.Next(_state, _now).ShouldBe(new NextAct.HandleFailure(Steps.Id(2)));
    }

    [Fact]
    public void in_no_order_of_looks_does_a_breach_of_both_versions_bring_the_release_back()
    {
        var chance = new Random(3);
        for (var history = 0; history < 500; history++)
        {
            Begin(TriggerAuthority.Automatic, 3 * Minute);
            var sight = false;
            for (var look = 0; look < 40; look++)
            {
                // Both versions show the same at each look, or nothing is seen of both.
                sight = chance.Next(4) == 0 ? !sight : sight;
                bool? both = chance.Next(8) == 0 ? null : sight;
                Look(1, both, both);
            }

            _state.RollingBack.ShouldBeNull();
        }
    }

    [Fact]
    public void between_go_and_no_go_nothing_fires_and_nothing_passes()
    {
        // Good is below 0.1 %, stop is above 1 %: what lies between is neither.
        var good = Expectation.Parse("value < 0.1 %").Judge(new Observation { Value = new Quantity(0.5, "%") });
        var stop = Expectation.Parse("value > 1 %").Judge(new Observation { Value = new Quantity(0.5, "%") });

        good.Verdict.ShouldBe(Verdict.Fail);
        stop.Verdict.ShouldBe(Verdict.Fail);
        Look(10, candidate: false, stable: false);
        _state.RollingBack.ShouldBeNull();
        Trigger.FiredAs.ShouldBeNull();
    }

    private static Evidence Seen { get; } = new() { What = "file", At = Story.Eight };

    private void Begin(TriggerAuthority authority, TimeSpan lasts, bool toldApart = true)
    {
        _now = Story.Eight;
        _state = RunState.Begin(
            Story.Start(
                Steps.Changes(1),
                Steps.Trigger(2, "breach", authority) with
                {
                    Standing = new(lasts, Minute, authority)
                    {
                        SaysWhose = true,
                        Stable = toldApart ? new("file", new Dictionary<string, string> { ["path"] = "other" }) : null,
                    },
                },
                Steps.Changes(9).Back
            ),
            Story.Eight
        );
        Do(new RunCommand.Begin(Steps.Id(1)));
        Do(new RunCommand.End(Steps.Id(1), new(Verdict.Pass, "exit code 0"), [Seen], null, []));
    }

    private void Look(int times, bool? candidate, bool? stable)
    {
        for (var look = 0; look < times && _state.RollingBack is null; look++)
        {
            Do(new RunCommand.LookAtTrigger(Steps.Id(2), candidate, "seen", Seen) { Stable = new(stable, "seen", Seen) });
            _now += Minute;
        }
    }

    private void Do(RunCommand command) =>
        _state = Decider
            .Decide(_state, command, _now)
            .ShouldBeOfType<Decision.Accepted>()
            .Events.Aggregate(_state, (state, happened) => state.Apply(happened, _now));
}
