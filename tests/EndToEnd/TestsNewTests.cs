using System.Text.Json.Nodes;

namespace Slipway.EndToEnd;

/// <summary>What a branch adds has to prove itself, and a plan of reruns says what is worth a try.</summary>
[Trait("Promise", "21")]
public sealed class TestsNewTests : IDisposable
{
    private readonly Workplace _work = new Workplace().With(
        "h.ndjson",
        TestsShownTests.Strip("shop.Cart", "pays", "....Fr......Fr.....Fr......Fr....", "Timeout after 5003 ms")
    );

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData(5, "", 0, "1 new: 1 proven")]
    [InlineData(4, "", 1, "0 proven, 1 not proven")]
    [InlineData(5, "<failure message=\"expected 3\"/>", 1, "1 failed")]
    [InlineData(5, "<skipped/>", 1, "1 not proven")]
    public async Task a_new_test_is_to_pass_five_times_and_never_to_fail(int runs, string last, int code, string says)
    {
        for (var run = 1; run <= runs; run++)
        {
            _work.With(
                $"r{run}.xml",
                Report($"<testcase classname=\"shop.Cart\" name=\"ships\" time=\"{run}\">{(run == runs ? last : "")}</testcase>")
            );
        }

        var judged = await _work.SlipwayAsync("tests", "new", "r*.xml", "--history", "h.ndjson");

        judged.ExitCode.ShouldBe(code, judged.Out + judged.Err);
        judged.Out.ShouldContain(says);
    }

    [Fact]
    public async Task copies_of_one_report_prove_no_more_than_one()
    {
        for (var run = 1; run <= 5; run++)
        {
            _work.With($"r{run}.xml", Report("<testcase classname=\"shop.Cart\" name=\"ships\"/>"));
        }

        var judged = await _work.SlipwayAsync("tests", "new", "r*.xml", "--history", "h.ndjson");

        judged.ExitCode.ShouldBe(1);
        judged.Out.ShouldContain("passed 1 of 5 times");
    }

    [Theory]
    [InlineData("<testsuite/>", 2)]
    [InlineData("<testsuite><testcase name=\"a\"><skipped/></testcase></testsuite>", 2)]
    [InlineData("<testsuite><testcase name=\"a\">", 2)]
    [InlineData("<html/>", 2)]
    [InlineData("<testsuite><testcase classname=\"shop.Cart\" name=\"pays\"/></testsuite>", 0)]
    public async Task no_data_never_passes_and_no_new_test_does(string report, int code)
    {
        _work.With("r.xml", report);

        (await _work.SlipwayAsync("tests", "new", "r.xml", "--history", "h.ndjson")).ExitCode.ShouldBe(code);
    }

    [Fact]
    public async Task without_a_history_nothing_is_new_and_nothing_passes()
    {
        _work.With("r.xml", Report("")).With("empty.ndjson", "");

        (await _work.SlipwayAsync("tests", "new", "r.xml", "--history", "empty.ndjson")).ExitCode.ShouldBe(2);
        (await _work.SlipwayAsync("tests", "new", "r.xml")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task a_plan_says_what_is_worth_another_try_and_how_to_run_it()
    {
        _work.With(
            "r.xml",
            Report(
                """
                <testcase classname="shop.Cart" name="pays"><failure message="Timeout after 5001 ms"/></testcase>
                <testcase classname="shop.Cart" name="adds"><failure message="expected 3"/></testcase>
                """
            )
        );
        _work.With(
            "h.ndjson",
            _work.Text("h.ndjson") + TestsShownTests.Strip("shop.Cart", "adds", "............................FFFFFF", "expected 3")
        );
        string[] call =
        [
            "tests",
            "rerun-plan",
            "r.xml",
            "--history",
            "h.ndjson",
            "--run",
            "next",
            "--sha",
            "f00",
            "--branch",
            "main",
            "--at",
            "2026-01-07",
        ];

        var plan = JsonNode.Parse((await _work.SlipwayAsync([.. call, "--format", "json"])).Out)!["failed"]!.AsArray();
        var text = await _work.SlipwayAsync(call);
        var filter = await _work.SlipwayAsync([.. call, "--runner", "maven"]);

        plan.Select(it => $"{it!["test"]} {it["worth"]}").ShouldBe(["pays rescues", "adds regression"]);
        text.Out.ShouldContain("2 tests of 2 failed in run next: 1 worth another try, 1 not");
        filter.Out.ShouldBe("'-Dtest=shop.Cart#pays' -Dsurefire.failIfNoSpecifiedTests=false\n");
    }

    [Theory]
    [InlineData("<testsuite/>")]
    [InlineData("<html/>")]
    [InlineData("<testsuite><testcase name=\"a\"><failure/></testcase>")]
    public async Task nothing_is_planned_on_half_a_report(string report)
    {
        _work.With("r.xml", report);

        (
            await _work.SlipwayAsync(
                "tests",
                "rerun-plan",
                "r.xml",
                "--history",
                "h.ndjson",
                "--run",
                "n",
                "--sha",
                "f",
                "--at",
                "2026-01-07"
            )
        ).ExitCode.ShouldBe(2);
    }

    private static string Report(string cases) =>
        $"<testsuite timestamp=\"2026-01-07T06:00:00Z\"><testcase classname=\"shop.Cart\" name=\"pays\"/>{cases}</testsuite>";
}
