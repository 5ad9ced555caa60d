using Slipway.Kernel;

namespace Slipway.Runs.Tests.Simulation;

/// <summary>The generator comes to everything: a sentence about what never occurs would hold of anything.</summary>
public sealed class RangeTests
{
    private static readonly List<History> Told = [.. Enumerable.Range(0, 300).Select(GoLive.Of)];

    /// <summary>Comes after the histories, belongs to triggers (<c>TriggerTests</c>) or to watches (<c>WatchTests</c>), or belongs to holds of several people, all of whose paths <c>QuorumPathsTests</c> goes.</summary>
    private static readonly Type[] Elsewhere =
    [
        typeof(RunEvent.RecordSealed),
        typeof(RunEvent.HoldReminded),
        typeof(RunEvent.HoldEscalated),
        typeof(RunEvent.HoldExpired),
        typeof(RunEvent.GlassBroken),
        typeof(RunEvent.WatchBegan),
        typeof(RunEvent.WatchLooked),
        typeof(RunEvent.WatchClosed),
        typeof(RunEvent.TriggerLooked),
        typeof(RunEvent.TriggerFired),
        typeof(RunEvent.TriggerClosed),
    ];

    [Fact]
    public void every_kind_of_event_that_belongs_here_occurs_often() =>
        Told.SelectMany(it => it.Written)
            .CountBy(it => it.Body.GetType())
            .Where(it => it.Value >= 5)
            .Select(it => it.Key)
            .ShouldBe(Doubles.Samples.Kinds.Keys.Except(Elsewhere), ignoreOrder: true);

    [Theory]
    [InlineData(Outcome.Go)]
    [InlineData(Outcome.NoGo)]
    [InlineData(Outcome.RolledBack)]
    [InlineData(Outcome.Rehearsed)]
    public void every_outcome_occurs(Outcome outcome) => Told.Count(it => it.LastState?.Ended?.Outcome == outcome).ShouldBeGreaterThan(1);

    [Theory]
    [InlineData("KilledBefore")]
    [InlineData("KilledAfter")]
    [InlineData("killed while it waited")]
    [InlineData("the power went with it")]
    [InlineData("the disk was full")]
    public void every_blow_falls_often(string how) =>
        Told.Count(it => it.Entries.OfType<Entry.Died>().Any(died => died.How == how)).ShouldBeGreaterThan(10);

    [Fact]
    public void changes_are_verified_made_again_by_the_word_of_a_person_and_cut_off()
    {
        Settlements(it => it is { How: Settled.VerifiedDone }).ShouldBeGreaterThan(1);
        Settlements(it => it is { How: Settled.ToldDone }).ShouldBeGreaterThan(1);
        Settlements(it => it is { How: Settled.RunAgain, By: not null }).ShouldBeGreaterThan(1);
        Told.SelectMany(it => it.Executions).Count(it => it.CutOff).ShouldBeGreaterThan(20);
    }

    [Fact]
    public void the_same_seed_tells_the_same_history() =>
        Enumerable.Range(0, 30).ShouldAllBe(seed => GoLive.Of(seed).ToString() == Told[seed].ToString());

    private static int Settlements(Func<RunEvent.OutcomeSettled, bool> such) =>
        Told.SelectMany(it => it.Written).Count(it => it.Body is RunEvent.OutcomeSettled settled && such(settled));
}
