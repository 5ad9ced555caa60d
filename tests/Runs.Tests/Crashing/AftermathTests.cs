using Slipway.Kernel;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Crashing;

/// <summary>The checker of the crash campaign finds what is planted, and nothing where nothing is.</summary>
public sealed class AftermathTests
{
    private static readonly List<JournalRecord> Records =
    [
        .. new RunEvent[]
        {
            Story.Start(Changes(1), Reads(2, RealPlan.Fails)),
            new RunEvent.StepBegan(Id(1), 1),
            new RunEvent.StepEnded(Id(1), 1, Verdict.Pass, "exit code 0", []),
            new RunEvent.StepEnded(Id(2), 1, Verdict.Fail, "exit code 7", []),
            new RunEvent.RunEnded(Outcome.NoGo, "a gate is shut"),
        }.Select((body, at) => new JournalRecord(at + 1, Story.Eight, body, "")),
    ];

    private static readonly Aftermath Sound = new(
        [.. Records.Select(it => Witness.Line(it.Sequence, it.Body))],
        Records,
        new Dictionary<string, int> { ["L1"] = 1 }
    );

    [Fact]
    public void where_nothing_is_wrong_nothing_is_found() => Sound.Breaches.ShouldBeEmpty();

    [Fact]
    public void a_second_execution_is_found() =>
        (Sound with { Effects = new Dictionary<string, int> { ["L1"] = 2 } }).Breaches.ShouldHaveSingleItem().ShouldStartWith("twice");

    [Fact]
    public void a_lost_event_is_found() =>
        (Sound with { Records = [.. Records.Take(3), .. Records.Skip(4)] }).Breaches.ShouldContain(it =>
            it.StartsWith("lost", StringComparison.Ordinal)
        );

    [Fact]
    public void an_event_that_was_changed_is_found() =>
        (Sound with { Records = [.. Records.Select(Reworded)] }).Breaches.ShouldHaveSingleItem().ShouldStartWith("lost: event 4");

    [Fact]
    public void a_swallowed_failure_is_found() =>
        (Sound with { Heard = [], Records = [.. Records.Select(Passed)] }).Breaches.ShouldHaveSingleItem().ShouldStartWith("swallowed: L2");

    [Fact]
    public void a_change_that_passed_without_its_effect_is_found() =>
        (Sound with { Effects = new Dictionary<string, int>() }).Breaches.ShouldHaveSingleItem().ShouldStartWith("swallowed: L1");

    [Fact]
    public void a_run_without_an_end_is_found() =>
        (Sound with { Heard = [], Records = [.. Records.SkipLast(1)] }).Breaches.ShouldHaveSingleItem().ShouldStartWith("open");

    private static JournalRecord Reworded(JournalRecord it) =>
        it.Sequence == 4 ? it with { Body = new RunEvent.StepEnded(Id(2), 1, Verdict.Fail, "exit code 8", []) } : it;

    private static JournalRecord Passed(JournalRecord it) =>
        it.Sequence == 4 ? it with { Body = new RunEvent.StepEnded(Id(2), 1, Verdict.Pass, "exit code 7", []) } : it;
}
