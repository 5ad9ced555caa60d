using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Execution;
using Slipway.Runs.Tests.Doubles;
using Slipway.Runs.Tests.Simulation;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Execution;

/// <summary>A release is watched after it is out: a whole day in a clock that the test moves, and beside people who decide.</summary>
public sealed class WatchTests : IDisposable
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private readonly List<Night> _nights = [];

    public void Dispose() => _nights.ForEach(it => it.Dispose());

    [Fact(Timeout = 60_000)]
    public void a_day_is_watched_with_a_look_every_quarter_of_an_hour()
    {
        var state = Watch(TimeSpan.FromDays(1), breaksAt: null);

        state.Ended!.Outcome.ShouldBe(Outcome.Go, state.Ended.Why);
        state.Ended.Why.ShouldContain("The watch is complete: 1 d 0 h");
        state.Steps[Steps.Id(2)].Why.ShouldStartWith("it held: 97 of 97 looks");
    }

    [Fact(Timeout = 60_000)]
    public void what_breaks_on_the_sixth_day_brings_a_release_back_when_a_person_says_so()
    {
        var state = Watch(TimeSpan.FromDays(7), breaksAt: 500);

        state.Ended!.Outcome.ShouldBe(Outcome.RolledBack, state.Ended.Why);
        state.Steps[Steps.Id(2)].Verdict.ShouldBe(Verdict.Fail);
        (state.LastAt - state.Watch!.Since).ShouldBeGreaterThan(TimeSpan.FromDays(5));
    }

    [Fact(Timeout = 60_000)]
    public async Task looks_go_on_while_a_person_thinks_and_a_break_takes_the_question_back()
    {
        var night = Begin(
            Steps.Changes(1),
            Healthy(2, TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(50)),
            Steps.Ask(3) with
            {
                Scope = Scope.Watch,
                Window = new(TimeSpan.Zero, TimeSpan.FromMilliseconds(100), Quarter),
            },
            Steps.Changes(9, "./old.sh").Back
        );
        night.People.ThinksAbout = 3;
        night.People.Say(QuestionKind.Failure, new Reply.RollBack("Anna", "it is so"), 2);
        var run = night.RunAsync();
        await night.People.Thinks.WaitAsync(TestContext.Current.CancellationToken);
        var asked = Looks(night);
        await Eventually.Holds("two looks while she thinks", () => Looks(night) >= asked + 2, TestContext.Current.CancellationToken);
        File.Delete(night.Folder.In("healthy"));

        await run;

        night.Outcome.ShouldBe(Outcome.RolledBack, night.State.Ended?.Why ?? night.State.Paused);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_watch_that_was_killed_is_taken_up_where_it_stood()
    {
        var night = Begin(Steps.Changes(1), Healthy(2, TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(100)));
        await night.RunAsync();
        var looks = night.Records.Select((record, at) => (record, at)).Where(it => it.record.Body is RunEvent.WatchLooked).ToList();

        night.DiesAfter(looks[5].at + 1);
        await night.ResumeAsync();

        night.Outcome.ShouldBe(Outcome.Go, night.State.Ended?.Why);
        night.Records.Count(it => it.Body is RunEvent.WatchBegan).ShouldBe(1);
        night.World.Effects["./deploy.sh"].ShouldBe(1);
    }

    [Fact(Timeout = 60_000)]
    public async Task what_breaks_while_nobody_is_here_waits_for_a_person_and_is_not_decided_by_anybody_else()
    {
        var night = Begin(Steps.Changes(1), Healthy(2, TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(50)), Steps.Changes(9).Back);
        File.Delete(night.Folder.In("healthy"));

        (await night.RunAsync()).ShouldBe(EngineStop.Waiting);

        night.State.Ended.ShouldBeNull();
        night[2].Verdict.ShouldBe(Verdict.Fail);
    }

    private static int Looks(Night night) => night.Records.Count(it => it.Body is RunEvent.WatchLooked);

    private Night Begin(params IReadOnlyList<Step> steps)
    {
        var night = new Night(Story.Start(steps) with { Watches = true }, TimeProvider.System);
        _nights.Add(night);
        File.WriteAllText(night.Folder.In("healthy"), "");
        return night;
    }

    /// <summary>One process from begin to end, on the clock of the simulation.</summary>
    private RunState Watch(TimeSpan lasts, int? breaksAt)
    {
        var night = new Night();
        _nights.Add(night);
        File.WriteAllText(night.Folder.In("healthy"), "");
        night.People.Say(QuestionKind.Failure, new Reply.RollBack("Anna", "it is so"), 2);
        var started = Story.Start(Steps.Changes(1), Healthy(2, lasts, Quarter), Steps.Changes(9).Back) with { Watches = true };
        using var journal = new CrashingJournal([], [], 0, Blow.DiskFull);
        var session = RunSession.Start(journal, started, night.Clock, [new Breaker(night.Folder.In("healthy"), breaksAt)]);
        // A check looks on a thread of the pool; its time limit runs on the real clock, so that the simulated one stands still meanwhile.
        var host = night.Host with
        {
            Surroundings = night.Host.Surroundings with { Clock = TimeProvider.System },
        };
        using var engine = new Engine(session, host, new AttemptMaker(host, night.Folder), night.Folder);

        var ran = new Loom(new(1), night.Clock).Run(() => engine.RunAsync(CancellationToken.None), () => false, DateTimeOffset.MaxValue);

        ran.Fault.ShouldBeNull();
        return session.State;
    }

    private static Step Healthy(int line, TimeSpan lasts, TimeSpan every) =>
        Steps.Watched(line, TimeSpan.Zero, lasts, every) with
        {
            Check = new("file", new Dictionary<string, string> { ["path"] = "healthy" }),
            Expect = "path 'healthy' exists",
        };

    /// <summary>Breaks what is watched after so many looks.</summary>
    private sealed class Breaker(string file, int? after) : IRunListener
    {
        private int _looks;

        public void Happened(RunEvent happened, RunState state, DateTimeOffset at)
        {
            if (happened is RunEvent.WatchLooked && ++_looks == after)
            {
                File.Delete(file);
            }
        }

        public void Notice(string text) { }
    }
}
