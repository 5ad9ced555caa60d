using Slipway.Flakes;

namespace Slipway.Cli.Output.Pages;

/// <summary>Broken and flaky tests one by one: <c>slipway tests show</c>.</summary>
internal static class PageTests
{
    /// <summary>Failures that are told one by one, the latest.</summary>
    private const int FailuresTold = 10;

    /// <summary>Hosts and branches that are told one by one.</summary>
    private const int SharesTold = 8;

    /// <summary>Where each test that is shown stands on the page.</summary>
    public static IReadOnlyDictionary<(string Suite, string Test), string> Anchors(ShownFlakes shown) =>
        shown.Pictures.Index().ToDictionary(it => (it.Item.Test.Suite, it.Item.Test.Test), it => $"test-{it.Index + 1}");

    public static void Write(PageText page, ShownFlakes shown)
    {
        page.Line($"""<section id="tests" aria-labelledby="tests-title"><h2 id="tests-title">Test by test</h2>""");
        if (shown.Pictures.Count == 0)
        {
            page.Line($"""<p class="empty">No test is broken or flaky now.</p>""");
        }

        var anchors = Anchors(shown);
        foreach (var it in shown.Pictures)
        {
            Write(page, it, anchors[(it.Test.Suite, it.Test.Test)]);
        }

        PageWords.Rest(page, shown.ToShow, shown.Pictures.Count, "test");
        page.Line($"""</section>""");
    }

    private static void Write(PageText page, TestPicture picture, string anchor)
    {
        var test = picture.Test;
        page.Line(
            $"""<article id="{anchor}" class="card" aria-labelledby="{anchor}-name"><h3 id="{anchor}-name">{PageWords.Name(test.Suite, test.Test)} <span class="n">{PageWords.Badge(test.State)}</span></h3>"""
        );
        page.Line($"""<ul class="reasons">""");
        foreach (var reason in test.Reasons)
        {
            page.Line($"""<li>{PageWords.Said(reason)}</li>""");
        }

        page.Line($"""</ul>""");
        PageStrip.Write(page, picture.Strip);
        WriteShares(page, picture);
        WriteFailures(page, picture.Failures);
        page.Line($"""</article>""");
    }

    private static void WriteShares(PageText page, TestPicture picture)
    {
        var told = new[] { ("Machine", picture.Hosts), ("Branch", picture.Branches) }
            .Where(it => it.Item2 is not ([] or [{ Name: null }]))
            .ToList();
        if (told.Count == 0)
        {
            return;
        }

        page.Line($"""<details class="more"><summary>By machine and branch</summary>""");
        foreach (var (what, shares) in told)
        {
            Write(page, what, shares);
        }

        page.Line($"""</details>""");
    }

    private static void Write(PageText page, string what, IReadOnlyList<TestShare> shares)
    {
        page.Line(
            $"""<table class="stack shares"><thead><tr><th scope="col">{what}</th><th scope="col" class="num">Outcomes</th><th scope="col" class="num">Flakes</th><th scope="col" class="num">Flake rate</th></tr></thead><tbody>"""
        );
        foreach (var it in shares.Take(SharesTold))
        {
            Write(page, PlainText.Short(it.Name ?? "(not told)", 80), it.Outcomes, it.Flakes);
        }

        if (shares.Count > SharesTold)
        {
            var rest = shares.Skip(SharesTold).ToList();
            Write(page, $"{rest.Count:N0} more", rest.Sum(it => it.Outcomes), rest.Sum(it => it.Flakes));
        }

        page.Line($"""</tbody></table>""");
    }

    private static void Write(PageText page, string name, int outcomes, int flakes) =>
        page.Line(
            $"""<tr><th scope="row">{name}</th><td class="num" data-label="Outcomes">{outcomes:N0}</td><td class="num" data-label="Flakes">{flakes:N0}</td><td class="num" data-label="Flake rate">{FlakeWords.Percent(flakes / (double)Math.Max(1, outcomes))}</td></tr>"""
        );

    private static void WriteFailures(PageText page, IReadOnlyList<FailureVerdict> failures)
    {
        if (failures.Count == 0)
        {
            return;
        }

        var told = failures.TakeLast(FailuresTold).Reverse().ToList();
        page.Line(
            $"""<details class="more"><summary>{(told.Count < failures.Count ? $"The latest {told.Count} of {failures.Count:N0} failures" : FlakeWords.Count(failures.Count, "failure"))}</summary><ol class="failures">"""
        );
        foreach (var it in told)
        {
            page.Line(
                $"""<li><p>{PageWords.Badge(it.Verdict)} {FlakeWords.Percent(it.Probability)} sure, run {PlainText.Short(it.Run, 80)}, attempt {it.Attempt:N0}</p>"""
            );
            foreach (var reason in it.Reasons)
            {
                page.Line($"""<p class="second">{PageWords.Said(reason)}</p>""");
            }

            page.Line($"""</li>""");
        }

        page.Line($"""</ol></details>""");
    }
}
