using System.Diagnostics;
using System.Text.RegularExpressions;
using Slipway.Runs.Tests.Reports;

namespace Slipway.Browser;

/// <summary>The report as it is printed.</summary>
public sealed class PaperTests(Chromium chromium)
{
    [Fact]
    public async Task every_page_has_its_number_and_the_name_of_the_run()
    {
        var pages = await PagesAsync(Overnight.NoGo());
        pages.Count.ShouldBeGreaterThan(3);
        for (var i = 0; i < pages.Count; i++)
        {
            var words = Flat(pages[i]);
            words.ShouldContain(Flat($"Page {i + 1} of {pages.Count}"));
            words.ShouldContain(Flat("Slipway run 20261120-010300-3f9a: NO-GO"));
            words.ShouldContain(Flat("Tideline 7.0 – go-live of the booking service"));
        }
    }

    [Fact]
    public async Task signatures_have_a_page_of_their_own_with_whole_digests_and_room_for_ink()
    {
        var run = Ledger.NoGo();
        var page = (await PagesAsync(run)).Single(it => Regex.IsMatch(it, @"^\s*Signatures\s*$", RegexOptions.Multiline));
        var flat = Flat(page);
        foreach (var signature in run.Report.Signatures.Where(it => it.Signs))
        {
            flat.ShouldContain(Flat(signature.Given.By));
            flat.ShouldContain(signature.Given.VerdictsDigest);
        }

        flat.ShouldContain(run.Report.PlanDigest);
        Regex.Count(page, "Place, date").ShouldBe(3);
        page.ShouldNotContain("Findings in the document");
    }

    [Fact]
    public async Task whoever_is_still_asked_finds_a_line_to_sign_on()
    {
        var page = (await PagesAsync(Overnight.Waiting())).Single(it => Regex.IsMatch(it, @"^\s*Signatures\s*$", RegexOptions.Multiline));
        Flat(page).ShouldContain(Flat("Priya Raman, Product Owner"));
        Flat(page).ShouldContain(Flat("not answered yet"));
    }

    [Fact]
    public async Task what_is_folded_on_the_screen_is_unfolded_on_paper()
    {
        Flat(string.Concat(await PagesAsync(Ledger.Go()))).ShouldContain(Flat("Passed! - Failed: 0, Passed: 755"));
    }

    /// <summary>Where a line of paper ends is no matter here.</summary>
    private static string Flat(string text) => Regex.Replace(text, @"\s+", "");

    private async Task<List<string>> PagesAsync(ToldRun run)
    {
        await using var opened = await chromium.OpenAsync(await run.HtmlAsync());
        var file = Path.GetTempFileName();
        try
        {
            await opened.Page.PdfAsync(
                new()
                {
                    Path = file,
                    PreferCSSPageSize = true,
                    Format = "A4",
                }
            );
            return [.. (await TextAsync(file)).Split('\f', StringSplitOptions.RemoveEmptyEntries)];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> TextAsync(string file)
    {
        File.Exists("/usr/bin/pdftotext").ShouldBeTrue("these tests read what was printed: apt-get install poppler-utils");
        using var process = Process.Start(
            new ProcessStartInfo("pdftotext", ["-raw", file, "-"]) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        var text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return text;
    }
}
