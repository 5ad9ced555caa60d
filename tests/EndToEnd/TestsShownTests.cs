using System.Globalization;
using System.Text.Json.Nodes;

namespace Slipway.EndToEnd;

/// <summary>What flaky tests cost, one test with its strip, failures by what they say: for people and for programs.</summary>
[Trait("Promise", "21")]
public sealed class TestsShownTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task the_worst_flaky_tests_are_shown_with_their_cost_and_owner_and_the_rest_is_counted()
    {
        _work
            .With(
                "h.ndjson",
                Strip("cart", "pays", "....Fr......Fr.....Fr......F....", "Timeout after 5003 ms")
                    + Strip("cart", "ships", "..Fr..Fr..Fr..Fr..Fr..Fr..Fr..Fr", "Refused")
            )
            .With("tests-quarantine.yaml", "- {test: ships, suite: cart, messages: [Refused], owner: ada, reason: r, until: 2999-12-31}\n");

        var shown = await _work.SlipwayAsync("tests", "top", "--history", "h.ndjson", "--count", "1");
        var json = JsonNode.Parse((await _work.SlipwayAsync("tests", "top", "--history", "h.ndjson", "--format", "json")).Out)!;

        shown.ExitCode.ShouldBe(0, shown.Err);
        shown.Out.ShouldStartWith("2 flaky tests of 2: 12 flakes, 11 reruns, 2.3 s lost\n");
        shown.Out.ShouldContain("cart › ships, since 2026-01-05, owner ada");
        shown.Out.ShouldContain("… and 1 flaky test more");
        json["tests"]![1]!["test"]!.GetValue<string>().ShouldBe("pays");
        json["tests"]![1]!["redRuns"]!.GetValue<int>().ShouldBe(1);
        json["tests"]![1]!["owner"].ShouldBeNull();
        json["omitted"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task a_strip_says_the_same_without_colour_and_with_it()
    {
        _work.With("h.ndjson", Strip("cart", "pays", "....Fr......Fr.....Fr......F....", "Timeout"));
        string[] call = ["tests", "show", "cart › pays", "--history", "h.ndjson"];

        var plain = await _work.SlipwayAsync(new Dictionary<string, string> { ["NO_COLOR"] = "1" }, call);
        var coloured = await _work.SlipwayAsync(new Dictionary<string, string> { ["FORCE_COLOR"] = "1", ["NO_COLOR"] = "" }, call);

        plain.Out.ShouldContain("\n  ....f......f.....f......F....\n");
        plain.Out.ShouldContain("F flake   f flake, passed on a retry   . passed");
        plain.Out.ShouldNotContain('\e');
        coloured.Out.ShouldContain('\e');
        System.Text.RegularExpressions.Regex.Replace(coloured.Out, "\e\\[[0-9;]*m", "").ShouldBe(plain.Out);
    }

    [Fact]
    public async Task a_name_that_would_steer_the_terminal_does_not()
    {
        _work.With("h.ndjson", Strip("cart", "\\u001b[2Jpays", "....Fr......Fr.....Fr......F....", "\\u001b]0;mine\\u0007"));

        foreach (var verb in (string[])["top", "clusters"])
        {
            var shown = await _work.SlipwayAsync("tests", verb, "--history", "h.ndjson");
            shown.ExitCode.ShouldBe(0, shown.Err);
            shown.Out.ShouldNotContain('\e');
        }
    }

    [Fact]
    public async Task failures_that_say_the_same_are_one_cluster()
    {
        _work.With(
            "h.ndjson",
            Strip("cart", "pays", "....Fr......Fr.....Fr......F....", "Timeout after 5003 ms")
                + Strip("cart", "ships", ".......Fr.......Fr..............", "Timeout after 17 ms")
        );

        var json = JsonNode.Parse((await _work.SlipwayAsync("tests", "clusters", "--history", "h.ndjson", "--format", "json")).Out)!;

        var cluster = json["clusters"]!.AsArray().ShouldHaveSingleItem()!;
        cluster["signature"]!.GetValue<string>().ShouldBe("Timeout after # ms");
        cluster["failures"]!.GetValue<int>().ShouldBe(6);
        cluster["tests"]!.AsArray().Count.ShouldBe(2);
        (await _work.SlipwayAsync("tests", "clusters", "--history", "h.ndjson")).Out.ShouldContain("6 failures of 2 tests in 6 runs");
    }

    [Fact]
    public async Task a_test_that_was_renamed_is_shown_with_its_whole_history_by_either_name()
    {
        const string Flaky = "....Fr......Fr.....Fr......F....";
        var lines = Strip("cart", "pays by card", Flaky + Flaky, "Timeout").Split('\n');
        _work
            .With(
                "h.ndjson",
                string.Join(
                    '\n',
                    lines.Select(
                        (it, place) =>
                            place < Flaky.Length ? it : it.Replace("pays by card", "pays by credit card", StringComparison.Ordinal)
                    )
                )
            )
            .With(
                "tests-quarantine.yaml",
                "- {test: pays by card, suite: cart, messages: [Timeout], owner: ada, reason: r, until: 2999-12-31}\n"
            );

        var old = await _work.SlipwayAsync("tests", "show", "pays by card", "--history", "h.ndjson");
        var now = await _work.SlipwayAsync("tests", "show", "cart › pays by credit card", "--history", "h.ndjson");
        var check = await _work.SlipwayAsync("tests", "quarantine", "check", "--history", "h.ndjson");

        now.ExitCode.ShouldBe(0, now.Err);
        now.Out.ShouldStartWith("cart › pays by credit card: flaky\n");
        now.Out.ShouldContain("58 runs,");
        now.Out.ShouldContain("it was called cart › pays by card: of its suite it alone went and this one alone came at one commit");
        old.Out.ShouldBe(now.Out);
        check.Out.ShouldContain("cart › pays by card speaks of a test that is called cart › pays by credit card since 2026-01-05");
    }

    [Theory]
    [InlineData("top", "--count", "0")]
    [InlineData("clusters", "--last", "soon")]
    [InlineData("show", "nobody", "--format=json")]
    public async Task what_cannot_be_shown_is_not_usable(params string[] call)
    {
        _work.With("h.ndjson", Strip("cart", "pays", "....", ""));

        (await _work.SlipwayAsync(["tests", .. call, "--history", "h.ndjson"])).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task no_history_shows_nothing()
    {
        _work.With("h.ndjson", "\n");

        foreach (var verb in (string[])["top", "clusters"])
        {
            (await _work.SlipwayAsync("tests", verb, "--history", "h.ndjson")).ExitCode.ShouldBe(2);
        }
    }

    /// <summary>A history of one test: <c>.</c> a pass, <c>F</c> a failure, <c>r</c> a pass when the same commit is tried again; 100 ms each.</summary>
    internal static string Strip(string suite, string test, string strip, string message)
    {
        var (lines, commit, attempt, at) = (new List<string>(), 0, 1, new DateTimeOffset(2026, 1, 5, 6, 0, 0, TimeSpan.Zero));
        foreach (var letter in strip)
        {
            (commit, attempt) = letter == 'r' ? (commit, attempt + 1) : (commit + 1, 1);
            var (outcome, said) = letter == 'F' ? ("fail", $"\"{message}\"") : ("pass", "null");
            var time = at.AddMinutes(20 * commit + attempt).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            lines.Add(
                $$"""{"test":"{{test}}","suite":"{{suite}}","run":"run-{{commit}}","sha":"sha-{{commit}}","branch":"main","pr":null,"attempt":{{attempt}},"at":"{{time}}","outcome":"{{outcome}}","ms":100,"message":{{said}},"host":null}"""
            );
        }

        return string.Concat(lines.Select(it => $"{it}\n"));
    }
}
