using System.Diagnostics;
using Slipway.Runs.Tests.Reports;

namespace Slipway.Browser;

/// <summary>A report of ten thousand lines opens at once, because those out of sight are not laid out.</summary>
public sealed class LongReportTests(Chromium chromium, ITestOutputHelper output)
{
    [Theory]
    [InlineData(50)]
    [InlineData(10_000)]
    public async Task of_ten_thousand_lines_only_those_in_sight_are_laid_out(int linesOfAPhase)
    {
        var html = await LongNight.Of(10_000, linesOfAPhase).HtmlAsync();
        var watch = Stopwatch.StartNew();
        await using var opened = await chromium.OpenAsync(html);
        var loaded = watch.ElapsedMilliseconds;
        (await LaidOutAsync(opened)).ShouldBeLessThan(200);

        watch.Restart();
        for (var i = 0; i < 20; i++)
        {
            await opened.Page.EvaluateAsync(
                "new Promise(done => { window.scrollTo({ top: document.body.scrollHeight * Math.random(), behavior: 'instant' }); requestAnimationFrame(() => requestAnimationFrame(done)); })"
            );
        }

        (await LaidOutAsync(opened)).ShouldBeLessThan(1_000);
        output.WriteLine(
            $"{html.Length / 1024} KiB, loaded in {loaded} ms, a jump of the scroll bar in {watch.ElapsedMilliseconds / 20} ms"
        );
        (await opened.Page.Locator("li.item").CountAsync()).ShouldBe(10_000);
    }

    /// <summary>Prints what a whole process takes; the bound is far above it, so that a busy machine does not fail it.</summary>
    [Fact]
    [Trait("Category", "long")]
    public async Task a_fresh_process_makes_the_report_of_ten_thousand_lines_from_the_record()
    {
        var folder = Directory.CreateTempSubdirectory("slipway-long-");
        try
        {
            LongNight.Of(10_000, 50).Save(folder.FullName);
            var page = Path.Combine(folder.FullName, "page.html");
            for (var i = 0; i < 3; i++)
            {
                var watch = Stopwatch.StartNew();
                using var process = Process.Start(Executable, ["report", folder.FullName, "--format", "html", "--output", page]);
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
                process.ExitCode.ShouldBe(0);
                output.WriteLine($"{watch.ElapsedMilliseconds} ms for the whole process");
                watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
            }

            new FileInfo(page).Length.ShouldBeGreaterThan(5_000_000);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The executable that the build beside these tests made.</summary>
    private static string Executable =>
        Path.Combine(AppContext.BaseDirectory, "..", "..", "Cli", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "slipway");

    private static Task<int> LaidOutAsync(OpenedPage opened) =>
        opened.Page.EvaluateAsync<int>(
            "[...document.querySelectorAll('.item .row')].filter(it => it.checkVisibility({ contentVisibilityAuto: true })).length"
        );
}
