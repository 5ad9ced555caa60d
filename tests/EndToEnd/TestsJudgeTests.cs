using System.Text.Json.Nodes;

namespace Slipway.EndToEnd;

/// <summary>Reports of a build in, its real failures out; and the same reports become a history.</summary>
[Trait("Promise", "21")]
public sealed class TestsJudgeTests : IDisposable
{
    private const string Report = """
        <testsuite name="cart" timestamp="2026-11-20T22:00:00Z">
          <testcase classname="shop.Cart" name="adds" time="0.1"/>
          <testcase classname="shop.Cart" name="pays" time="5.0"><failure message="Timeout after 5003 ms"/></testcase>
        </testsuite>
        """;

    private const string Known = """
        - {test: pays, suite: shop.Cart, messages: ["Timeout after 1 ms"], owner: ada, reason: the pool is too small, until: 2999-12-31}
        """;

    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task a_build_whose_failures_are_all_known_passes_and_says_that_they_are_not_proven()
    {
        _work.With("junit.xml", Report).With("tests-quarantine.yaml", Known);

        var judged = await _work.SlipwayAsync("tests", "judge", "junit.xml");

        judged.ExitCode.ShouldBe(0, judged.Err);
        judged.Out.ShouldContain("2 tests: 1 passed, 0 failed, 1 not proven (quarantined), 0 skipped");
        judged.Out.ShouldContain("quarantined until 2999-12-31, ada: the pool is too small");
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("- {test: pays, messages: [expected 3], owner: ada, reason: r, until: 2999-12-31}", 1)]
    [InlineData("- {test: pays, messages: [Timeout after 1 ms], owner: ada, reason: r, until: 2020-12-31}", 1)]
    [InlineData("- {test: pays, owner: ada, reason: r, until: 2999-12-31}", 2)]
    public async Task what_is_not_known_to_flake_so_or_no_longer_is_real(string list, int code)
    {
        _work.With("junit.xml", Report).With("tests-quarantine.yaml", list);

        (await _work.SlipwayAsync("tests", "judge", "junit.xml")).ExitCode.ShouldBe(code);
    }

    [Theory]
    [InlineData("<testsuite name=\"cart\"/>")]
    [InlineData("<testsuite><testcase name=\"a\"><skipped/></testcase></testsuite>")]
    [InlineData("<testsuite><testcase name=\"a\"/>")]
    [InlineData("<html/>")]
    [InlineData("")]
    public async Task nothing_that_ran_or_half_a_report_judges_nothing(string report)
    {
        _work.With("junit.xml", report).With("tests-quarantine.yaml", Known);

        var judged = await _work.SlipwayAsync("tests", "judge", "junit.xml", "--format", "json");

        judged.ExitCode.ShouldBe(2, judged.Out);
        JsonNode.Parse(judged.Out)!["verdict"]!.GetValue<string>().ShouldBe("unusable");
    }

    [Fact]
    public async Task reports_become_a_history_once_and_give_verdicts()
    {
        _work
            .With("junit.xml", Report)
            .With(
                "again.xml",
                Report
                    .Replace("<failure message=\"Timeout after 5003 ms\"/>", "", StringComparison.Ordinal)
                    .Replace("22:00", "22:10", StringComparison.Ordinal)
            );
        string[] build = ["--run", "7", "--sha", "9f3c", "--branch", "main"];

        (await _work.SlipwayAsync(["tests", "import", "junit.xml", .. build])).Out.ShouldBe("2 outcomes added, 0 known already\n");
        (await _work.SlipwayAsync(["tests", "import", "junit.xml", .. build])).Out.ShouldBe("0 outcomes added, 2 known already\n");
        (await _work.SlipwayAsync(["tests", "import", "again.xml", .. build, "--attempt", "2"])).ExitCode.ShouldBe(0);

        var verdicts = JsonNode.Parse((await _work.SlipwayAsync("tests", "verdicts", "--format", "json")).Out)!;
        verdicts["failures"]![0]!["test"]!.GetValue<string>().ShouldBe("pays");
        verdicts["failures"]![0]!["verdict"]!.GetValue<string>().ShouldBe("flake");
    }

