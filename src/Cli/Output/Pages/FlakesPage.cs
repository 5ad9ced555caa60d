using System.Security.Cryptography;
using System.Text;
using Slipway.Flakes;
using Slipway.Runs;

namespace Slipway.Cli.Output.Pages;

/// <summary>Flaky tests as one HTML file that needs nothing else: no script, no network, no other file. It looks as the report of a run does.</summary>
internal static class FlakesPage
{
    private static readonly string OwnStyles = Read();

    /// <summary>No network, no script, no form, no frame; the two style sheets by their digests, so that nothing else can style the page.</summary>
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{DigestOf(ReportHtml.Styles)}' 'sha256-{DigestOf(OwnStyles)}'; base-uri 'none'; form-action 'none'";

    /// <summary>The whole file, to be written as UTF-8 without a byte order mark.</summary>
    public static string Write(ShownFlakes shown)
    {
        var page = new PageText();
        WriteHead(page);
        page.Line($"""<body>""");
        page.Line($"""<a class="skip" href="#worst">Skip to the tests</a>""");
        page.Line($"""<div class="sheet">""");
        page.Line(
            $"""<header class="masthead"><span class="brand"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M2 19.5 22 15M5 13.5l4.2 3.6 9.6-2.2L21 9.5z" /></svg>Slipway</span><span class="what">Flaky tests</span></header>"""
        );
        page.Line($"""<main>""");
        WriteOverview(page, shown);
        page.Line(
            $"""<nav class="contents" aria-label="Contents"><ol><li><a href="#worst">Worst flaky tests</a></li><li><a href="#tests">Test by test</a></li><li><a href="#clusters">What failures say</a></li><li><a href="#known">Known flakes</a></li><li><a href="#outages">Outages</a></li></ol></nav>"""
        );
        PageTop.Write(page, shown);
        PageTests.Write(page, shown);
        PageClusters.Write(page, shown);
        PageKnown.Write(page, shown);
        PageOutages.Write(page, shown);
        page.Line($"""</main>""");
        WriteFoot(page, shown);
        page.Line($"""</div></body></html>""");
        return $"<!DOCTYPE html>{page}\n";
    }

    private static void WriteHead(PageText page)
    {
        page.Line($"""<html lang="en"><head>""");
        page.Line($"""<meta charset="utf-8">""");
        page.Line($"""<meta http-equiv="Content-Security-Policy" content="{Policy}">""");
        page.Line($"""<meta name="viewport" content="width=device-width, initial-scale=1">""");
        page.Line($"""<meta name="referrer" content="no-referrer">""");
        page.Line($"""<meta name="color-scheme" content="light dark">""");
        page.Line($"""<meta name="generator" content="Slipway">""");
        page.Line($"""<title>Flaky tests</title>""");
        // Our own: a digest covers every byte of it.
        page.Line($"""<style>{new PagePart(ReportHtml.Styles)}</style>""");
        page.Line($"""<style>{new PagePart(OwnStyles)}</style>""");
        page.Line($"""</head>""");
    }

    private static void WriteOverview(PageText page, ShownFlakes shown)
    {
        var outcomes = shown.History.Outcomes().ToList();
        var runs = outcomes.Select(it => it.Run).Distinct(StringComparer.Ordinal).Count();
        var states = shown.Verdicts.Tests.CountBy(it => it.State).ToDictionary();
        var kinds = shown.Verdicts.Failures.CountBy(it => it.Verdict).ToDictionary();
        var lapsed = shown.Known.Count(it => it.End == EntryEnd.Lapsed);
        var lapsing = shown.Known.Count(it => it.End == EntryEnd.Lapsing);
        page.Line(
            $"""<div class="title"><h1>Which tests are flaky, and what they cost</h1><p>{FlakeWords.Count(shown.Verdicts.Tests.Count, "test")}, {FlakeWords.Count(outcomes.Count, "outcome")} in {FlakeWords.Count(runs, "run")}, <b>{outcomes[0].At:yyyy-MM-dd}</b> to <b>{outcomes[^1].At:yyyy-MM-dd}</b>{(shown.From is { } from ? $"; flakes and failures are counted since {from:yyyy-MM-dd}" : "")}</p></div>"""
        );
        page.Line($"""<dl class="figures">""");
        Figure("Flaky now", States(TestState.Flaky), "fail now and then without a cause in the code");
        Figure("Broken now", States(TestState.Broken), "a change broke them, and nobody repaired them");
        Figure("Healthy", States(TestState.Healthy), "nothing that was seen speaks against them");
        Figure("New", States(TestState.New), "seen too seldom to say anything");
        Figure("Failures", $"{shown.Verdicts.Failures.Count:N0}", Failures(kinds));
        Figure(
            "Lost by flakes",
            FlakeWords.Time(shown.Lost),
            $"{FlakeWords.Count(shown.Costs.Sum(it => it.Reruns), "rerun")}, {FlakeWords.Count(shown.Costs.Sum(it => it.RedRuns), "red run")}"
        );
        Figure("Known flakes", $"{shown.Known.Count:N0}", $"{lapsed:N0} lapsed, {lapsing:N0} within 14 days");
        Figure("Outages", $"{shown.Verdicts.Outages.Count:N0}", "runs whose failures count against no test");
        page.Line($"""</dl>""");

        string States(TestState state) => $"{states.GetValueOrDefault(state):N0}";

        void Figure(string name, string value, string second) =>
            page.Line($"""<div><dt>{name}</dt><dd>{value}<span class="second">{second}</span></dd></div>""");
    }

    private static string Failures(Dictionary<FailureKind, int> kinds) =>
        kinds.Count == 0
            ? "nothing failed"
            : string.Join(", ", Enum.GetValues<FailureKind>().Where(kinds.ContainsKey).Select(it => $"{kinds[it]:N0} {PageWords.Of(it)}"));

    private static void WriteFoot(PageText page, ShownFlakes shown)
    {
        page.Line($"""<footer aria-labelledby="made"><h2 id="made">How this page was made</h2>""");
        page.Line(
            $"""<p>By <code>slipway tests page</code>, from the outcomes alone: the same history gives the same verdicts. How long known flakes still hold goes by the day, {shown.Now.UtcDateTime:yyyy-MM-dd} (UTC). Each table tells {shown.Most:N0} at most and counts the rest; <code>--count</code> tells more. This file loads nothing and runs no script.</p>"""
        );
        page.Line($"""</footer>""");
    }

    private static string DigestOf(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read()
    {
        using var sheet = typeof(FlakesPage).Assembly.GetManifestResourceStream("flakes.css")!;
        using var reader = new StreamReader(sheet);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
