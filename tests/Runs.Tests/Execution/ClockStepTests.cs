using Slipway.Runs.Execution;
using Slipway.Runs.Tests.Doubles;
using Slipway.Runs.Tests.Simulation;
using Slipway.Testing;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Execution;

/// <summary>Somebody sets the clock of the machine, at every look that the run takes at it in turn.</summary>
public sealed class ClockStepTests
{
    [Theory(Timeout = 60_000)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(-2)]
    public void a_clock_that_is_set_by_hours_breaks_no_run(int hours)
    {
        var looks = Run(int.MaxValue, hours).Looks;
        looks.ShouldBeGreaterThan(30);
        for (var look = 1; look <= looks; look++)
        {
            Run(look, hours).State.Ended.ShouldNotBeNull($"set at look {look}").Outcome.ShouldBe(Outcome.Go, $"set at look {look}");
        }
    }

    private static (RunState State, int Looks) Run(int setAt, int hours)
    {
        using var night = new Night();
        night.People.Say(QuestionKind.Failure, new Reply.Waive("Anna", null, "known", TimeSpan.FromMinutes(50)));
        using var journal = new CrashingJournal([], [], 0, Blow.DiskFull);
        var clock = new SetClock(night.Clock, setAt, TimeSpan.FromHours(hours));
        var host = night.Host with { Clock = clock };
        var session = RunSession.Start(journal, Started, clock, []);
        using var engine = new Engine(session, host, new AttemptMaker(host, night.Folder), night.Folder);

        var ran = new Loom(new(1), night.Clock).Run(() => engine.RunAsync(CancellationToken.None), () => false, DateTimeOffset.MaxValue);

        ran.Fault.ShouldBeNull($"set at look {setAt}");
        return (session.State, clock.Looks);
    }

    private static RunEvent.RunStarted Started { get; } =
        Story.Start(
            Readiness("undo.sh is not there"),
            Changes(1, "./deploy.sh"),
            Moment(2, "10:00"),
            Reads(3),
            Changes(4, "./undo.sh").Back
        );

    /// <summary>Right until a look, and off from then on.</summary>
    private sealed class SetClock(ManualClock time, int setAt, TimeSpan by) : TimeProvider
    {
        public int Looks { get; private set; }

        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + (++Looks >= setAt ? by : TimeSpan.Zero);

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime, period);
    }
}
