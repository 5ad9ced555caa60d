namespace Slipway.Flakes.Tests;

public sealed class FlakeVerdictsTests
{
    [Fact]
    public void a_failure_whose_commit_passes_when_tried_again_is_a_flake()
    {
        var verdicts = FlakeVerdicts.Of(Histories.Strip($"{Histories.Passes(100)}Fr{Histories.Passes(20)}"));

        verdicts.Failures.ShouldHaveSingleItem().Verdict.ShouldBe(FailureKind.Flake);
        verdicts.Failures[0].Reasons.ShouldContain("the same commit passed too (1 time)");
        verdicts.Tests[0].State.ShouldBe(TestState.Flaky);
    }

    [Fact]
    public void a_streak_of_failures_is_a_regression_and_never_a_flake()
    {
        var verdicts = FlakeVerdicts.Of(Histories.Strip($"{Histories.Passes(100)}FFFFFFFF"));

        verdicts.Failures.ShouldAllBe(it => it.Verdict == FailureKind.Regression);
        verdicts.Tests[0].State.ShouldBe(TestState.Broken);
        verdicts.Tests[0].Since.ShouldBe(new DateTimeOffset(2026, 1, 6, 15, 41, 0, TimeSpan.Zero));
    }

    [Fact]
    public void a_first_failure_stays_near_what_is_usual_until_the_next_outcome()
    {
        var first = FlakeVerdicts.Of(Histories.Strip($"{Histories.Passes(60)}F", "expected 3"));
        var again = FlakeVerdicts.Of(Histories.Strip($"{Histories.Passes(60)}FF", "expected 3"));

        first.Failures[0].Probability.ShouldBeLessThan(0.95);
        first.Failures[0].FlakeProbability.ShouldBeGreaterThan(0.05);
        again.Failures[0].FlakeProbability.ShouldBeLessThan(first.Failures[0].FlakeProbability);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("expected 3")]
    public void of_a_test_that_was_never_seen_to_pass_one_failure_says_nothing(string? message)
    {
        var alone = FlakeVerdicts.Of(Histories.Strip("F", message));
        var beside = Histories.Strip("F", message);
        beside.Add(Histories.Outcome("another", 1, 1, failed: false));
        var besideAnother = FlakeVerdicts.Of(beside);

        foreach (var verdicts in (FlakeVerdicts[])[alone, besideAnother])
        {
            verdicts.Failures[0].Verdict.ShouldBe(FailureKind.Unknown);
            verdicts.Failures[0].FlakeProbability.ShouldBeLessThan(0.5);
            var test = verdicts.Tests.Single(it => it.Test == "test");
            test.State.ShouldBe(TestState.New);
            test.Reasons[0].ShouldBe("it was never seen to pass, so nothing shows that it could");
        }
    }

    [Theory]
    [InlineData("FF")]
    [InlineData("FFF")]
    [InlineData("FFFFFFFFFFFF")]
    public void a_test_that_failed_on_several_commits_and_never_passed_is_broken(string strip)
    {
        var verdicts = FlakeVerdicts.Of(Histories.Strip(strip, "expected 3"));

        verdicts.Tests[0].State.ShouldBe(TestState.Broken);
        verdicts.Failures.ShouldAllBe(it => it.Verdict == FailureKind.Regression);
    }

    [Fact]
    public void tries_of_one_commit_do_not_make_a_test_broken_that_was_never_seen_to_pass()
    {
        var history = new TestHistory();
        foreach (var attempt in (int[])[1, 2, 3])
        {
            history.Add(Histories.Outcome("test", 1, attempt, failed: true, "expected 3"));
        }

        var verdicts = FlakeVerdicts.Of(history);

        verdicts.Tests[0].State.ShouldBe(TestState.New);
        verdicts.Failures.ShouldAllBe(it => it.Verdict == FailureKind.Unknown);
    }

