namespace Slipway.Cli.Output.Pages;

/// <summary>Runs that an outage met.</summary>
internal static class PageOutages
{
    public static void Write(PageText page, ShownFlakes shown)
    {
        var outages = shown.Verdicts.Outages;
        page.Line($"""<section id="outages" class="table" aria-labelledby="outages-title"><h2 id="outages-title">Outages</h2>""");
        if (outages.Count == 0)
        {
            page.Line($"""<p class="empty">No run met an outage.</p></section>""");
            return;
        }

        page.Line(
            $"""<table class="stack"><caption>Runs whose failures count against no test, the latest first</caption><thead><tr><th scope="col">Run</th><th scope="col">When</th><th scope="col" class="num">Tests brought down</th><th scope="col" class="num">Share of all</th><th scope="col" class="num">Sure</th></tr></thead><tbody>"""
        );
        foreach (var it in outages.Reverse().Take(shown.Most))
        {
            page.Line(
                $"""<tr><th scope="row">{PlainText.Short(it.Run, 80)}</th><td data-label="When">{it.At:yyyy-MM-dd HH:mm}</td><td class="num" data-label="Tests">{it.Tests:N0}</td><td class="num" data-label="Share">{FlakeWords.Percent(it.Share)}</td><td class="num" data-label="Sure">{FlakeWords.Percent(it.Probability)}</td></tr>"""
            );
        }

        page.Line($"""</tbody></table>""");
        PageWords.Rest(page, outages.Count, shown.Most, "outage");
        page.Line($"""</section>""");
    }
}
