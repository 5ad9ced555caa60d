using Slipway.Flakes;

namespace Slipway.Cli.Output.Pages;

/// <summary>Failures by what they say: <c>slipway tests clusters</c>.</summary>
internal static class PageClusters
{
    private const int TestsTold = 5;

    public static void Write(PageText page, ShownFlakes shown)
    {
        var (clusters, silent) = (shown.Clusters.Clusters, shown.Clusters.Silent);
        page.Line(
            $"""<section id="clusters" class="table" aria-labelledby="clusters-title"><h2 id="clusters-title">What failures say</h2>"""
        );
        if (clusters.Count == 0)
        {
            page.Line($"""<p class="empty">No failure said anything.</p>""");
        }
        else
        {
            page.Line(
                $"""<table class="stack"><caption>Failures that say the same but for numbers, identifiers and paths; those of the most tests first</caption><thead><tr><th scope="col">What they say</th><th scope="col">Why</th><th scope="col" class="num">Failures</th><th scope="col" class="num">Runs</th><th scope="col">From, to</th><th scope="col">Tests</th></tr></thead><tbody>"""
            );
            foreach (var it in clusters.Take(shown.Most))
            {
                Write(page, it);
            }

            page.Line($"""</tbody></table>""");
        }

        PageWords.Rest(page, clusters.Count, shown.Most, "cluster");
        if (silent > 0)
        {
            page.Line($"""<p class="beside">{FlakeWords.Count(silent, "failure")} said nothing.</p>""");
        }

        page.Line($"""</section>""");
    }

    private static void Write(PageText page, FailureCluster it)
    {
        var kinds = string.Join(", ", it.Kinds.Select(kind => $"{kind.Value:N0} {PageWords.Of(kind.Key)}"));
        page.Line(
            $"""<tr><th scope="row">{PlainText.Short(it.Example, 200)}</th><td data-label="Why"><div>{PageWords.Said(it.Why)}</div></td><td class="num" data-label="Failures"><div>{it.Failures:N0}<span class="second">{kinds}</span></div></td><td class="num" data-label="Runs">{it.Runs:N0}</td><td data-label="From, to"><div>{PageWords.Day(it.First)} <span class="second">{PageWords.Day(it.Last)}</span></div></td><td data-label="Tests"><ul>"""
        );
        foreach (var test in it.Tests.Take(TestsTold))
        {
            page.Line($"""<li>{PageWords.Name(test.Suite, test.Test)} <span class="quiet">({test.Failures:N0})</span></li>""");
        }

        if (it.Tests.Count > TestsTold)
        {
            page.Line($"""<li class="quiet">and {FlakeWords.Count(it.Tests.Count - TestsTold, "test")} more</li>""");
        }

        page.Line($"""</ul></td></tr>""");
    }
}
