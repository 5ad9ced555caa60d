using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests;

public sealed class RunGlanceTests
{
    [Fact(Timeout = 30_000)]
    public async Task a_run_that_ended_stands_as_it_ended()
    {
        using var night = new Night(Reads(1));
        await night.RunAsync();

        var glance = RunGlance.Of(night.Folder);

        glance.Standing.ShouldBe(RunStanding.Ended);
        glance.Outcome.ShouldBe(Outcome.Go);
        glance.Started!.Document.ShouldBe("GO-LIVE.md");
        glance.Took.ShouldBe(night.State.EndedAt - night.State.StartedAt);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_run_that_waits_says_for_what()
    {
        using var night = new Night(Ask(1));
        await night.RunAsync();

        RunGlance
            .Of(night.Folder)
            .ShouldSatisfyAllConditions(
                it => it.Standing.ShouldBe(RunStanding.Waiting),
                it => it.Outcome.ShouldBeNull(),
                it => it.Why.ShouldContain("item 1")
            );
    }

    [Fact(Timeout = 30_000)]
    public async Task a_run_that_was_killed_is_open_whatever_half_a_record_says()
    {
        using var night = new Night(Reads(1), Reads(2));
        await night.RunAsync();
        night.DiesAfter(2);
        await File.AppendAllTextAsync(night.Folder.Journal, "{\"body\":{\"type\":\"run-en", TestContext.Current.CancellationToken);

        RunGlance.Of(night.Folder).Standing.ShouldBe(RunStanding.Open);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no journal\n")]
    [InlineData("{\"body\":{\"type\":\"run-paused\",\"why\":\"x\"},\"time\":\"2030-01-01T00:00:00Z\"}\n")]
    [InlineData("{\"body\":[],\"time\":7}\n")]
    public void what_is_no_journal_is_unreadable_and_nothing_worse(string journal)
    {
        using var folder = new Testing.TempFolder();
        var run = new RunFolder(folder["run"]);
        Directory.CreateDirectory(run.Path);
        File.WriteAllText(run.Journal, journal);

        RunGlance.Of(run).ShouldSatisfyAllConditions(it => it.Standing.ShouldBe(RunStanding.Unreadable), it => it.Why.ShouldNotBeEmpty());
    }
}
