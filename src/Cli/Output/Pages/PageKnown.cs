namespace Slipway.Cli.Output.Pages;

/// <summary>The list of known flakes: what lapses, what is to be seen to, what may leave.</summary>
internal static class PageKnown
{
    public static void Write(PageText page, ShownFlakes shown)
    {
        page.Line($"""<section id="known" class="table" aria-labelledby="known-title"><h2 id="known-title">Known flakes</h2>""");
        if (shown.Known.Count == 0)
        {
            page.Line($"""<p class="empty">Nothing is on the list ({PlainText.Short(shown.List, 200)}).</p></section>""");
            return;
        }

        WriteLapsing(page, shown);
        page.Line(
            $"""<table class="stack"><caption>The list {PlainText.Short(shown.List, 200)}; a failure that an entry covers is not proven, and no pass</caption><thead><tr><th scope="col">Test</th><th scope="col">Until</th><th scope="col">Owner</th><th scope="col">What it may say</th><th scope="col">How it stands</th></tr></thead><tbody>"""
        );
        foreach (var it in shown.Known.Take(shown.Most))
        {
            Write(page, it);
        }

        page.Line($"""</tbody></table>""");
        PageWords.Rest(page, shown.Known.Count, shown.Most, "known flake");
        page.Line($"""</section>""");
    }

    private static void WriteLapsing(PageText page, ShownFlakes shown)
    {
        var ending = shown.Known.Where(it => it.End != EntryEnd.Holds).ToList();
        if (ending.Count == 0)
        {
            return;
        }

        page.Line($"""<div class="banner alert"><p><strong>Lapsing.</strong> Their owners mend these, or prolong them:</p><ul>""");
        foreach (var it in ending.Take(shown.Most))
        {
            page.Line(
                $"""<li>{PageWords.Name(it.Entry.Suite ?? "", it.Entry.Test)}: {(it.End == EntryEnd.Lapsed ? "lapsed on" : "lapses after")} {it.Entry.Until:yyyy-MM-dd}, {PlainText.Short(it.Entry.Owner, 80)}</li>"""
            );
        }

        if (ending.Count > shown.Most)
        {
            page.Line($"""<li>and {ending.Count - shown.Most:N0} more</li>""");
        }

        page.Line($"""</ul></div>""");
    }

    private static void Write(PageText page, ShownEntry it)
    {
        var (entry, badge) = (
            it.Entry,
            it.End switch
            {
                EntryEnd.Lapsed => PageWords.Badge("fail", "✕", "lapsed"),
                EntryEnd.Lapsing => PageWords.Badge("unsure", "!", "lapses soon"),
                _ when it.Release.MayGo => PageWords.Badge("pass", "✓", "may leave"),
                _ => PageWords.Badge("waived", "~", "holds"),
            }
        );
        var issue = entry.Issue is { } number ? PageText.Part($"""<span class="second">{PlainText.Short(number, 120)}</span>""") : default;
        page.Line(
            $"""<tr><th scope="row">{PageWords.Name(entry.Suite ?? "", entry.Test)}<span class="second">{PageWords.Said(entry.Reason)}</span></th><td data-label="Until">{entry.Until:yyyy-MM-dd}</td><td data-label="Owner"><div>{PlainText.Short(entry.Owner, 80)}{issue}</div></td><td data-label="May say"><ul>"""
        );
        foreach (var message in entry.Messages.Take(5))
        {
            page.Line($"""<li>{PlainText.Short(message, 200)}</li>""");
        }

        page.Line($"""</ul></td><td data-label="Stands"><div>{badge}<span class="second">{PageWords.Said(it.Release.Why)}</span>""");
        foreach (var finding in it.Findings)
        {
            page.Line($"""<span class="second">{PageWords.Said(finding)}</span>""");
        }

        page.Line($"""</div></td></tr>""");
    }
}
