using System.Text.Json.Nodes;

namespace Slipway.EndToEnd;

/// <summary>Who owns a flaky test, and what a policy lets onto the list of known flakes.</summary>
[Trait("Promise", "21")]
public sealed class TestsPolicyTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task the_owner_of_a_proposal_is_that_of_the_file_by_codeowners()
    {
        await CheckoutAsync();

        var proposed = await _work.SlipwayAsync("tests", "quarantine", "propose", "--history", "h.ndjson");

        proposed.ExitCode.ShouldBe(0, proposed.Err);
        proposed.Out.ShouldContain("owner: \"@org/web\"");
    }

    [Fact]
    public async Task a_test_that_nobody_owns_is_not_proposed_and_it_is_said_why()
    {
        _work.With("h.ndjson", Strip("....Fr......Fr.....Fr......F...."));

        var proposed = await _work.SlipwayAsync("tests", "quarantine", "propose", "--history", "h.ndjson");

        proposed.ExitCode.ShouldBe(0, proposed.Err);
        proposed.Out.ShouldBeEmpty();
        proposed.Err.ShouldContain("there is no CODEOWNERS in this checkout");
    }

    [Fact]
    public async Task the_policy_of_the_settings_holds_for_proposals()
    {
        await CheckoutAsync();
        _work.With("slipway.yaml", "tests: {min-failures: 50}\n");

        var proposed = await _work.SlipwayAsync("tests", "quarantine", "propose", "--history", "h.ndjson");

        proposed.Out.ShouldBeEmpty();
        proposed.Err.ShouldContain("and the policy asks for 50");
    }

    [Fact]
    public async Task a_policy_is_replayed_before_it_is_switched_on()
    {
        _work.With("h.ndjson", Strip(string.Concat(Enumerable.Repeat(".....Fr", 60)) + "FFFFFFFFFFFFFFFFFFFF"));

        var replayed = await _work.SlipwayAsync("tests", "policy", "replay", "--history", "h.ndjson", "--format", "json");
        var json = JsonNode.Parse(replayed.Out)!;

        json["entries"]!.AsArray().Count.ShouldBe(1);
        json["masked"]!.GetValue<int>().ShouldBe(20);
        json["rescued"]!.GetValue<int>().ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task a_flakeguard_file_becomes_a_section_that_the_settings_take()
    {
        _work
            .With(".flakeguard.yml", "flaky_threshold: 0.7\nmin_recent_failures: 3\nwarn_threshold: 0.2\n")
            .With("h.ndjson", Strip("....Fr......Fr.."));

        var imported = await _work.SlipwayAsync("tests", "policy", "import", ".flakeguard.yml");
        _work.With("slipway.yaml", imported.Out);
        var proposed = await _work.SlipwayAsync("tests", "quarantine", "propose", "--history", "h.ndjson", "--owner", "ada");

        imported.Out.ShouldBe("tests:\n  flaky-from: 0.7\n  min-failures: 3\n");
        imported.Err.ShouldContain(".flakeguard.yml: line 3: warn_threshold has no counterpart");
        proposed.ExitCode.ShouldBe(0, proposed.Err);
    }

    [Fact]
    public async Task a_flakeguard_file_with_faults_is_refused_with_all_of_them()
    {
        _work.With(".flakeguard.yml", "flaky_threshold: 7\nmin_occurrences: many\n");

        var imported = await _work.SlipwayAsync("tests", "policy", "import", ".flakeguard.yml");

        imported.ExitCode.ShouldBe(2);
        imported.Out.ShouldBeEmpty();
        imported.Err.ShouldContain("line 1: flaky_threshold");
        imported.Err.ShouldContain("line 2: min_occurrences");
    }

    private async Task CheckoutAsync()
    {
        _work
            .With("h.ndjson", Strip("....Fr......Fr.....Fr......F...."))
            .With("CODEOWNERS", "* @ada\n/web/ @org/web\n")
            .With("web/Cart.cs", "class Cart;\n");
        (await _work.BashAsync("git init -q && git add .")).ExitCode.ShouldBe(0);
    }

    private static string Strip(string strip) => TestsShownTests.Strip("shop.Cart", "pays", strip, "Timeout");
}
