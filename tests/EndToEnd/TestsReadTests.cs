using System.Text.Json.Nodes;

namespace Slipway.EndToEnd;

/// <summary>Reports of tests are told as they are, and nothing that proves nothing ends well.</summary>
public sealed class TestsReadTests : IDisposable
{
    private const string Passing = "<testsuite name='s'><testcase name='a' time='0.5'/></testsuite>";

    private readonly Workplace _work = new();

    [Fact]
    public async Task each_report_is_one_line_of_json_with_these_keys_in_this_order()
    {
        _work.With("a.xml", Passing).With("b.xml", "<testsuite><testcase name='a'><failure/></testcase>");

        var ended = await _work.SlipwayAsync("tests", "read", "a.xml", "b.xml", "--format", "json");

        ended.ExitCode.ShouldBe(0, ended.Err);
        var lines = ended.Out.TrimEnd().Split('\n');
        lines[0]
            .ShouldBe(
                """{"file":"a.xml","format":"junit-xml","dialect":"generic","status":"ok","reason":null,"tests":1,"failures":0,"errors":0,"skipped":0,"flaky":0,"reruns":0,"durationMs":500}"""
            );
        var second = JsonNode.Parse(lines[1])!;
        second["status"]!.GetValue<string>().ShouldBe("partial");
        second["reason"]!.GetValue<string>().ShouldContain("cut off");
        second["failures"]!.GetValue<int>().ShouldBe(1);
    }

    [Theory]
    [InlineData("<html></html>", "refused")]
    [InlineData("", "refused")]
    [InlineData("<testsuites/>", "ok")]
    [InlineData("1..0 # SKIP nothing here", "ok")]
    public async Task a_report_that_proves_nothing_ends_with_2(string text, string status)
    {
        _work.With("a.xml", text);

        var ended = await _work.SlipwayAsync("tests", "read", "a.xml", "--format", "json");

        ended.ExitCode.ShouldBe(2);
        JsonNode.Parse(ended.Out)!["status"]!.GetValue<string>().ShouldBe(status);
        ended.Err.ShouldContain("no test was read");
    }

    [Fact]
    public async Task one_refused_report_among_good_ones_ends_with_2()
    {
        _work.With("r/a.xml", Passing).With("r/deep/b.xml", Passing).With("r/c.bin", "MZ\0\0");

        var ended = await _work.SlipwayAsync("tests", "read", "r", "--format", "json");

        ended.ExitCode.ShouldBe(2);
        ended
            .Out.TrimEnd()
            .Split('\n')
            .Select(it => JsonNode.Parse(it)!["file"]!.GetValue<string>())
            .ShouldBe(["r/a.xml", "r/c.bin", "r/deep/b.xml"]);
    }

    [Fact]
    public async Task patterns_choose_files_and_names_that_stand_for_none_are_told_together()
    {
        _work.With("r/a.xml", Passing).With("r/deep/b.xml", Passing).With("r/c.json", "{}");

        (await _work.SlipwayAsync("tests", "read", "r/**/*.xml")).ExitCode.ShouldBe(0);
        var missing = await _work.SlipwayAsync("tests", "read", "none.xml", "r/*.trx");

        missing.ExitCode.ShouldBe(2);
        missing.Err.ShouldContain("none.xml: there is no such file");
        missing.Err.ShouldContain("r/*.trx: there is no such file");
    }

    [Fact]
    public async Task text_for_people_has_a_line_for_each_report_and_the_sum()
    {
        _work.With("a.xml", Passing).With("b.tap", "1..2\nok 1\nnot ok 2\n");

        var ended = await _work.SlipwayAsync("tests", "read", "a.xml", "b.tap");

        ended.ExitCode.ShouldBe(0, ended.Err);
        ended.Out.ShouldContain("a.xml");
        ended.Out.ShouldContain("junit-xml");
        ended.Out.ShouldContain("2 reports");
    }

    public void Dispose() => _work.Dispose();
}
