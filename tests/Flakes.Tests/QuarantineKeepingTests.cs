namespace Slipway.Flakes.Tests;

/// <summary>Entries come by what a test's flakes said, and go by what it did since.</summary>
public sealed class QuarantineKeepingTests
{
    private const string Flaky = "....Fr......Fr.....Fr......Fr....";
    private const string Said = "Timeout after 31 ms";

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void a_flaky_test_is_proposed_with_what_its_flakes_said_and_why()
    {
        var proposed = Proposals(Histories.Strip(Flaky, Said)).Proposed.ShouldHaveSingleItem();

        proposed.Test.ShouldBe("test");
        proposed.Messages.ShouldBe([Said]);
        proposed.Reason.ShouldStartWith("4 flakes in");
    }

    [Fact]
    public void who_never_failed_or_is_broken_is_not_proposed()
    {
        Proposals(Histories.Strip(Histories.Passes(50))).Proposed.ShouldBeEmpty();
        Proposals(Histories.Strip(Histories.Passes(50) + "FFFFFF", Said)).Proposed.ShouldBeEmpty();
    }

    [Fact]
    public void a_flaky_test_that_fails_run_after_run_is_not_proposed()
    {
        var proposals = Proposals(Histories.Strip(Flaky + "FFFF", Said));

        proposals.Proposed.ShouldBeEmpty();
    }

    [Fact]
    public void what_an_outage_brought_down_is_not_proposed()
    {
        var history = new TestHistory();
        for (var test = 0; test < 30; test++)
        {
            history.AddStrip($"test {test}", $"{Histories.Passes(40)}Fr{Histories.Passes(40)}", "Connection refused");
        }

        Proposals(history).Proposed.ShouldBeEmpty();
    }

    [Fact]
    public void a_flake_that_says_nothing_is_not_proposed_and_that_is_told()
    {
        var proposals = Proposals(Histories.Strip(Flaky));

        proposals.Proposed.ShouldBeEmpty();
        proposals.Refused.ShouldHaveSingleItem().Why.ShouldContain("says nothing when it flakes");
    }

    [Theory]
    [InlineData("Timeout after 9 ms", "2026-12-31", 0, 0)]
    [InlineData("something else", "2026-12-31", 1, 0)]
    [InlineData("Timeout after 9 ms", "2026-11-19", 0, 1)]
    public void what_is_listed_is_not_proposed_again_and_what_is_over_is_for_a_person(string words, string until, int proposed, int refused)
    {
        var list = new[] { Entry("test", words) with { Until = DateOnly.Parse(until) } };

        var proposals = QuarantineProposals.Of(Histories.Strip(Flaky, Said), Verdicts(Histories.Strip(Flaky, Said)), list, Now);

        (proposals.Proposed.Count, proposals.Refused.Count).ShouldBe((proposed, refused));
    }

    [Theory]
    [InlineData(0.5, 5)]
    [InlineData(0.05, 59)]
    [InlineData(0.001, 2995)]
    public void the_passes_that_release_are_reckoned_from_the_rate(double rate, int passes)
    {
        QuarantineRelease.PassesFor(rate).ShouldBe(passes);
        Math.Pow(1 - rate, passes).ShouldBeLessThanOrEqualTo(0.05);
        Math.Pow(1 - rate, passes - 1).ShouldBeGreaterThan(0.05);
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(400, true)]
    public void an_entry_goes_when_its_test_has_held_long_enough(int passes, bool goes)
    {
        var history = Histories.Strip(Flaky + Histories.Passes(passes), Said);

        Release(history, Entry("test", Said)).MayGo.ShouldBe(goes);
    }

    [Fact]
    public void what_is_not_known_never_goes()
    {
        Release(Histories.Strip(Histories.Passes(5000)), Entry("test", Said)).MayGo.ShouldBeFalse();
        Release(Histories.Strip(Histories.Passes(5000)), Entry("another", Said)).Why.ShouldBe("is not in the history");
    }

