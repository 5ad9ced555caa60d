using System.Text.RegularExpressions;
using Markdig;
using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Reports;

public sealed class ReportMarkdownTests
{
    private static readonly MarkdownPipeline GitHub = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseAutoLinks()
        .UseTaskLists()
        .UseEmphasisExtras()
        .Build();

    [Fact]
    public void a_report_is_what_its_golden_file_says() => Golden.Matches("report.md", ReportMarkdown.Write(Ledger.NoGo().Report));

    [Fact]
    public void the_outcome_comes_first_and_what_it_takes_soon_after()
    {
        var text = ReportMarkdown.Write(Overnight.NoGo().Report);
        text.ShouldStartWith("## ✕ NO-GO: Tideline 7.0");
        text.IndexOf("What it would take to go: 2 gates", StringComparison.Ordinal).ShouldBeInRange(1, 1_200);
    }

    [Fact]
    public void a_run_that_waits_says_for_whom() =>
        ReportMarkdown
            .Write(Overnight.Waiting().Report)
            .ShouldContain("- **Product Owner** (Priya Raman): Decide\u003a GO / NO-GO (line 41, since 2026-11-20 07:00:01 -05:00)");

    public static TheoryData<string> Attacks =>
        [
            "@octocat please",
            "mail ops@example.com",
            "closes #12 and fixes other/repo#13, GH-14, resolves https://forge.example/a/b/issues/15",
            "www.example.com !7 %milestone",
            "| a | b |",
            "`code` ``more``",
            "**bold** _em_ ~~gone~~ <b>b</b> <script>alert(1)</script>",
            "[link](https://evil.example) ![picture](https://evil.example/x.png) <https://evil.example>",
            "</details></summary><img src=x onerror=alert(1)>",
            "$x^2$ \\(y\\) :tada:",
            "line one\n\n# heading\n- [x] done\n/close",
            "<!-- hidden --> &lt;b&gt; \\| \\`",
        ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void words_of_a_document_stay_words(string attack)
    {
        var hostile = ReportMarkdown.Write(HostileContentTests.Everywhere(attack).Report);
        var harmless = ReportMarkdown.Write(HostileContentTests.Everywhere("harmless").Report);
        Tags(hostile).ShouldBe(Tags(harmless));
        Regex.IsMatch(hostile, @"@[a-z0-9]|#[0-9]|GH-[0-9]|![0-9]|https?://|www\.", RegexOptions.IgnoreCase).ShouldBeFalse();
        hostile.Split('\n').ShouldNotContain(it => it.StartsWith('/'));
    }

    [Fact]
    public void the_words_can_still_be_read()
    {
        var html = Markdown.ToHtml(ReportMarkdown.Write(HostileContentTests.Everywhere("a < b | c_d *e* [f] 5 %").Report), GitHub);
        System.Net.WebUtility.HtmlDecode(html).Replace("\u2060", "", StringComparison.Ordinal).ShouldContain("a < b | c_d *e* [f] 5 %");
    }

    [Fact]
    public void ten_thousand_lines_fit_and_the_rest_is_counted()
    {
        var text = ReportMarkdown.Write(LongNight.Of(10_000).Report);
        text.Length.ShouldBeLessThanOrEqualTo(ReportMarkdown.MostCharacters);
        var told = Regex.Count(text, @"^\| \d+ \| ✓ Pass \| Item number", RegexOptions.Multiline);
        text.ShouldContain($"… and {10_000 - told} more lines: see `report.html`.");
        Regex.Count(text, "<details>").ShouldBe(Regex.Count(text, "</details>"));
    }

    [Fact]
    public void texts_as_long_as_they_may_be_fit_too()
    {
        var text = new string('<', 5_000);
        var run = HostileContentTests.Everywhere(text);
        ReportMarkdown.Write(run.Report).Length.ShouldBeLessThanOrEqualTo(ReportMarkdown.MostCharacters);
    }

    /// <summary>The worst case: every row of every table is full, of characters that take the most room.</summary>
    [Fact]
    public void every_table_full_of_long_texts_fits()
    {
        var words = string.Concat(Enumerable.Repeat("&", 400));
        var plan = LedgerPlan.Plan with
        {
            Title = words,
            Items =
            [
                .. Enumerable
                    .Range(1, 300)
                    .Select(line => new PlanItem
                    {
                        Line = line,
                        Text = words,
                        Kind = ItemKind.Metric,
                        Phase = $"{words}{line / 3}",
                        Why = "sample",
                        Effect = Effect.Reads,
                        Expect = Expectation.Parse(words),
                    }),
            ],
            Findings = [.. Enumerable.Range(1, 300).Select(line => new Finding(line, 1, "SW1101", "claim", Severity.Error, words))],
        };
        var run = new ToldRun(plan, [.. plan.Items.Select(it => ToldRun.StepOf(it, Work.Check))]);
        foreach (var item in plan.Items.Take(100))
        {
            run.Tried($"L{item.Line}", Verdict.Fail, words, 1, run.Saw(words, Verdict.Fail, words))
                .Waived($"L{item.Line}", words, words, words, 1);
        }

        ReportMarkdown.Write(run.Report).Length.ShouldBeLessThanOrEqualTo(ReportMarkdown.MostCharacters);
    }

    private static List<string> Tags(string markdown) =>
        [.. Regex.Matches(Markdown.ToHtml(markdown, GitHub), "<[/!a-zA-Z][^>]*>").Select(it => it.Value)];
}
