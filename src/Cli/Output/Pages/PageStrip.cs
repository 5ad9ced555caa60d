using Slipway.Flakes;

namespace Slipway.Cli.Output.Pages;

/// <summary>The history of a test as a picture of bars, and the same in words and letters for whoever does not see it.</summary>
internal static class PageStrip
{
    /// <summary>Cells at most: on a phone each is a bit more than a point wide.</summary>
    public const int Cells = 240;

    private const int Width = 10;
    private const int Height = 40;

    /// <summary>The word by which the style sheet knows a mark, and how high its bar is: colour only repeats the height.</summary>
    private static readonly IReadOnlyDictionary<StripMark, (string Kind, int High)> Bars = new Dictionary<StripMark, (string, int)>
    {
        [StripMark.Nothing] = ("nothing", 0),
        [StripMark.Skipped] = ("skipped", 4),
        [StripMark.Passed] = ("passed", 10),
        [StripMark.Outage] = ("outage", 20),
        [StripMark.Rescued] = ("rescued", 26),
        [StripMark.Flake] = ("flake", 32),
        [StripMark.Unknown] = ("unknown", 36),
        [StripMark.Regression] = ("regression", 40),
    };

    public static void Write(PageText page, TestStrip strip)
    {
        page.Line($"""<figure class="strip">""");
        page.Line(
            $"""<svg role="img" aria-label="{Said(strip)}" viewBox="0 0 {Math.Max(30, strip.Cells.Count) * Width} {Height}" preserveAspectRatio="none">"""
        );
        foreach (var (place, cell) in strip.Cells.Index())
        {
            Write(page, place, cell, strip.Days);
        }

        page.Line($"""</svg>""");
        page.Line($"""<figcaption><span class="second">{Span(strip)}</span>""");
        WriteKeys(page, strip);
        page.Line(
            $"""<details class="more"><summary>The same in letters</summary><p class="letters"><code>{string.Concat(strip.Cells.Select(it => StripLook.All[it.Mark].Letter))}</code></p></details>"""
        );
        page.Line($"""</figcaption></figure>""");
    }

    private static void Write(PageText page, int place, StripCell cell, int days)
    {
        var (kind, high) = Bars[cell.Mark];
        var title = cell.Mark is StripMark.Passed or StripMark.Nothing
            ? default
            : PageText.Part(
                $"""<title>{cell.From:yyyy-MM-dd}{(days == 0 ? $", run {PlainText.Short(cell.Run ?? "", 60)}" : "")}: {StripLook.All[cell.Mark].Word}, {FlakeWords.Count(cell.Failures, "failure")} in {FlakeWords.Count(cell.Outcomes, "attempt")}</title>"""
            );
        page.Line(
            $"""<rect class="{kind}" x="{place * Width + 1}" y="{Height - high}" width="{Width - 2}" height="{high}">{title}</rect>"""
        );
    }

    private static void WriteKeys(PageText page, TestStrip strip)
    {
        page.Line($"""<ul class="keys">""");
        foreach (var mark in Seen(strip))
        {
            var (kind, high) = Bars[mark];
            page.Line(
                $"""<li><svg class="key" aria-hidden="true" width="10" height="14" viewBox="0 0 {Width} {Height}" preserveAspectRatio="none"><rect class="{kind}" x="1" y="{Height - high}" width="{Width - 2}" height="{high}" /></svg>{StripLook.All[mark].Word}</li>"""
            );
        }

        page.Line($"""</ul>""");
    }

    /// <summary>The picture in words: how many cells of which kind.</summary>
    private static string Said(TestStrip strip) =>
        $"{Span(strip)}: {string.Join("; ", Seen(strip).Select(mark => $"{strip.Cells.Count(it => it.Mark == mark):N0} {StripLook.All[mark].Word}"))}";

    private static IEnumerable<StripMark> Seen(TestStrip strip) => strip.Cells.Select(it => it.Mark).Distinct().OrderDescending();

    private static string Span(TestStrip strip) =>
        strip.Days == 0
            ? $"{FlakeWords.Count(strip.Cells.Count, "run")}, {strip.Cells[0].From:yyyy-MM-dd} to {strip.Cells[^1].From:yyyy-MM-dd}"
            : $"{strip.Cells[0].From:yyyy-MM-dd} to {strip.Cells[^1].From.AddDays(strip.Days - 1):yyyy-MM-dd}, {FlakeWords.Count(strip.Days, "day")} a bar, the worst of each";
}