    [Fact]
    public void what_a_test_says_at_all_times_is_a_flake_and_what_it_says_at_one_time_on_several_lines_is_a_break()
    {
        var seldom = new TestHistory();
        seldom.AddStrip(
            "test",
            string.Concat(Enumerable.Repeat($"{Histories.Passes(150)}F", 6)) + Histories.Passes(20),
            "element not ready"
        );
        var carried = new TestHistory();
        carried.AddStrip("test", $"{Histories.Passes(400)}FFF{Histories.Passes(100)}", "element not ready");
        foreach (var pull in (int[])[1, 2, 3])
        {
            foreach (var (commit, failed) in ((int, bool)[])[(0, true), (1, true), (2, false)])
            {
                carried.Add(
                    Histories.Outcome("test", 402 + commit, 1, failed, "element not ready") with
                    {
                        Pr = $"{pull}",
                        Run = $"pull-{pull}-{commit}",
                        Sha = $"pull-{pull}-{commit}",
                    }
                );
            }
        }

        FlakeVerdicts.Of(seldom).Failures.ShouldAllBe(it => it.Verdict == FailureKind.Flake);
        FlakeVerdicts.Of(carried).Failures.ShouldAllBe(it => it.Verdict == FailureKind.Regression);
    }

    [Fact]
    public void broken_outranks_flaky()
    {
        var flaky = string.Concat(Enumerable.Repeat("...........Fr", 12));

        var verdicts = FlakeVerdicts.Of(Histories.Strip($"{flaky}....FFFFFFFFFFFF", "Timeout"));

        verdicts.Tests[0].State.ShouldBe(TestState.Broken);
        verdicts.Failures[^1].Verdict.ShouldBe(FailureKind.Regression);
        verdicts.Failures[0].Verdict.ShouldBe(FailureKind.Flake);
    }

    [Fact]
    public void an_outage_makes_no_test_flaky()
    {
        var verdicts = FlakeVerdicts.Of(WithOutage());

        verdicts.Outages.ShouldHaveSingleItem().Run.ShouldBe("run-51");
        verdicts.Failures.ShouldAllBe(it => it.Verdict == FailureKind.Infrastructure);
        verdicts.Tests.ShouldAllBe(it => it.State == TestState.Healthy && it.FlakeProbability < 0.2);
    }

    [Fact]
    public void a_commit_that_breaks_many_tests_is_no_outage()
    {
        var history = new TestHistory();
        for (var test = 0; test < 40; test++)
        {
            history.AddStrip($"test-{test}", Histories.Passes(50) + (test < 12 ? "FFFFFFFFFF" : Histories.Passes(10)));
        }

        var verdicts = FlakeVerdicts.Of(history);

        verdicts.Outages.ShouldBeEmpty();
        verdicts.Failures.ShouldAllBe(it => it.Verdict == FailureKind.Regression);
    }

    [Fact]
    public void a_test_that_never_ran_is_new_and_never_healthy()
    {
        var history = new TestHistory();
        history.Add(Histories.Outcome("test", 1, 1, false) with { Outcome = OutcomeKind.Skip });

        var verdict = FlakeVerdicts.Of(history).Tests.ShouldHaveSingleItem();

        verdict.State.ShouldBe(TestState.New);
        verdict.Reasons.ShouldBe(["it never ran: nothing is known"]);
    }

    [Fact]
    public void a_suite_that_is_run_again_as_a_whole_makes_no_outage_of_a_break()
    {
        var history = new TestHistory();
        for (var test = 0; test < 40; test++)
        {
            for (var commit = 1; commit <= 60; commit++)
            {
                var failed = test < 12 && commit > 50;
                history.Add(Histories.Outcome($"test-{test}", commit, 1, failed));
                history.Add(Histories.Outcome($"test-{test}", commit, 2, failed));
            }
        }

        FlakeVerdicts.Of(history).Failures.ShouldAllBe(it => it.Verdict == FailureKind.Regression);
    }