    [Fact]
    public void a_failure_of_any_kind_begins_the_count_anew()
    {
        var history = Histories.Strip(Flaky + Histories.Passes(400) + "FF" + Histories.Passes(8), Said);

        Release(history, Entry("test", Said)).Clean.ShouldBe(8);
    }

    [Fact]
    public void a_list_is_looked_through()
    {
        var history = Histories.Strip(Flaky, Said);
        QuarantineEntry[] list =
        [
            Entry("test", Said) with
            {
                Suite = "",
                Line = 1,
            },
            Entry("test", "Timeout after 4 ms") with
            {
                Line = 2,
            },
            Entry("test", "never said") with
            {
                Suite = "",
                Line = 3,
                Until = new(2026, 11, 1),
            },
            Entry("gone", Said) with
            {
                Line = 4,
                Until = new(2026, 11, 25),
            },
        ];

        var findings = QuarantineReview.Of(history, Verdicts(history), list, Now, TimeSpan.FromDays(14));

        findings
            .Select(it => $"{it.Entry.Line} {it.What}")
            .ShouldBe([
                "2 covers what line 1 covers too: keep one",
                "2 speaks of the test in any suite; name it: \"\"",
                "3 lapsed on 2026-11-01: its failures are real again; ada mends it, prolongs it, or takes it out",
                "3 covers words that no flake of it ever said here: \"never said\"",
                "4 lapses after 2026-11-25; ada mends it, or prolongs it",
                "4 speaks of a test that is not in the history: renamed or gone, take it out",
            ]);
    }

    [Fact]
    public void entries_come_in_sorted_and_go_again_and_comments_stay()
    {
        const string Text =
            "# Known flakes\n\n# of the shop\n- test: b\n  messages: [x]\n  owner: ada\n  reason: r\n  until: 2026-12-31\n# the end\n";
        var added = new[] { Entry("c", "y"), Entry("a", "say \"it\"\\\t✓") };

        var with = QuarantineFile.With(Text, added).ShouldNotBeNull();

        with.Split('\n')
            .Where(it => it.StartsWith('#') || it.StartsWith('-'))
            .ShouldBe(["# Known flakes", "- test: \"a\"", "# of the shop", "- test: b", "# the end", "- test: \"c\""]);
        var read = QuarantineReader.Read(with).Entries;
        read[0].Messages.ShouldBe(["say \"it\"\\\t✓"]);
        QuarantineFile.Without(with, [.. read.Where(it => it.Test != "b")]).ShouldBe(Text);
    }

    [Theory]
    [InlineData("[{test: b, messages: [x], owner: ada, reason: r, until: 2026-12-31}]")]
    [InlineData("- {")]
    public void a_list_that_cannot_be_changed_without_doubt_is_not_changed(string text) =>
        QuarantineFile.With(text, [Entry("a", "x")]).ShouldBeNull();

    [Fact]
    public void an_entry_with_a_comment_in_it_is_not_taken_out()
    {
        const string Text = "- test: b # mine\n  messages: [x]\n  owner: ada\n  reason: r\n  until: 2026-12-31\n";

        QuarantineFile.Without(Text, QuarantineReader.Read(Text).Entries).ShouldBeNull();
    }

    private static QuarantineProposals Proposals(TestHistory history) => QuarantineProposals.Of(history, Verdicts(history), [], Now);

    private static QuarantineRelease Release(TestHistory history, QuarantineEntry entry) =>
        QuarantineRelease.Of(history, Verdicts(history), [entry]).ShouldHaveSingleItem();

    private static FlakeVerdicts Verdicts(TestHistory history) => FlakeVerdicts.Of(history);

    private static QuarantineEntry Entry(string test, string words) =>
        new()
        {
            Test = test,
            Messages = [words],
            Owner = "ada",
            Reason = "r",
            Until = new(2026, 12, 31),
            Line = 1,
        };
}
