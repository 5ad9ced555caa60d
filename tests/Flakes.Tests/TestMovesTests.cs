namespace Slipway.Flakes.Tests;

/// <summary>A test is followed through a rename where one goes and one comes and nothing speaks against it; in doubt it is a new test.</summary>
public sealed class TestMovesTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void a_renamed_test_keeps_its_history_and_its_reasons_say_so()
    {
        var history = Renamed("cart", "pays by card", "cart", "pays by credit card");

        var test = FlakeVerdicts.Of(Followed(history)).Tests.Single(it => it.Test.StartsWith("pays", StringComparison.Ordinal));

        test.Test.ShouldBe("pays by credit card");
        test.State.ShouldBe(TestState.Flaky);
        test.Since.ShouldNotBeNull().ShouldBeLessThan(Begin.AddDays(10));
        test.Reasons[^1]
            .ShouldBe(
                "until 2026-03-11 it was called cart › pays by card: of its suite it alone went and this one alone came at one commit; 3 of 4 words of their names are the same; it took 100 ms and takes 100 ms; both failed with the same words"
            );
    }

    [Fact]
    public void without_following_they_are_two_tests()
    {
        var history = Renamed("cart", "pays by card", "cart", "pays by credit card");

        FlakeVerdicts.Of(history).Tests.Count.ShouldBe(3);
        FlakeVerdicts.Of(Followed(history)).Tests.Count.ShouldBe(2);
    }

    [Fact]
    public void outcomes_stand_under_the_new_name_and_none_is_lost()
    {
        var history = Renamed("cart", "pays by card", "shop", "pays by card");
        var before = history.Count;

        var outcomes = Followed(history).Outcomes().ToList();

        outcomes.Count.ShouldBe(before);
        outcomes.Count(it => it is { Suite: "shop", Test: "pays by card" }).ShouldBe(23);
        outcomes.ShouldNotContain(it => it.Suite == "cart" && it.Test == "pays by card");
        history.AllTests.ShouldNotContain(new NamedTest("cart", "pays by card"));
    }

    [Theory]
    [InlineData("cart", "paysByCard", "cart", "paysByCreditCard")]
    [InlineData("cart", "pays_by_card", "cart", "pays by card")]
    [InlineData("cart", "pays by card", "checkout", "pays by card")]
    [InlineData("old.Cart", "pays", "next.Cart", "pays")]
    [InlineData("cart", "pays by card(EUR, 1)", "cart", "pays by any card(EUR, 1)")]
    public void one_that_goes_and_one_that_comes_are_one(string suite, string test, string newSuite, string newTest) =>
        Moves(Renamed(suite, test, newSuite, newTest)).ShouldHaveSingleItem().To.ShouldBe(new NamedTest(newSuite, newTest));

    [Theory]
    [InlineData("cart", "pays by card", "cart", "ships to an island")]
    [InlineData("cart", "pays by a card", "cart", "pays not by card")]
    [InlineData("cart", "pays by card 1", "cart", "pays by card 2")]
    [InlineData("cart", "pays by card(1)", "cart", "pays by any card(2)")]
    [InlineData("cart", "pays", "checkout", "pays")]
    [InlineData("cart", "pays by card", "checkout", "pays by credit card")]
    public void names_that_say_too_little_or_the_contrary_are_not_followed(string suite, string test, string newSuite, string newTest) =>
        Moves(Renamed(suite, test, newSuite, newTest)).ShouldBeEmpty();

    [Fact]
    public void a_suite_that_was_renamed_takes_its_tests_along()
    {
        var history = History(
            20,
            (it, add) =>
            {
                foreach (var test in (string[])["a", "b", "c", "d"])
                {
                    add(it < 10 ? "old" : "new", test);
                }
            }
        );

        Moves(history)
            .Select(it => (it.From.Suite, it.To.Suite, it.To.Test))
            .Order()
            .ShouldBe([("old", "new", "a"), ("old", "new", "b"), ("old", "new", "c"), ("old", "new", "d")]);
    }

    [Fact]
    public void rows_of_parameters_are_followed_each_by_its_own()
    {
        var history = History(
            20,
            (it, add) =>
            {
                foreach (var row in (string[])["(1)", "(2)", "(3)"])
                {
                    add("cart", (it < 10 ? "adds items" : "adds all items") + row);
                }
            }
        );

        Moves(history).Select(it => it.To.Test).Order().ShouldBe(["adds all items(1)", "adds all items(2)", "adds all items(3)"]);
    }

    [Fact]
    public void a_second_rename_is_followed_from_the_first_name()
    {
        var history = History(
            30,
            (it, add) =>
            {
                add("cart", "adds");
                add(
                    "cart",
                    it < 10 ? "pays by card"
                        : it < 20 ? "pays by credit card"
                        : "pays by any credit card"
                );
            }
        );

        Followed(history).Outcomes().Count(it => it.Test == "pays by any credit card").ShouldBe(30);
    }

    [Fact]
    public void two_that_go_leave_doubt()
    {
        var history = History(
            20,
            (it, add) =>
            {
                add("cart", it < 10 ? "pays by card" : "pays by credit card");
                if (it < 10)
                {
                    add("cart", "ships to an island");
                }
            }
        );

        Moves(history).ShouldBeEmpty();
    }

    [Fact]
    public void one_that_goes_a_commit_before_the_other_comes_is_not_followed() =>
        Moves(
                History(
                    20,
                    (it, add) =>
                    {
                        add("cart", "adds");
                        if (it != 10)
                        {
                            add("cart", it < 10 ? "pays by card" : "pays by credit card");
                        }
                    }
                )
            )
            .ShouldBeEmpty();

    [Fact]
    public void one_that_comes_back_was_not_renamed() =>
        Moves(
                History(
                    20,
                    (it, add) =>
                    {
                        add("cart", "adds");
                        add("cart", it is < 10 or > 15 ? "pays by card" : "pays by credit card");
                    }
                )
            )
            .ShouldBeEmpty();

    [Fact]
    public void two_that_ran_beside_each_other_on_a_branch_are_two()
    {
        var history = Renamed("cart", "pays by card", "cart", "pays by credit card");
        foreach (var test in (string[])["pays by card", "pays by credit card"])
        {
            history.Add(Outcome("cart", test, 8, false) with { Run = "of 7", Sha = "c7", Pr = "7", Branch = "feature" });
        }

        Moves(history).ShouldBeEmpty();
    }

    [Fact]
    public void one_that_takes_ten_times_as_long_is_another()
    {
        var history = History(20, (it, add) => add("cart", it < 10 ? "pays by card" : "pays by credit card"), it => it < 10 ? 100 : 1000);

        Moves(history).ShouldBeEmpty();
    }

    /// <summary>
    /// Histories in which tests come, go, are renamed and move by chance, in names of few words: what was followed is held against
    /// what was drawn.
    /// </summary>
    [Fact]
    public void in_drawn_histories_a_wrong_guess_is_very_rare_and_most_renames_are_found()
    {
        var (right, wrong, renames, removed) = (0, 0, 0, 0);
        for (var seed = 1; seed <= 150; seed++)
        {
            var drawn = new DrawnTests(seed);
            foreach (var it in Moves(drawn.History))
            {
                var isRight = drawn.Moves.Contains((it.From, it.To));
                (right, wrong) = isRight ? (right + 1, wrong) : (right, wrong + 1);
            }

            (renames, removed) = (renames + drawn.Moves.Count, removed + drawn.Removed);
        }

        var said = $"{right} right and {wrong} wrong of {renames} renames and {removed} removed tests";
        TestContext.Current.TestOutputHelper?.WriteLine(said);
        removed.ShouldBeGreaterThan(1000, said);
        (wrong * 500).ShouldBeLessThanOrEqualTo(removed, said);
        (right * 10).ShouldBeGreaterThanOrEqualTo(renames * 7, said);
    }

    private static TestHistory Renamed(string suite, string test, string newSuite, string newTest) =>
        History(
            23,
            (it, add) =>
            {
                add("any", "stays");
                add(it < 10 ? suite : newSuite, it < 10 ? test : newTest);
            },
            failed: (test, it) => test != "stays" && it is 3 or 7 or 13 or 17
        );

    private static TestHistory History(
        int commits,
        Action<int, Action<string, string>> tests,
        Func<int, double>? ms = null,
        Func<string, int, bool>? failed = null
    )
    {
        var history = new TestHistory();
        for (var commit = 0; commit < commits; commit++)
        {
            tests(
                commit,
                (suite, test) =>
                    history.Add(Outcome(suite, test, commit, failed?.Invoke(test, commit) ?? false) with { Ms = ms?.Invoke(commit) ?? 100 })
            );
        }

        return history;
    }

    private static TestOutcome Outcome(string suite, string test, int commit, bool failed) =>
        new()
        {
            Suite = suite,
            Test = test,
            Run = $"r{commit}",
            Sha = $"c{commit}",
            Branch = "main",
            At = Begin.AddDays(commit),
            Outcome = failed ? OutcomeKind.Fail : OutcomeKind.Pass,
            Message = failed ? "Timeout" : null,
            Ms = 100,
        };

    private static TestHistory Followed(TestHistory history)
    {
        history.FollowMoves();
        return history;
    }

    private static IReadOnlyList<TestMove> Moves(TestHistory history) => Followed(history).Moves;
}
