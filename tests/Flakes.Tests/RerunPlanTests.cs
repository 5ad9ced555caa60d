namespace Slipway.Flakes.Tests;

/// <summary>A plan foretells what the verdicts will be, and sends nobody after what a rerun cannot tell.</summary>
public sealed class RerunPlanTests
{
    private const string Flaky = "....Fr......Fr.....Fr......Fr....";
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void a_flaky_test_that_says_something_else_is_worth_a_try_and_what_is_foretold_comes_true()
    {
        var history = SaysSomethingElse(1);
        var planned = Plan(history).Failed.ShouldHaveSingleItem();

        planned.Worth.ShouldBe(RerunWorth.Decides);
        planned.Now.Verdict.ShouldBe(FailureKind.Unknown);
        history.Add(Histories.Outcome("test", 400, 2, failed: false));
        FlakeVerdicts.Of(history).Failures[^1].Verdict.ShouldBe(planned.IfPassed!.Value);
        planned.IfPassed.ShouldBe(FailureKind.Flake);
    }

    [Fact]
    public void after_the_tries_that_it_names_no_end_leaves_the_verdict_unknown()
    {
        var tries = Plan(SaysSomethingElse(1)).Failed[0].Tries!.Value;

        for (var failed = 0; failed <= tries; failed++)
        {
            var ended = SaysSomethingElse(failed + 1);
            if (failed < tries)
            {
                ended.Add(Histories.Outcome("test", 400, failed + 2, failed: false));
            }

            var first = FlakeVerdicts.Of(ended).Failures.Single(it => it.Run == "run-400" && it.Attempt == 1);
            first.Verdict.ShouldNotBe(FailureKind.Unknown, $"{failed} failed");
        }
    }

    [Fact]
    public void a_flake_that_is_known_by_its_words_is_rescued_and_not_decided()
    {
        var planned = Plan(Histories.Strip($"{Flaky}F", "Timeout after 31 ms")).Failed.ShouldHaveSingleItem();

        planned.Worth.ShouldBe(RerunWorth.Rescues);
        planned.Tries.ShouldBe(2);
        planned.PassChance.ShouldBeGreaterThan(0.7);
    }

    [Fact]
    public void a_first_failure_of_a_test_that_always_passed_is_worth_a_try()
    {
        var planned = Plan(Histories.Strip($"{Histories.Passes(60)}F", "expected 3")).Failed.ShouldHaveSingleItem();

        planned.Worth.ShouldBe(RerunWorth.Decides);
        planned.IfPassed.ShouldBe(FailureKind.Flake);
        planned.IfFailed.ShouldBe(FailureKind.Regression);
    }

    [Fact]
    public void a_test_that_is_broken_is_left()
    {
        var planned = Plan(Histories.Strip($"{Histories.Passes(60)}FFFFFFFF", "expected 3")).Failed.ShouldHaveSingleItem();

        planned.Worth.ShouldBe(RerunWorth.Regression);
        planned.IfPassed.ShouldBeNull();
    }

    [Fact]
    public void what_an_outage_brought_down_is_left()
    {
        var history = new TestHistory();
        for (var test = 0; test < 30; test++)
        {
            history.AddStrip($"test {test}", $"{Histories.Passes(40)}Fr{Histories.Passes(40)}F", "Connection refused");
        }

        Plan(history).Failed.ShouldAllBe(it => it.Worth == RerunWorth.Outage);
    }

    [Fact]
    public void what_the_list_covers_is_left_and_what_says_something_else_is_not()
    {
        var history = Histories.Strip($"{Flaky}F", "Timeout after 31 ms");

        Plan(history, "Timeout after 7 ms").Failed[0].Worth.ShouldBe(RerunWorth.Quarantined);
        Plan(history, "expected 3").Failed[0].Worth.ShouldBe(RerunWorth.Rescues);
    }

    [Fact]
    public void what_passed_on_a_retry_has_not_failed()
    {
        Plan(Histories.Strip($"{Flaky}Fr", "Timeout")).Failed.ShouldBeEmpty();
    }

    private static TestHistory SaysSomethingElse(int failures)
    {
        var seldom = string.Concat(Enumerable.Repeat($"{Histories.Passes(70)}Fr", 5));
        var history = Histories.Strip(seldom, "Timeout after 31 ms");
        for (var attempt = 1; attempt <= failures; attempt++)
        {
            history.Add(Histories.Outcome("test", 400, attempt, failed: true, "expected 3"));
        }

        return history;
    }

    private static RerunPlan Plan(TestHistory history, params string[] listed) =>
        RerunPlan.Of(
            history,
            history.Outcomes().Last().Run,
            [
                .. listed.Select(it => new QuarantineEntry
                {
                    Test = "test",
                    Messages = [it],
                    Owner = "ada",
                    Reason = "r",
                    Until = new(2999, 1, 1),
                    Line = 1,
                }),
            ],
            Now,
            5
        );
}
