using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Tests;

public sealed class EarlierDurationsTests
{
    private static readonly DateTimeOffset Began = new(2030, 1, 1, 22, 0, 0, TimeSpan.Zero);
    private static readonly Step Migrate = Block(10, "Apply the migration", "./migrate.sh");
    private static readonly Step Restart = Block(20, "Restart", "systemctl restart") with { Estimate = "5m" };
    private static readonly Step Smoke = Block(30, "Smoke test", "./smoke.sh");

    [Fact]
    public void a_step_takes_the_median_of_what_it_took_before()
    {
        var earlier = EarlierDurations.Of([Run(Took(Migrate, 10)), Run(Took(Migrate, 90)), Run(Took(Migrate, 20))]);

        earlier.For(Migrate).ShouldBe(new EarlierDuration(TimeSpan.FromSeconds(20), 3));
    }

    [Fact]
    public void a_step_is_the_same_wherever_it_stands_and_another_when_its_command_changed()
    {
        var earlier = EarlierDurations.Of([Run(Took(Migrate, 10))]);

        earlier.For(Migrate with { Line = 99, Id = StepId.OfLine(99) }).ShouldNotBeNull();
        earlier.For(Block(10, "Apply the migration", "./migrate.sh --all")).ShouldBeNull();
    }

    [Fact]
    public void an_attempt_that_did_not_pass_says_nothing_of_the_time() =>
        EarlierDurations.Of([Run(Took(Migrate, 1, Verdict.Fail))]).For(Migrate).ShouldBeNull();

    [Fact]
    public void without_data_nothing_is_said_of_what_lies_ahead() =>
        EarlierDurations.None.AheadOf(RunState.Begin(Started(Migrate, Smoke), Began), Began).ShouldBeNull();

    [Fact]
    public void the_documents_own_estimate_counts_where_no_run_does_and_what_is_unknown_is_counted()
    {
        var earlier = EarlierDurations.Of([Run(Took(Migrate, 40))]);

        earlier
            .AheadOf(RunState.Begin(Started(Migrate, Restart, Smoke), Began), Began)
            .ShouldBe(new TimeAhead(TimeSpan.FromSeconds(340), 1, 1));
    }

    [Fact]
    public void what_a_running_step_has_used_up_is_taken_off_and_never_more_than_all_of_it()
    {
        var earlier = EarlierDurations.Of([Run(Took(Migrate, 40))]);
        var state = RunState.Begin(Started(Migrate), Began).Apply(new RunEvent.StepBegan(Migrate.Id, 1), Began);

        earlier.AheadOf(state, Began.AddSeconds(30))!.Left.ShouldBe(TimeSpan.FromSeconds(10));
        earlier.AheadOf(state, Began.AddSeconds(300))!.Left.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task runs_that_cannot_be_read_are_passed_over()
    {
        using var folder = new Testing.TempFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "20300101-000000-0000"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "20300101-000000-0000", "journal.jsonl"),
            "no journal\n",
            TestContext.Current.CancellationToken
        );

        (await EarlierRuns.ReadAsync(folder.Path, "GO-LIVE.md", TestContext.Current.CancellationToken)).For(Migrate).ShouldBeNull();
        (await EarlierRuns.ReadAsync(Path.Combine(folder.Path, "missing"), "GO-LIVE.md", TestContext.Current.CancellationToken))
            .For(Migrate)
            .ShouldBeNull();
    }

    private static (Step Step, int Seconds, Verdict Verdict) Took(Step step, int seconds, Verdict verdict = Verdict.Pass) =>
        (step, seconds, verdict);

    private static RunState Run((Step Step, int Seconds, Verdict Verdict) took) =>
        RunState
            .Begin(Started(took.Step), Began)
            .Apply(new RunEvent.StepBegan(took.Step.Id, 1), Began)
            .Apply(new RunEvent.StepEnded(took.Step.Id, 1, took.Verdict, "", []), Began.AddSeconds(took.Seconds));

    private static RunEvent.RunStarted Started(params IReadOnlyList<Step> steps) =>
        new()
        {
            Format = 1,
            Run = new("20300101-220000-0000"),
            Mode = RunMode.Run,
            Document = "GO-LIVE.md",
            DocumentSha256 = "",
            PlanDigest = "",
            Title = "",
            Operator = "ada",
            Steps = steps,
        };

    private static Step Block(int line, string text, string command) =>
        new()
        {
            Id = StepId.OfLine(line),
            Line = line,
            Text = text,
            Kind = ItemKind.Command,
            Work = Work.Block,
            Commands = [new(line, command, Effect.Reads)],
        };
}
