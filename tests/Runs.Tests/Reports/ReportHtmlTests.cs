using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Reports;

public sealed class ReportHtmlTests
{
    [Fact]
    public async Task a_report_is_what_its_golden_file_says() => Golden.Matches("report.html", Structure(await Ledger.NoGo().HtmlAsync()));

    [Fact]
    public async Task it_loads_nothing_and_runs_nothing()
    {
        var html = await Ledger.NoGo().HtmlAsync();
        html.ShouldContain("default-src &#x27;none&#x27;; style-src &#x27;sha256-");
        Regex.Matches(html, """\s(?:src|srcset|action|formaction|background|poster|data|xlink:href)\s*=""").ShouldBeEmpty();
        Regex.Matches(html, "href=\"(?!#|evidence/[0-9a-f]{64}\\.gz\" download>)").ShouldBeEmpty();
        Regex.Matches(html, @"<(script|link|iframe|object|embed|form|base|img|audio|video)\b", RegexOptions.IgnoreCase).ShouldBeEmpty();
        ReportHtml.Styles.ShouldNotContain("url(");
        ReportHtml.Styles.ShouldNotContain("@import");
        ReportHtml.Styles.ShouldNotContain("</");
    }

    [Fact]
    public async Task nothing_is_styled_past_the_one_sheet() => (await Ledger.NoGo().HtmlAsync()).ShouldNotContain(" style=");

