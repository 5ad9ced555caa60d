using System.Globalization;

namespace Slipway.EndToEnd.Shells;

/// <summary>Manual pages, made from the commands and read by the two formatters that systems use.</summary>
public sealed class ManualTests : IDisposable
{
    private const string Golden = "tests/EndToEnd/Shells/slipway-explain.1";

    private readonly Workplace _work = new();

    [Fact]
    public async Task every_page_is_right_for_man_and_for_mandoc()
    {
        (await _work.SlipwayAsync("man", "--output", "pages")).ExitCode.ShouldBe(0);

        var pages = Directory.GetFiles(_work.In("pages"));
        pages.Length.ShouldBeGreaterThan(8);
        var mandoc = await _work.ShellAsync("mandoc -Tlint -Wwarning pages/*.1", "");
        var man = await _work.ShellAsync("for page in pages/*.1; do man --warnings -l \"$page\" 2>&1 >/dev/null </dev/null; done", "");

        mandoc.Out.ShouldBeEmpty();
        man.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_page_that_is_wrong_is_seen()
    {
        _work.With("bad.1", ".TH BAD 1\n.XX\n.B \"open\n");

        (await _work.ShellAsync("mandoc -Tlint -Wwarning bad.1", "")).Out.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task every_verb_has_a_page_and_every_option_stands_on_it()
    {
        await _work.SlipwayAsync("man", "--output", "pages");
        var help = (await _work.SlipwayAsync("run", "--help")).Out;

        var page = _work.Text("pages/slipway-run.1");

        var options = System
            .Text.RegularExpressions.Regex.Matches(help, "(?m)^  (?:-y, )?(--[a-z0-9-]+)")
            .Select(it => it.Groups[1].Value)
            .ToList();
        options.Count.ShouldBeGreaterThan(15);
        options
            .Where(it => !page.Contains($"\\fB{it.Replace("-", "\\-", StringComparison.Ordinal)}\\fR", StringComparison.Ordinal))
            .ShouldBeEmpty();
        page.ShouldContain(".SH EXIT STATUS\n.TP\n\\fB0\\fR\n");
        page.ShouldContain(".SH EXAMPLES\n");
    }

    [Fact]
    public async Task a_page_is_the_one_that_was_looked_at()
    {
        var shown = await _work.ShellAsync("SOURCE_DATE_EPOCH=1893456000 slipway man explain", "");
        var version = (await _work.SlipwayAsync("--version")).Out.Split(' ')[1].Split('+')[0].Trim();

        var page = shown
            .Out.Replace("\r", "", StringComparison.Ordinal)
            .Replace($"slipway {version}", "slipway VERSION", StringComparison.Ordinal);

        // What stands behind it lists the other verbs.
        page[..page.IndexOf(".SH SEE ALSO", StringComparison.Ordinal)]
            .ShouldBe(
                await File.ReadAllTextAsync(Path.Combine(Workplace.Repository, Golden), TestContext.Current.CancellationToken),
                $"Look at the page (slipway man explain | man -l -), then write it to {Golden}."
            );
    }

    [Fact]
    public async Task the_date_is_the_one_that_the_packager_says()
    {
        var said = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

        var page = await _work.ShellAsync(string.Create(CultureInfo.InvariantCulture, $"SOURCE_DATE_EPOCH={said} slipway man"), "");

        page.Out.ShouldStartWith(".TH SLIPWAY 1 2030-01-01 ");
    }

    public void Dispose() => _work.Dispose();
}
