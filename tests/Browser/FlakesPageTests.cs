using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

namespace Slipway.Browser;

/// <summary>The page of flaky tests as a reader's browser takes it: its own policy in force, both themes, every width.</summary>
public sealed class FlakesPageTests(Chromium chromium)
{
    [Fact]
    public async Task it_asks_the_network_for_nothing_and_breaks_none_of_its_own_rules()
    {
        await using var opened = await chromium.OpenAsync(await PageAsync());
        await opened.UnfoldAsync();
        opened.Requests.ShouldHaveSingleItem().ShouldStartWith("file:///");
        opened.Complaints.ShouldBeEmpty();
        (await opened.Page.Locator("article").CountAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task it_keeps_the_rules_of_accessibility_in_both_themes()
    {
        await using var opened = await chromium.OpenAsync(await PageAsync());
        await opened.UnfoldAsync();
        (await Axe.SeriousAsync(opened, least: 20)).ShouldBeEmpty();

        await opened.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        (await Axe.SeriousAsync(opened, least: 1, "color-contrast")).ShouldBeEmpty();
    }

    [Fact]
    public async Task nothing_stands_beyond_the_edge()
    {
        await using var opened = await chromium.OpenAsync(await PageAsync());
        await opened.UnfoldAsync();
        foreach (var width in new[] { 320, 390, 650, 900, 1280 })
        {
            await opened.Page.SetViewportSizeAsync(width, 800);
            var beyond = await opened.Page.EvaluateAsync<int>(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            );
            beyond.ShouldBe(0, $"at {width}");
        }
    }

    private static string Executable { get; } =
        Path.Combine(AppContext.BaseDirectory, "..", "..", "Cli", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "slipway");

    private static async Task<string> PageAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("slipway-browser-");
        try
        {
            var (history, list, page) = (In("h.ndjson"), In("list.yaml"), In("flakes.html"));
            await File.WriteAllLinesAsync(
                history,
                [
                    .. Strip("pays", "....Fr......Fr.....Fr......F....", "Timeout"),
                    .. Strip(new string('W', 180), "..Fr..Fr..Fr..Fr..Fr..Fr..Fr..Fr", new string('m', 300)),
                    .. Strip("breaks", "....................FFFFFFFFFFFF", "Null reference"),
                    .. Strip("adds", new string('.', 32), ""),
                ],
                ct
            );
            await File.WriteAllTextAsync(
                list,
                "- {test: pays, suite: cart, messages: [Timeout], owner: ada, reason: slow, until: 2026-01-31}\n",
                ct
            );
            using var process = Process.Start(Executable, ["tests", "page", "--history", history, "--quarantine", list, "--out", page]);
            await process.WaitForExitAsync(ct);
            process.ExitCode.ShouldBe(0);
            return await File.ReadAllTextAsync(page, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        string In(string name) => Path.Combine(folder.FullName, name);
    }

    /// <summary>A history of one test: <c>.</c> a pass, <c>F</c> a failure, <c>r</c> a pass when the same commit is tried again.</summary>
    private static IEnumerable<string> Strip(string test, string strip, string message)
    {
        var (commit, attempt, at) = (0, 1, new DateTimeOffset(2026, 1, 5, 6, 0, 0, TimeSpan.Zero));
        foreach (var letter in strip)
        {
            (commit, attempt) = letter == 'r' ? (commit, attempt + 1) : (commit + 1, 1);
            var time = at.AddMinutes(20 * commit + attempt).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            yield return $$"""{"test":"{{test}}","suite":"cart","run":"run-{{commit}}","sha":"sha-{{commit}}","branch":"main","attempt":{{attempt}},"at":"{{time}}","outcome":"{{(letter == 'F' ? "fail" : "pass")}}","ms":100,"message":"{{message}}"}""";
        }
    }
}