    [Fact]
    public async Task every_style_sheet_is_allowed_by_its_digest_and_no_other_is()
    {
        var html = await Ledger.NoGo().HtmlAsync();
        var policy = WebUtility.HtmlDecode(Regex.Match(html, "Content-Security-Policy\" content=\"([^\"]+)\"").Groups[1].Value);
        var sheets = Regex.Matches(html, "<style>(.*?)</style>", RegexOptions.Singleline).Select(it => it.Groups[1].Value).ToList();
        sheets.Count.ShouldBe(2);
        foreach (var sheet in sheets)
        {
            policy.ShouldContain($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(sheet)))}'");
        }

        Regex.Count(policy, "'sha256-").ShouldBe(2);
    }

    [Theory]
    [InlineData("\"; } body { display: none } @page { @top-left { content: \"")]
    [InlineData("</style><style>* { display: none }")]
    [InlineData("\\22 ; } \u2028 ünï {")]
    public async Task the_running_head_of_paper_cannot_be_left(string title)
    {
        var html = await Ledger.Begun(it => it with { Title = title, Run = new(title) }).HtmlAsync();
        var paper = Regex.Matches(html, "<style>(.*?)</style>", RegexOptions.Singleline)[1].Groups[1].Value;
        paper.ShouldMatch(
            """^@page \{ @top-left \{ content: "([A-Za-z0-9 .,-]|\\[0-9A-F]{6} )*"; \} @top-right \{ content: "([A-Za-z0-9 .,:-]|\\[0-9A-F]{6} )*"; \} \}$"""
        );
    }

    [Fact]
    public async Task raw_evidence_is_linked_beside_the_page_and_the_page_says_how_to_read_it()
    {
        var run = Ledger.Go();
        var digest = run.State.Steps[new("L5")].Attempts[0].Evidence[0].Outputs[0].Sha256;
        var html = await run.HtmlAsync();
        html.ShouldContain($"<a href=\"evidence/{digest}.gz\" download>");
        html.ShouldContain("gzip -dc evidence/DIGEST.gz | sha256sum");
    }

    [Fact]
    public async Task what_is_no_digest_becomes_no_link()
    {
        var run = Ledger.Begun();
        run.Tried(
            "L6",
            Verdict.Pass,
            "exit 0",
            1,
            run.Saw("yes", Verdict.Pass, "") with
            {
                Outputs = [new("stdout", "../../etc/passwd", 3, false)],
            }
        );
        (await run.HtmlAsync()).ShouldContain("<code>evidence/../../etc/passwd.gz</code>");
    }

    [Fact]
    public async Task every_anchor_leads_somewhere()
    {
        var html = await Ledger.NoGo().HtmlAsync();
        var ids = Regex.Matches(html, " id=\"([^\"]+)\"").Select(it => it.Groups[1].Value).ToList();
        ids.ShouldBeUnique();
        Regex.Matches(html, "href=\"#([^\"]+)\"").Select(it => it.Groups[1].Value).Distinct().Except(ids).ShouldBeEmpty();
        Regex.Matches(html, "aria-labelledby=\"([^\"]+)\"").SelectMany(it => it.Groups[1].Value.Split(' ')).Except(ids).ShouldBeEmpty();
    }

    [Fact]
    public async Task a_phase_of_many_lines_has_each_of_them_once_and_in_order()
    {
        var html = await LongNight.Of(120, linesOfAPhase: 200).HtmlAsync();
        Regex
            .Matches(html, "<li class=\"item\" id=\"L([0-9]+)\"")
            .Select(it => int.Parse(it.Groups[1].Value))
            .ShouldBe(Enumerable.Range(1, 120));
        html.ShouldNotContain("<!--");
    }

    [Fact]
    public async Task words_of_a_document_do_not_stand_for_its_lines()
    {
        var plain = await Ledger.Begun(it => it with { Title = "items" }).HtmlAsync();
        var html = await Ledger.Begun(it => it with { Title = "<!--items-->" }).HtmlAsync();
        Regex.Count(html, "<li class=\"item").ShouldBe(Regex.Count(plain, "<li class=\"item"));
        html.ShouldContain("<h1>&lt;!--items--&gt;</h1>");
    }

    [Fact]
    public async Task headings_go_down_one_step_at_a_time()
    {
        var levels = Regex.Matches(await Ledger.NoGo().HtmlAsync(), "<h([1-6])").Select(it => int.Parse(it.Groups[1].Value)).ToList();
        levels[0].ShouldBe(1);
        levels.Count(it => it == 1).ShouldBe(1);
        levels.Zip(levels.Skip(1)).ShouldAllBe(it => it.Second <= it.First + 1);
    }

    [Theory]
    [InlineData("Pass")]
    [InlineData("Fail")]
    [InlineData("Error")]
    [InlineData("Inconclusive")]
    [InlineData("Not run")]
    [InlineData("Waived")]
    public async Task every_verdict_is_said_in_words(string word) =>
        (await Ledger.NoGo().HtmlAsync()).ShouldContain($"</span>{word}</span>");

    [Fact]
    public async Task every_outcome_is_said_in_words()
    {
        (await Ledger.Go().HtmlAsync()).ShouldContain(">GO</h2>");
        (await Ledger.NoGo().HtmlAsync()).ShouldContain(">NO-GO</h2>");
        (await Ledger.RolledBack().HtmlAsync()).ShouldContain(">ROLLED BACK</h2>");
        (await Ledger.Waiting().HtmlAsync()).ShouldContain(">WAITING</h2>");
        (await Ledger.Begun().HtmlAsync()).ShouldContain(">NOT RUN</h2>");
        (await Ledger.Begun().Happened(new RunEvent.StepBegan(new("L5"), 1)).HtmlAsync()).ShouldContain(">RUNNING</h2>");
        (await Ledger.Begun().Happened(new RunEvent.RunInterrupted("cancelled", [])).HtmlAsync()).ShouldContain(">INTERRUPTED</h2>");
        (await Rehearsed().HtmlAsync()).ShouldContain(">REHEARSED</h2>");
    }

    [Fact]
    public async Task a_run_of_nothing_says_not_run_and_is_not_green()
    {
        var run = new ToldRun(LedgerPlan.Plan with { Items = [] }, []).Happened(new RunEvent.RunEnded(Outcome.Go, "Every gate is open."));
        var html = await run.HtmlAsync();
        html.ShouldContain("class=\"verdict open\"");
        html.ShouldContain(">NOT RUN</h2>");
        html.ShouldNotContain("class=\"verdict go\"");
    }

    [Fact]
    public async Task a_demonstration_says_so() =>
        (await Ledger.NoGo(it => it with { Demonstration = true }).HtmlAsync()).ShouldContain("<strong>Demonstration.</strong>");

    [Fact]
    public async Task names_without_keys_are_called_attestations()
    {
        var html = await Ledger.Go().HtmlAsync();
        html.ShouldContain("<strong>Attested by name.</strong>");
        html.ShouldContain("<b>Attestation by name</b>");
    }

    [Fact]
    public async Task every_attempt_stays_in_sight()
    {
        var html = await Ledger.Go().HtmlAsync();
        html.ShouldContain("<b>Attempt 1</b>");
        html.ShouldContain("<b>Attempt 3</b>");
        html.ShouldContain("3rd attempt");
    }

    [Fact]
    public async Task it_names_what_it_can_be_held_against()
    {
        var run = Ledger.NoGo();
        var html = await run.HtmlAsync();
        html.ShouldContain(run.Report.JournalHead);
        html.ShouldContain(run.Report.PlanDigest["sha256:".Length..]);
        html.ShouldContain(run.Report.Started.DocumentSha256);
        html.ShouldContain("slipway status 20261120-010300-3f9a");
    }

    [Fact]
    public async Task rendering_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => ReportHtml.RenderAsync(Ledger.Go().Report, _ => null, source.Token));
    }

    [Fact]
    public async Task ten_thousand_items_are_all_told()
    {
        var run = LongNight.Of(10_000);
        var html = await run.HtmlAsync();
        Regex.Count(html, "<li class=\"item").ShouldBe(10_000);
    }

    private static ToldRun Rehearsed()
    {
        var run = Ledger.Begun(it => it with { Mode = RunMode.Rehearse });
        return run.Tried("L5", Verdict.Pass, "v4.2.0", 1, run.Saw("git describe", Verdict.Pass, "v4.2.0"))
            .Happened(new RunEvent.RunEnded(Outcome.Rehearsed, "Nothing that could be decided failed."));
    }

    /// <summary>What is said and how it stands, without the style sheet and the blanks between the tags.</summary>
    private static string Structure(string html)
    {
        var bare = Regex.Replace(html, "<style>.*?</style>", "<style></style>", RegexOptions.Singleline);
        bare = Regex.Replace(bare, "sha256-.+?&#x27;", "sha256-…&#x27;");
        return string.Join('\n', bare.Split('\n').Select(it => it.Trim()).Where(it => it.Length > 0)) + "\n";
    }
}
