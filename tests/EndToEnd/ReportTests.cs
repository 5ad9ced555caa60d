using System.Xml.Linq;

namespace Slipway.EndToEnd;

/// <summary>Reports as people and CI ask for them.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly Workplace _place = new Workplace().With(
        "GO-LIVE.md",
        """
        # Release 2.0

        ## Checks

        - [ ] Branch is tagged
          ```bash
          echo tagged
          ```
        - [ ] Somebody has looked

        ## Closing metrics

        | Metric | Target | Actual | Status |
        |---|---|---|---|
        | Manual interventions | < 3 | | |
        """
    );

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task a_run_leaves_its_report_in_three_forms_sealed()
    {
        await GoAsync();
        foreach (var name in new[] { "report.html", "report.md", "report.json" })
        {
            File.Exists(Path.Combine(_place.Run, name)).ShouldBeTrue(name);
            _place.Journal.ShouldContain($"\"{name}\":\"");
        }

        (await _place.SlipwayAsync("status")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task without_anything_asked_it_says_where_the_sealed_report_is_and_writes_nothing()
    {
        await GoAsync();
        var before = File.GetLastWriteTimeUtc(Path.Combine(_place.Run, "report.html"));
        var ended = await _place.SlipwayAsync("report");
        (ended.ExitCode, ended.Out).ShouldBe((0, $"report:    {Path.Combine(_place.Run, "report.html")}\n"));
        File.GetLastWriteTimeUtc(Path.Combine(_place.Run, "report.html")).ShouldBe(before);
    }

    [Fact]
    public async Task the_same_bytes_come_out_of_the_record_again()
    {
        await GoAsync();
        (
            await _place.SlipwayAsync("report", "--format", "html", "--format", "md", "--format", "json", "--output", "again")
        ).ExitCode.ShouldBe(0);
        foreach (var name in new[] { "report.html", "report.md", "report.json" })
        {
            _place.Text(Path.Combine(_place.In("again"), name)).ShouldBe(_place.Text(Path.Combine(_place.Run, name)), name);
        }
    }

    [Fact]
    public async Task a_sealed_report_that_is_gone_comes_back_as_it_was()
    {
        await GoAsync();
        File.Delete(Path.Combine(_place.Run, "report.html"));
        (await _place.SlipwayAsync("report")).ExitCode.ShouldBe(0);
        (await _place.SlipwayAsync("status")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task all_forms_are_written_at_once_under_their_usual_names()
    {
        await GoAsync();
        var ended = await _place.SlipwayAsync([
            "report",
            .. new[] { "html", "md", "json", "junit", "tap", "sarif", "retrospective" }.SelectMany(it => new[] { "--format", it }),
            "-o",
            "out/",
        ]);
        ended.ExitCode.ShouldBe(0);
        Directory
            .GetFiles(_place.In("out"))
            .Select(it => Path.GetFileName(it))
            .Order(StringComparer.Ordinal)
            .ShouldBe(["findings.sarif", "junit.xml", "report.html", "report.json", "report.md", "report.tap", "retrospective.md"]);
    }

    [Fact]
    public async Task an_action_item_of_the_retrospective_comes_back_until_its_box_is_ticked()
    {
        await GoAsync();
        const string page = "docs/retrospectives/2026-11-20.md";
        (await _place.SlipwayAsync("report", "--format", "retrospective", "-o", page)).ExitCode.ShouldBe(0);
        var draft = _place.Text(page);
        draft.ShouldContain("- 3 of 3 gates opened, ");

        _place.With(page, $"{draft}- [ ] Build the index (owner: Ana, by: 2026-12-05)\n");
        var open = await _place.SlipwayAsync("lint", "GO-LIVE.md", "--repo", ".", "--fail-on", "warning");
        open.ExitCode.ShouldBe(1);
        open.Out.ShouldContain("\"Build the index (owner: Ana, by: 2026-12-05)\" is an action item of an earlier go-live, and still open.");

        _place.With(page, $"{draft}- [x] Build the index (owner: Ana, by: 2026-12-05)\n");
        (await _place.SlipwayAsync("lint", "GO-LIVE.md", "--repo", ".")).Out.ShouldNotContain("SW2601");
    }

    [Fact]
    public async Task one_form_goes_to_standard_output_and_nothing_else_does()
    {
        await GoAsync();
        var ended = await _place.SlipwayAsync("report", "--format", "md");
        ended.Out.ShouldStartWith("## ✓ GO: Release 2.0\n");
        ended.Err.ShouldBe("");
    }

    [Fact]
    public async Task a_run_that_waits_can_be_told_and_is_not_green()
    {
        var ended = await _place.SlipwayAsync("run", "GO-LIVE.md", "--yes", "--report", "junit=ci.xml", "--report", "tap");
        ended.ExitCode.ShouldBe(3);
        ended.Out.ShouldContain($"junit:     {_place.In("ci.xml")}\n");
        Errors(_place.In("ci.xml")).ShouldBeGreaterThan(0);
        File.Exists(Path.Combine(_place.Run, "report.tap")).ShouldBeTrue();

        File.Delete(Path.Combine(_place.Run, "report.html"));
        (await _place.SlipwayAsync("report")).ExitCode.ShouldBe(0);
        _place.Text(Path.Combine(_place.Run, "report.html")).ShouldContain(">WAITING</h2>");

        var resumed = await _place.SlipwayAsync("resume", "--answer", "9=yes", "--report", "junit=ci.xml");
        resumed.ExitCode.ShouldBe(0, resumed.Err);
        Errors(_place.In("ci.xml")).ShouldBe(0);
    }

    [Fact]
    public async Task a_copy_can_be_told_elsewhere()
    {
        await GoAsync();
        var copy = _place.In("copy");
        Directory.CreateDirectory(Path.Combine(copy, "evidence"));
        foreach (var file in Directory.EnumerateFiles(_place.Run, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(copy, Path.GetRelativePath(_place.Run, file)));
        }

        var ended = await _place.SlipwayAsync("report", copy, "--format", "html", "-o", "copy.html");
        ended.ExitCode.ShouldBe(0, ended.Err);
        _place.Text("copy.html").ShouldContain(">GO</h2>");
    }

    [Fact]
    public async Task what_is_sealed_is_never_written_over()
    {
        await GoAsync();
        var before = _place.Text(Path.Combine(_place.Run, "report.json"));
        var ended = await _place.SlipwayAsync("report", "--format", "tap", "--output", Path.Combine(_place.Run, "report.json"));
        ended.ExitCode.ShouldBe(2);
        ended.Err.ShouldContain("is sealed with the run and stays as it is");
        _place.Text(Path.Combine(_place.Run, "report.json")).ShouldBe(before);
    }

    [Fact]
    public async Task a_record_that_cannot_be_read_is_not_told()
    {
        await GoAsync();
        _place.With(Path.Combine(_place.Run, "journal.jsonl"), _place.Journal.Replace("Branch", "Brunch", StringComparison.Ordinal));
        var ended = await _place.SlipwayAsync("report");
        ended.ExitCode.ShouldBe(2);
        ended.Err.ShouldContain("record 1");
    }

    [Theory]
    [InlineData("pdf", "there is no form pdf; there are html, md, json, junit, tap, sarif")]
    [InlineData("junit=", "its file has no name")]
    [InlineData("junit=nowhere/ci.xml", "is not there")]
    public async Task a_report_that_cannot_be_written_is_told_before_anything_is_carried_out(string report, string why)
    {
        var ended = await _place.SlipwayAsync("run", "GO-LIVE.md", "--yes", "--report", report);
        ended.ExitCode.ShouldBe(2);
        ended.Err.ShouldContain(why);
        Directory.Exists(_place.In(".slipway")).ShouldBeFalse();
    }

    [Fact]
    public async Task several_forms_need_a_place()
    {
        await GoAsync();
        var ended = await _place.SlipwayAsync("report", "--format", "md", "--format", "tap");
        (ended.ExitCode, ended.Err).ShouldBe((2, "slipway: several forms need --output DIR: the folder that takes them\n"));
    }

    [Fact]
    public async Task the_page_is_opened_with_the_persons_browser()
    {
        await GoAsync();
        var ended = await _place.SlipwayAsync(new Dictionary<string, string> { ["BROWSER"] = "cp %s opened.html" }, "report", "--open");
        ended.ExitCode.ShouldBe(0);
        await Workplace.UntilAsync(() =>
            File.Exists(_place.In("opened.html")) && _place.Text("opened.html").EndsWith("</html>", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task where_no_page_can_be_opened_it_says_which_one_to_open()
    {
        await GoAsync();
        var ended = await _place.SlipwayAsync(new Dictionary<string, string> { ["BROWSER"] = "no-such-browser" }, "report", "--open");
        ended.ExitCode.ShouldBe(0);
        ended.Err.ShouldContain($"open {Path.Combine(_place.Run, "report.html")} yourself");
    }

    private async Task GoAsync()
    {
        var ended = await _place.SlipwayAsync("run", "GO-LIVE.md", "--yes", "--answer", "9=yes");
        ended.ExitCode.ShouldBe(0, ended.Err);
    }

    private static int Errors(string path) =>
        XDocument.Load(path).Descendants("error").Count() + XDocument.Load(path).Descendants("failure").Count();
}
