using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Execution;
using Slipway.Runs.Tests.Doubles;

namespace Slipway.Runs.Tests.Execution;

/// <summary>Traffic moves only while the numbers hold, and comes back by itself when they do not.</summary>
public sealed class TrafficTests : IDisposable
{
    private readonly Proxy _proxy = new();
    private Night? _night;

    public void Dispose() => _night?.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task a_candidate_that_is_as_good_gets_all_traffic_step_by_step()
    {
        var night = Night(Steps.Moves(1, 10), Steps.Moves(2, 50), Steps.Moves(3, 100), Steps.TrafficBack);

        await night.RunAsync();

        night.Outcome.ShouldBe(Outcome.Go, night.State.Ended?.Why ?? night.State.Paused);
        _proxy.Asked.ShouldBe([10, 50, 100]);
        night[1].Why.ShouldContain("within the margin");
    }

    [Theory(Timeout = 60_000)]
    [InlineData(0.02, Outcome.Go, new double[] { 10, 50, 100 })]
    [InlineData(0.4, Outcome.RolledBack, new double[] { 10, 0 })]
    public async Task a_line_of_several_shares_takes_each_with_its_gate_and_is_done_when_all_are(
        double errors,
        Outcome outcome,
        double[] asked
    )
    {
        _proxy.CandidateErrors = errors;
        var line = Steps.Group(1);
        var moves = new double[] { 10, 50, 100 }
            .Select(it => Steps.Moves(1, it).Traffic!)
            .ToList();
        var night = Night([line, .. moves.Select((_, at) => Runs.Deciding.TrafficSteps.Of(line, moves, at)), Steps.TrafficBack]);

        await night.RunAsync();

        night.Outcome.ShouldBe(outcome, night.State.Ended?.Why ?? night.State.Paused);
        _proxy.Asked.ShouldBe(asked);
        night.State.VerdictOf(line.Id).ShouldBe(outcome == Outcome.Go ? Verdict.Pass : Verdict.Fail);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_candidate_that_is_worse_comes_back_by_itself()
    {
        _proxy.CandidateErrors = 0.4;
        var night = Night(Steps.Moves(1, 10), Steps.Moves(2, 100), Steps.TrafficBack, Steps.Changes(9, "./old.sh").Back);

        await night.RunAsync();

        night.Outcome.ShouldBe(Outcome.RolledBack, night.State.Ended?.Why ?? $"{night.State.Paused} {night[1].Why}");
        _proxy.Asked.ShouldBe([10, 0]);
        night[1].Verdict.ShouldBe(Verdict.Fail);
        night.World.Effects["./old.sh"].ShouldBe(1);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_service_that_fails_in_both_lanes_is_not_rolled_back()
    {
        (_proxy.CandidateErrors, _proxy.StableErrors) = (0.6, 0.6);
        var night = Night(Short(Steps.Moves(1, 50)), Steps.TrafficBack);

        var stop = await night.RunAsync();

        stop.ShouldBe(EngineStop.Waiting);
        _proxy.Asked.ShouldBe([50]);
        night[1].Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(10, "no request came")]
    [InlineData(100, "no request came")]
    public async Task where_nobody_asks_anything_nothing_is_proved(double share, string why)
    {
        _proxy.Requests = 0;
        var night = Night(Short(Steps.Moves(1, share)), Steps.TrafficBack);

        var stop = await night.RunAsync();

        stop.ShouldBe(EngineStop.Waiting);
        night[1].Verdict.ShouldBe(Verdict.Inconclusive);
        night[1].Why.ShouldContain(why);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_proxy_that_splits_otherwise_than_it_says_is_seen()
    {
        _proxy.Obeys = _ => 60;
        var night = Night(Short(Steps.Moves(1, 10)), Steps.TrafficBack);

        var stop = await night.RunAsync();

        stop.ShouldBe(EngineStop.Waiting);
        night[1].Why.ShouldContain("the split is another one");
    }

    [Fact(Timeout = 60_000)]
    public async Task a_proxy_that_cannot_be_reached_moves_nothing()
    {
        _proxy.Gone = "its socket is gone";
        var night = Night(Steps.Moves(1, 10), Steps.TrafficBack);

        var stop = await night.RunAsync();

        stop.ShouldBe(EngineStop.Waiting);
        night[1].Why.ShouldContain("its socket is gone");
    }

    [Fact(Timeout = 60_000)]
    public async Task after_a_crash_the_same_share_is_asked_for_again()
    {
        var night = Night(Steps.Moves(1, 10), Steps.Moves(2, 100), Steps.TrafficBack);
        await night.RunAsync();
        night.DiesAfter(2);

        await night.ResumeAsync();

        night.Outcome.ShouldBe(Outcome.Go, night.State.Ended?.Why ?? night.State.Paused);
        _proxy.Asked.ShouldBe([10, 100, 10, 100]);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_crash_between_the_no_go_and_the_way_back_does_not_keep_the_run_from_turning_round()
    {
        _proxy.CandidateErrors = 0.4;
        var night = Night(Steps.Moves(1, 10), Steps.Moves(2, 100), Steps.TrafficBack);
        await night.RunAsync();
        night.DiesAfter(1 + night.Records.ToList().FindIndex(it => it.Body is RunEvent.StepEnded));

        await night.ResumeAsync();

        night.Outcome.ShouldBe(Outcome.RolledBack, night.State.Ended?.Why ?? night.State.Paused);
        _proxy.Asked.ShouldBe([10, 0, 0]);
    }

    [Fact(Timeout = 60_000)]
    public async Task while_a_change_is_under_way_traffic_comes_back_first_and_the_change_is_not_torn()
    {
        var deployed = new TaskCompletionSource();
        var night = Night(
            Steps.Moves(1, 50),
            Steps.Changes(2, "./deploy.sh"),
            Steps.Trigger(3, "breach", TriggerAuthority.Automatic),
            Steps.TrafficBack,
            Steps.Changes(9, "./old.sh").Back
        );
        night.World.On(
            "./deploy.sh",
            _ =>
            {
                Breach(night);
                return new(0) { Until = deployed.Task };
            }
        );
        night.World.On(
            "./old.sh",
            _ =>
            {
                deployed.Task.IsCompleted.ShouldBeTrue();
                return new(0);
            }
        );
        _proxy.Obeys = share =>
        {
            if (share == 0)
            {
                deployed.SetResult();
            }

            return share;
        };

        await night.RunAsync();

        night.Outcome.ShouldBe(Outcome.RolledBack, night.State.Ended?.Why ?? $"{night.State.Paused} {night[1].Why}");
        night[2].Verdict.ShouldBe(Verdict.Pass);
        _proxy.Asked.ShouldBe([50, 0]);
    }

    private static void Breach(Night night) => File.WriteAllText(Path.Combine(night.Folder.Path, "breach"), "");

    private static Step Short(Step move) =>
        move with
        {
            Traffic = move.Traffic! with { Gate = move.Traffic.Gate with { For = TimeSpan.FromMilliseconds(200) } },
        };

    private Night Night(params IReadOnlyList<Step> steps) => _night = new(Story.Start(steps), TimeProvider.System) { Proxy = _proxy };
}