    [Fact]
    public async Task a_flaky_test_is_proposed_judged_by_its_entry_and_released_when_it_has_held()
    {
        _work.With("junit.xml", Report).With("h.ndjson", History("....Fr......Fr.....Fr......Fr...."));
        string[] history = ["--history", "h.ndjson"];

        var shown = await _work.SlipwayAsync(["tests", "quarantine", "propose", "--owner", "ada", .. history]);
        shown.Out.ShouldStartWith(
            "- test: \"pays\"\n  suite: \"shop.Cart\"\n  messages:\n    - \"Timeout after 31 ms\"\n  owner: \"ada\"\n",
            Case.Sensitive,
            shown.Err
        );
        (await _work.SlipwayAsync("tests", "judge", "junit.xml")).ExitCode.ShouldBe(1);
        (await _work.SlipwayAsync(["tests", "quarantine", "propose", "--owner", "ada", "--write", .. history])).ExitCode.ShouldBe(0);
        (await _work.SlipwayAsync("tests", "judge", "junit.xml")).ExitCode.ShouldBe(0);
        (await _work.SlipwayAsync(["tests", "quarantine", "check", .. history])).Out.ShouldBe("1 entries, 0 findings\n");
        (await _work.SlipwayAsync(["tests", "quarantine", "release", "--write", .. history])).Out.ShouldStartWith("keep");

        _work.With("h.ndjson", History($"....Fr......Fr.....Fr......Fr{new string('.', 400)}"));
        var released = await _work.SlipwayAsync(["tests", "quarantine", "release", "--write", .. history]);

        released.Out.ShouldStartWith("release  line 1: shop.Cart › pays passed 401 times on end");
        _work.Text("tests-quarantine.yaml").ShouldBeEmpty();
        (await _work.SlipwayAsync("tests", "judge", "junit.xml")).ExitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("propose", "--owner", "ada")]
    [InlineData("check")]
    [InlineData("release", "--write")]
    public async Task without_a_history_nothing_is_proposed_found_in_order_or_released(params string[] verb)
    {
        _work.With("tests-quarantine.yaml", Known);

        (await _work.SlipwayAsync(["tests", "quarantine", .. verb])).ExitCode.ShouldBe(2);
        _work.Text("tests-quarantine.yaml").ShouldBe(Known);
    }

    /// <summary>Outcomes of the test on the main line: <c>.</c> a pass, <c>F</c> a failure, <c>r</c> a pass of the commit before at a second try.</summary>
    private static string History(string strip)
    {
        var (lines, run, attempt) = (new List<string>(), 0, 1);
        foreach (var letter in strip)
        {
            (run, attempt) = letter == 'r' ? (run, attempt + 1) : (run + 1, 1);
            var (outcome, said) = letter == 'F' ? ("fail", "\"Timeout after 31 ms\"") : ("pass", "null");
            lines.Add(
                $$"""{"test":"pays","suite":"shop.Cart","run":"{{run}}","sha":"c{{run}}","branch":"main","attempt":{{attempt}},"at":{{1_767_600_000 + (run * 1200) + attempt}},"outcome":"{{outcome}}","message":{{said}}}"""
            );
        }

        return string.Join('\n', lines);
    }

    [Fact]
    public async Task a_report_without_a_time_is_not_imported_as_if_it_were_of_now()
    {
        _work.With("junit.xml", Report.Replace(" timestamp=\"2026-11-20T22:00:00Z\"", "", StringComparison.Ordinal));

        var refused = await _work.SlipwayAsync("tests", "import", "junit.xml", "--run", "7", "--sha", "9f3c");

        refused.ExitCode.ShouldBe(2);
        refused.Err.ShouldContain("--at 2026-11-20T22:00Z");
        (
            await _work.SlipwayAsync("tests", "import", "junit.xml", "--run", "7", "--sha", "9f3c", "--at", "2026-11-20T22:00Z")
        ).ExitCode.ShouldBe(0);
    }
}
