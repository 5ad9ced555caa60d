namespace Slipway.Flakes.Tests;

/// <summary>A policy takes away from what may be quarantined, and never adds to it.</summary>
public sealed class TestPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly TestHistory History = Flaky();

    [Fact]
    public void without_a_policy_what_flakes_is_proposed() => Refused(new()).ShouldBeNull();

    [Fact]
    public void a_test_below_the_asked_chance_is_refused() =>
        Refused(new() { FlakyFrom = 1 }).ShouldNotBeNull().ShouldEndWith("and the policy asks for 1");

    [Fact]
    public void a_test_with_too_few_flakes_is_refused() =>
        Refused(new() { MinFailures = 61 }).ShouldBe("flaked 60 times in the time that counts, and the policy asks for 61");

    [Fact]
    public void a_test_with_too_few_outcomes_is_refused() =>
        Refused(new() { MinOutcomes = 421 }).ShouldBe("ran 420 times in the time that counts, and the policy asks for 421");

    [Fact]
    public void what_is_long_ago_does_not_count() =>
        Refused(new() { MinFailures = 60, Lookback = TimeSpan.FromDays(1) }).ShouldNotBeNull().ShouldContain("in the time that counts");

    [Theory]
    [InlineData("test")]
    [InlineData("te*")]
    [InlineData(" › test")]
    public void an_exempt_test_is_refused(string exempt) =>
        Refused(new() { Exempt = [exempt] }).ShouldBe($"is exempt by the policy (\"{exempt}\")");

    [Theory]
    [InlineData("e2e/", "e2e/login.cs", true)]
    [InlineData("*.cs", "e2e/login.cs", true)]
    [InlineData("e2e/", "unit/login.cs", false)]
    public void a_test_of_an_excluded_file_is_refused(string pattern, string file, bool refused) =>
        (Refused(new() { Exclude = [pattern] }, file: file) is not null).ShouldBe(refused);

    [Fact]
    public void a_test_whose_file_is_not_known_may_be_excluded_and_is_refused() =>
        Refused(new() { Exclude = ["e2e/"] }).ShouldBe("may be excluded by the policy, and its file is not known");

    [Fact]
    public void an_exclusion_that_is_not_understood_excludes_everything() =>
        Refused(new() { Exclude = ["!e2e/"] }, file: "unit/login.cs")
            .ShouldBe("may be excluded by the policy: the pattern \"!e2e/\" is not understood");

    [Fact]
    public void an_owner_has_a_policy_of_their_own()
    {
        var policy = new TestPolicy { Owners = new Dictionary<string, TestPolicyOverride> { ["@org/web"] = new(null, 61, null, 3) } };

        Refused(policy, owner: "@ada @org/web").ShouldNotBeNull();
        Refused(policy, owner: "@ada").ShouldBeNull();
        policy.Of("@org/web").QuarantineDays.ShouldBe(3);
        policy.Of(null).QuarantineDays.ShouldBe(14);
    }

    [Fact]
    public void a_replay_tells_what_would_have_been_rescued_and_what_masked()
    {
        // The break at the end says what the flakes say: a quarantine would have hidden it.
        var replay = Replay(Flaky("FFFFFFFFFFFFFFFFFFFF"), new());

        replay.Looks.ShouldBe(5);
        replay.Entries.ShouldHaveSingleItem().Messages.ShouldBe(["Timeout"]);
        replay.Entries[0].From.ShouldBe(new DateTimeOffset(2026, 1, 6, 0, 0, 0, TimeSpan.Zero));
        replay.Rescued.ShouldBeInRange(30, replay.Flakes - 1);
        replay.Masked.ShouldBe(20);
        replay.Regressions.ShouldBe(20);
    }

    [Fact]
    public void a_replay_never_knows_at_a_day_what_came_later()
    {
        var late = Histories.Strip(Histories.Passes(300) + string.Concat(Enumerable.Repeat("......Fr", 30)), "Timeout");

        Replay(late, new()).Entries.ShouldAllBe(it => it.From >= new DateTimeOffset(2026, 1, 10, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void a_stricter_policy_quarantines_less() => Replay(Flaky(), new() { MinFailures = 1000 }).Entries.ShouldBeEmpty();

    [Fact]
    public void a_history_of_one_day_or_none_is_not_replayed()
    {
        Replay(Histories.Strip("..Fr..", "Timeout"), new()).Looks.ShouldBe(0);
        Replay(new TestHistory(), new()).Looks.ShouldBe(0);
    }

    private static TestHistory Flaky(string more = "") =>
        Histories.Strip(string.Concat(Enumerable.Repeat(".....Fr", 60)) + more, "Timeout");

    private static PolicyReplay Replay(TestHistory history, TestPolicy policy) =>
        PolicyReplay.Of(history, policy, _ => null, _ => null, TestContext.Current.CancellationToken);

    private static string? Refused(TestPolicy policy, string? owner = null, string? file = null)
    {
        var verdicts = FlakeVerdicts.Of(History);
        var proposals = policy.Allowed(QuarantineProposals.Of(History, verdicts, [], Now), History, verdicts, _ => owner, _ => file);
        (proposals.Proposed.Count + proposals.Refused.Count).ShouldBe(1);
        return proposals.Refused.Count == 0 ? null : proposals.Refused[0].Why;
    }
}