    [Fact]
    public void many_outages_hide_none_of_them()
    {
        var history = new TestHistory();
        for (var test = 0; test < 40; test++)
        {
            history.AddStrip($"test-{test}", string.Concat(Enumerable.Repeat($"{Histories.Passes(9)}{(test % 2 == 0 ? "F" : ".")}", 20)));
        }

        var verdicts = FlakeVerdicts.Of(history);

        verdicts.Outages.Count.ShouldBe(20);
        verdicts.Failures.ShouldAllBe(it => it.Verdict == FailureKind.Infrastructure);
    }

    [Fact]
    public void without_a_main_line_no_test_is_broken()
    {
        var history = new TestHistory();
        for (var commit = 1; commit <= 12; commit++)
        {
            history.Add(Histories.Outcome("test", commit, 1, commit > 6) with { Pr = "7" });
        }

        FlakeVerdicts.Of(history).Tests[0].State.ShouldNotBe(TestState.Broken);
    }

    [Fact]
    public void a_history_without_outcomes_says_nothing()
    {
        FlakeVerdicts.Of(new TestHistory()).Tests.ShouldBeEmpty();
    }

    [Fact]
    public void a_commit_that_is_not_known_is_not_the_same_commit()
    {
        var history = new TestHistory();
        for (var run = 1; run <= 60; run++)
        {
            history.Add(Histories.Outcome("test", run, 1, run > 50) with { Sha = "" });
        }

        FlakeVerdicts.Of(history).Failures.ShouldAllBe(it => it.Verdict == FailureKind.Regression);
    }

    [Fact]
    public void a_regression_of_a_pull_request_leaves_the_main_line_alone()
    {
        var history = new TestHistory();
        history.AddStrip("test", Histories.Passes(80));
        for (var commit = 201; commit < 206; commit++)
        {
            history.Add(
                Histories.Outcome("test", commit, 1, true, "expected 1") with
                {
                    Pr = "7",
                    At = new(2026, 1, 6, 8, 5, commit - 200, TimeSpan.Zero),
                }
            );
        }

        var verdicts = FlakeVerdicts.Of(history);

        verdicts.Failures.ShouldAllBe(it => it.Verdict == FailureKind.Regression);
        verdicts.Tests[0].State.ShouldBe(TestState.Healthy);
    }

    [Fact]
    public void the_same_outcomes_twice_and_in_any_order_give_the_same_verdicts()
    {
        var outcomes = WithOutage().Outcomes().ToList();
        var (once, twice) = (new TestHistory(), new TestHistory());
        outcomes.ForEach(once.Add);
        outcomes.AsEnumerable().Reverse().Concat(outcomes).ToList().ForEach(twice.Add);

        Told(FlakeVerdicts.Of(twice)).ShouldBe(Told(FlakeVerdicts.Of(once)));
    }

    [Fact]
    public void flakes_on_one_machine_are_told_with_the_machine()
    {
        var history = new TestHistory();
        for (var run = 1; run <= 200; run++)
        {
            var host = run % 5 == 0 ? "agent-bad" : "agent-good";
            history.Add(Histories.Outcome("test", run, 1, run % 15 == 0) with { Host = host });
            history.Add(Histories.Outcome("test", run, 2, false) with { Host = host });
        }

        FlakeVerdicts.Of(history).Tests[0].Reasons.ShouldContain("13 of 13 flakes on host agent-bad, which ran 20 % of its outcomes");
    }

    private static TestHistory WithOutage()
    {
        var history = new TestHistory();
        for (var test = 0; test < 40; test++)
        {
            history.AddStrip($"test-{test}", Histories.Passes(50) + (test < 15 ? "F" : ".") + Histories.Passes(20));
        }

        return history;
    }

    private static IEnumerable<string> Told(FlakeVerdicts verdicts) =>
        [
            .. verdicts.Tests.Select(it => $"{it.Test} {it.State} {it.FlakeProbability:f6}"),
            .. verdicts.Failures.Select(it => $"{it.Test} {it.Run} {it.Verdict} {it.Probability:f6}"),
        ];
}
