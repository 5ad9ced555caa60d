using Microsoft.Playwright;
using Slipway.Runs.Tests.Reports;

namespace Slipway.Browser;

/// <summary>The report as a reader's browser takes it: with its own policy in force, on every width, in both themes.</summary>
public sealed class ReportPageTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(States.Names), MemberType = typeof(States))]
    public async Task it_asks_the_network_for_nothing_and_breaks_none_of_its_own_rules(string state)
    {
        await using var opened = await chromium.OpenAsync(await States.All[state]().HtmlAsync());
        await opened.UnfoldAsync();
        await opened.Page.EvaluateAsync("window.scrollTo(0, document.body.scrollHeight)");
        opened.Requests.ShouldHaveSingleItem().ShouldStartWith("file:///");
        opened.Complaints.ShouldBeEmpty();
    }

    /// <summary>The rule above would see a request: this page makes one, and its policy stops a script.</summary>
    [Fact]
    public async Task a_page_that_asks_for_something_would_be_seen()
    {
        var html = (await Ledger.Go().HtmlAsync()).Replace(
            "<body>",
            "<body><script>1</script><img src=\"http://127.0.0.1:9/x.png\" alt=\"\">",
            StringComparison.Ordinal
        );
        await using var opened = await chromium.OpenAsync(html);
        opened.Complaints.Count.ShouldBeGreaterThanOrEqualTo(2);
    }

    /// <summary>The dark theme changes nothing but colours, so only their rule is asked a second time.</summary>
    [Theory]
    [MemberData(nameof(States.Names), MemberType = typeof(States))]
    public async Task it_keeps_the_rules_of_accessibility_in_both_themes(string state)
    {
        await using var opened = await chromium.OpenAsync(await States.All[state]().HtmlAsync());
        await opened.UnfoldAsync();
        (await Axe.SeriousAsync(opened, least: 20)).ShouldBeEmpty();

        await opened.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        (await Axe.SeriousAsync(opened, least: 1, "color-contrast")).ShouldBeEmpty();
    }

    [Fact]
    public async Task a_page_without_names_and_contrast_would_be_found()
    {
        await using var opened = await chromium.OpenAsync(
            "<!DOCTYPE html><html><head><title>x</title></head><body><main><h1>x</h1><button></button><p style=\"color:#ddd;background:#fff\">faint</p></main></body></html>"
        );
        (await Axe.SeriousAsync(opened, least: 1)).Count.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Theory]
    [MemberData(nameof(States.Names), MemberType = typeof(States))]
    public async Task nothing_stands_beyond_the_edge(string state)
    {
        await using var opened = await chromium.OpenAsync(await States.All[state]().HtmlAsync());
        await opened.UnfoldAsync();
        foreach (var width in new[] { 320, 360, 600, 900, 1280 })
        {
            await opened.Page.SetViewportSizeAsync(width, 800);
            var beyond = await opened.Page.EvaluateAsync<int>(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            );
            beyond.ShouldBe(0, $"{state} at {width}");
        }
    }

    [Fact]
    public async Task words_as_long_as_a_line_break_rather_than_widen_the_page()
    {
        var plan = LedgerPlan.Plan with
        {
            Title = new string('W', 300),
            Items = [.. LedgerPlan.Plan.Items.Select(it => it with { Text = new string('x', 400), Phase = new string('p', 300) })],
        };
        var run = new ToldRun(
            plan,
            [.. plan.Items.Take(3).Select(it => ToldRun.StepOf(it, Runs.Work.Block))],
            it => it with { Operator = new string('o', 200) }
        );
        run.Tried(
            "L5",
            Kernel.Verdict.Fail,
            new string('y', 400),
            1,
            run.Saw(new string('c', 500), Kernel.Verdict.Fail, new string('s', 300), new string('r', 900))
        );
        await using var opened = await chromium.OpenAsync(await run.HtmlAsync(), width: 320);
        await opened.UnfoldAsync();
        (await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(320);
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("waiting")]
    public async Task the_first_screen_says_where_we_are_and_what_it_takes(string state)
    {
        await using var opened = await chromium.OpenAsync(await States.All[state]().HtmlAsync());
        foreach (var wanted in new[] { "#outcome", state == "waiting" ? ".waits .whom" : ".gates .needs >> nth=0", ".rests .lead" })
        {
            var box = await opened.Page.Locator(wanted).BoundingBoxAsync();
            (box!.Y + box.Height).ShouldBeLessThan(800, wanted);
        }
    }

    [Fact]
    public async Task the_keyboard_begins_with_the_way_past_the_head()
    {
        await using var opened = await chromium.OpenAsync(await Overnight.NoGo().HtmlAsync());
        await opened.Page.Keyboard.PressAsync("Tab");
        (await opened.Page.EvaluateAsync<string>("document.activeElement.getAttribute('href')")).ShouldBe("#happened");
        (await opened.Page.Locator(".skip").BoundingBoxAsync())!.X.ShouldBeGreaterThanOrEqualTo(0);
        (await opened.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle")).ShouldBe("solid");
    }

    [Fact]
    public async Task whoever_wants_no_motion_gets_none()
    {
        await using var opened = await chromium.OpenAsync(await Overnight.Go().HtmlAsync());
        await opened.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        (await opened.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).scrollBehavior")).ShouldBe("auto");
    }

    [Fact]
    public async Task bars_can_be_seen_in_forced_colours()
    {
        await using var opened = await chromium.OpenAsync(await Overnight.NoGo().HtmlAsync());
        await opened.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        var colours = await opened.Page.EvaluateAsync<string[]>(
            "[getComputedStyle(document.querySelector('.span.pass')).fill, getComputedStyle(document.body).backgroundColor]"
        );
        colours[0].ShouldNotBe(colours[1]);
    }

    [Fact]
    public async Task the_timeline_draws_what_was_at_the_same_places_as_its_axis()
    {
        await using var opened = await chromium.OpenAsync(await Overnight.Go().HtmlAsync());
        var axis = (await opened.Page.Locator(".axis").BoundingBoxAsync())!;
        foreach (var track in await opened.Page.Locator(".trow-of > details > summary .track").AllAsync())
        {
            var box = (await track.BoundingBoxAsync())!;
            box.X.ShouldBe(axis.X, 1.0);
            box.Width.ShouldBe(axis.Width, 1.0);
        }
    }
}
