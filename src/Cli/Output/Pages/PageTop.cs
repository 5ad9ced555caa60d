using Slipway.Flakes;

namespace Slipway.Cli.Output.Pages;

/// <summary>The worst flaky tests with what they cost: <c>slipway tests top</c>.</summary>
internal static class PageTop
{
    public static void Write(PageText page, ShownFlakes shown)
    {
        page.Line($"""<section id="worst" class="table" aria-labelledby="worst-title"><h2 id="worst-title">Worst flaky tests</h2>""");
        if (shown.Costs.Count == 0)
        {
            page.Line($"""<p class="empty">No test is flaky now.</p></section>""");
            return;
        }

        page.Line($"""<table class="stack"><caption>Tests that are flaky now, those with the most flakes first</caption>""");
        page.Line(
            $"""<thead><tr><th scope="col">Test</th><th scope="col" class="num">Flakes</th><th scope="col" class="num">Red runs</th><th scope="col" class="num">Reruns</th><th scope="col" class="num">Lost</th><th scope="col">Fails in</th><th scope="col">Since</th><th scope="col">Owner</th></tr></thead><tbody>"""
        );
        var anchors = PageTests.Anchors(shown);
        foreach (var it in shown.Costs.Take(shown.Most))
        {
            Write(page, shown, it, anchors.GetValueOrDefault((it.Test.Suite, it.Test.Test)));
        }

        page.Line($"""</tbody></table>""");
        PageWords.Rest(page, shown.Costs.Count, shown.Most, "flaky test");
        if (shown.Costs.Sum(it => it.Untimed) is var untimed and > 0)
        {
            page.Line($"""<p class="beside">{FlakeWords.Count(untimed, "attempt")} told no time, so more was lost than is counted.</p>""");
        }

        page.Line($"""</section>""");
    }

    private static void Write(PageText page, ShownFlakes shown, FlakeCost it, string? anchor)
    {
        var name = PageWords.Name(it.Test.Suite, it.Test.Test);
        var linked = anchor is null ? PageText.Part($"{name}") : PageText.Part($"""<a href="#{anchor}">{name}</a>""");
        var owner = shown.OwnerOf(it.Test) is { Name: { } who } known
            ? PageText.Part($"""{PlainText.Short(who, 80)}<span class="second">{PlainText.Short(known.From, 120)}</span>""")
            : PageText.Part($"""<span class="quiet">not known</span>""");
        page.Line(
            $"""<tr><th scope="row">{linked}</th><td class="num" data-label="Flakes">{it.Flakes:N0}</td><td class="num" data-label="Red runs">{it.RedRuns:N0}</td><td class="num" data-label="Reruns">{it.Reruns:N0}</td><td class="num" data-label="Lost">{FlakeWords.Time(it.Lost)}</td><td data-label="Fails in">{PageWords.Rate(it.Test)}</td><td data-label="Since">{PageWords.Day(it.Test.Since)}</td><td data-label="Owner"><div>{owner}</div></td></tr>"""
        );
    }
}
