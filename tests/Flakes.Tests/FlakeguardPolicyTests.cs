namespace Slipway.Flakes.Tests;

/// <summary>Every key of <c>.flakeguard.yml</c> is honoured or told; a file with faults is no policy.</summary>
public sealed class FlakeguardPolicyTests
{
    private const string Whole = """
        flaky_threshold: 0.6
        warn_threshold: 0.3
        min_occurrences: 20
        min_recent_failures: 3
        lookback_days: 30
        rolling_window_size: 50
        exclude_paths: ["e2e/**", legacy/]
        labels_required: [quarantine-ok]
        quarantine_duration_days: 7
        auto_quarantine_enabled: true
        confidence_threshold: 0.8
        scoring_weights: {fail_ratio: 0.2, intermittency: 0.3}
        team_notifications: {"@org/web": "#web"}
        exempted_tests: ["Checkout *"]
        team_overrides:
          "@org/web": {flaky_threshold: 0.9, min_recent_failures: 5, quarantine_duration_days: 3, warn_threshold: 0.1}
        """;

    [Fact]
    public void what_has_a_counterpart_becomes_the_policy()
    {
        var read = FlakeguardPolicy.Read(Whole);

        read.Faults.ShouldBeEmpty();
        read.Policy.FlakyFrom.ShouldBe(0.8);
        read.Policy.MinOutcomes.ShouldBe(20);
        read.Policy.MinFailures.ShouldBe(3);
        read.Policy.Lookback.ShouldBe(TimeSpan.FromDays(30));
        read.Policy.QuarantineDays.ShouldBe(7);
        read.Policy.Exclude.ShouldBe(["e2e/**", "legacy/"]);
        read.Policy.Exempt.ShouldBe(["Checkout *"]);
        read.Policy.Owners["@org/web"].ShouldBe(new TestPolicyOverride(0.9, 5, null, 3));
    }

    [Theory]
    [InlineData("warn_threshold", 2)]
    [InlineData("rolling_window_size", 6)]
    [InlineData("labels_required", 8)]
    [InlineData("auto_quarantine_enabled", 10)]
    [InlineData("scoring_weights", 12)]
    [InlineData("team_notifications", 13)]
    public void what_has_none_is_told_with_its_line(string key, int line) =>
        FlakeguardPolicy.Read(Whole).Notes.ShouldContain(it => it.StartsWith($"line {line}: {key} ", StringComparison.Ordinal));

    [Fact]
    public void a_key_of_a_team_that_has_no_counterpart_is_told_too() =>
        FlakeguardPolicy.Read(Whole).Notes.ShouldContain("line 16: warn_threshold of @org/web has no counterpart for one owner");

    [Fact]
    public void a_quarantine_that_is_longer_than_any_here_is_cut_and_told()
    {
        var read = FlakeguardPolicy.Read("quarantine_duration_days: 180\nteam_overrides: {web: {quarantine_duration_days: 91}}");

        read.Policy.QuarantineDays.ShouldBe(90);
        read.Policy.Owners["web"].QuarantineDays.ShouldBe(90);
        read.Notes.Count(it => it.StartsWith("line 1: quarantine_duration_days becomes 90d", StringComparison.Ordinal)).ShouldBe(1);
        read.Notes.Count.ShouldBe(2);
    }

    [Fact]
    public void a_pattern_that_is_not_understood_is_told_when_it_is_read() =>
        FlakeguardPolicy
            .Read("exclude_paths: [\"e2e/\", \"!e2e/a\"]")
            .Notes.ShouldHaveSingleItem()
            .ShouldContain("\"!e2e/a\", which is not understood");

    [Fact]
    public void all_faults_are_told_at_once_and_there_is_no_policy()
    {
        var read = FlakeguardPolicy.Read(
            """
            flaky_threshold: 60
            min_occurrences: many
            exclude_paths: legacy/
            auto_quarantine_enabled: yes
            scoring_weights: {fail_ratio: high}
            flaky_treshold: 0.5
            team_overrides: [web]
            quarantine_duration_days: 0
            """
        );

        read.Faults.Count.ShouldBe(8);
        read.Faults.ShouldContain("line 1: flaky_threshold is a number from 0 to 1");
        read.Faults.ShouldContain("line 8: quarantine_duration_days is a whole number from 1 to 3650");
        read.Faults.ShouldContain(it => it.StartsWith("line 6: flaky_treshold is no key", StringComparison.Ordinal));
        read.Policy.MinOutcomes.ShouldBe(new TestPolicy().MinOutcomes, "nothing of it counts");
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a list")]
    [InlineData("flaky_threshold: [")]
    [InlineData("a: 1\na: 2")]
    public void what_is_no_such_file_is_refused(string text) => FlakeguardPolicy.Read(text).Faults.ShouldHaveSingleItem();
}
