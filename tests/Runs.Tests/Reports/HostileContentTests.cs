using System.Net;
using System.Text.RegularExpressions;
using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Reports;

namespace Slipway.Runs.Tests.Reports;

public sealed class HostileContentTests
{
    public static TheoryData<string> Attacks =>
        [
            "<script>alert(1)</script>",
            "</style><script>alert(1)</script>",
            "</title><script>alert(1)</script>",
            "\" onmouseover=\"alert(1)",
            "' onfocus='alert(1)' autofocus='",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "--><script>alert(1)</script><!--",
            "]]><script>alert(1)</script>",
            "<a href=\"javascript:alert(1)\">go</a>",
            "<meta http-equiv=refresh content=0;url=http://evil.example>",
            "<base href=http://evil.example><form action=http://evil.example>",
        ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task words_of_a_document_never_become_markup(string attack)
    {
        var html = await Everywhere(attack).HtmlAsync();
        var plain = await Everywhere("harmless").HtmlAsync();
        Tags(html).ShouldBe(Tags(plain));
    }

    [Fact]
    public async Task a_step_with_a_hostile_name_is_only_an_anchor()
    {
        var item = LedgerPlan.Plan.Items[0];
        var step = ToldRun.StepOf(item, Work.Ask, it => it with { Id = new("javascript:alert(1)\"><script>") });
        var html = await new ToldRun(LedgerPlan.Plan with { Items = [item] }, [step]).HtmlAsync();
        Regex.Matches(html, "href=\"(?!#|evidence/[0-9a-f]{64}\\.gz\")").ShouldBeEmpty();
        html.ShouldNotContain("<script");
    }

    [Fact]
    public async Task what_a_terminal_would_obey_is_shown()
    {
        var html = await Everywhere("a\u001b]0;title\u0007b\u001b[2Jc\u009b31md\u0000").HtmlAsync();
        WebUtility.HtmlDecode(html).ShouldContain("a␛]0;title␇b␛[2Jc⟨U+009B⟩31md␀");
        html.Any(it => it is < ' ' and not '\n' and not '\t' || it is >= '\u007f' and <= '\u009f').ShouldBeFalse();
    }

    [Theory]
    [InlineData("safe\u202egnp.exe", "safe⟨U+202E⟩gnp.exe")]
    [InlineData("a\u2066b\u2069", "a⟨U+2066⟩b⟨U+2069⟩")]
    [InlineData("pay\u200bpal", "pay⟨U+200B⟩pal")]
    [InlineData("rm\u200d-rf", "rm⟨U+200D⟩-rf")]
    [InlineData("soft\u00adhyphen", "soft⟨U+00AD⟩hyphen")]
    [InlineData("tag\U000E0041", "tag⟨U+E0041⟩")]
    [InlineData("line\u2028break", "line⟨U+2028⟩break")]
    public void what_hides_or_turns_writing_is_named(string text, string shown) => Plainly.Line(text).ShouldBe(shown);

    [Fact]
    public void half_a_character_is_replaced() => Plainly.Line($"half{(char)0xd800}").ShouldBe("half\ufffd");

    [Theory]
    [InlineData("Größe – naïve “quoted” 日本語 ✓")]
    [InlineData("👩\u200d💻 deploys 🚀")]
    [InlineData("می\u200cخواهم")]
    public void what_people_write_stays(string text) => Plainly.Line(text).ShouldBe(text);

    [Fact]
    public void colours_of_raw_output_are_left_out_and_other_sequences_are_shown() =>
        Plainly
            .Output("\u001b[1;32mok\u001b[0m\r\n10 %\r100 %\n\u001b[8mhidden\u001b[0m\u001b[3A\u001b[")
            .ShouldBe("ok\n10 %␍\n100 %\nhidden␛[3A␛[");

    [Fact]
    public void a_long_text_is_cut_and_says_so() => Plainly.Line(new string('x', 5_000)).ShouldEndWith("xxx … (1,000 more characters)");

    [Fact]
    public async Task raw_output_of_a_megabyte_is_bounded_and_names_where_the_rest_is()
    {
        var output = string.Concat(Enumerable.Range(0, 100_000).Select(it => $"line {it:00000}\n")) + "the very end\n";
        var run = Ledger.Begun();
        run.Tried("L6", Verdict.Pass, "exit 0", 1, run.Saw("yes", Verdict.Pass, "exit 0", output));
        var html = await run.HtmlAsync();
        html.Length.ShouldBeLessThan(120_000);
        html.ShouldContain("line 00000");
        html.ShouldContain("the very end");
        html.ShouldContain($"left out here: see <a href=\"evidence/{Digest.Of(output).Hex}.gz\" download>");
    }

    [Fact]
    public void all_raw_output_together_is_bounded()
    {
        var run = Ledger.Begun();
        run.Tried(
            "L6",
            Verdict.Pass,
            "exit 0",
            1,
            [.. Enumerable.Range(0, 10).Select(it => run.Saw("yes", Verdict.Pass, "", $"{it}{new string('y', 999)}"))]
        );
        var outputs = new RawOutputs(run.Report, run.Find, new RawLimits(1_000, 4_500));
        var shown = run.State.Steps[new("L6")].Attempts[0].Evidence.Select(it => outputs[it.Outputs[0]].Head is not null).ToList();
        shown.ShouldBe([true, true, true, true, false, false, false, false, false, false]);
    }

    [Fact]
    public async Task evidence_that_is_missing_is_said_to_be_missing()
    {
        var html = await ReportHtml.RenderAsync(Ledger.Go().Report, _ => null, TestContext.Current.CancellationToken);
        html.ShouldContain("missing from the evidence");
    }

    [Fact]
    public async Task output_that_is_cut_inside_a_character_stays_readable()
    {
        var run = Ledger.Begun();
        run.Tried("L6", Verdict.Pass, "exit 0", 1, run.Saw("yes", Verdict.Pass, "", "a" + string.Concat(Enumerable.Repeat("€", 40_000))));
        (await run.HtmlAsync()).ShouldNotContain("\ufffd");
    }

    private static List<string> Tags(string html)
    {
        var bare = Regex.Replace(html, "<style>.*?</style>", "", RegexOptions.Singleline);
        return [.. Regex.Matches(bare, @"<[/!a-zA-Z][^>]*?(?=[\s>])").Select(it => it.Value)];
    }

    /// <summary>A run in which every text that comes from outside is this one.</summary>
    internal static ToldRun Everywhere(string text)
    {
        var item = new PlanItem
        {
            Line = 3,
            Text = text,
            Kind = ItemKind.Signoff,
            Phase = text,
            Role = text,
            Condition = text,
            Why = text,
            Commands = [new(3, text, Effect.Reads) { Title = text }],
        };
        var looked = item with { Line = 4, Kind = ItemKind.Command };
        var left = item with { Line = 5, Kind = ItemKind.Manual };
        var plan = LedgerPlan.Plan with
        {
            Source = new(text, new string('d', 64), "none"),
            Title = text,
            Items = [item, looked, left],
            Findings = [new(3, 1, "SW1101", text, Severity.Error, text, text)],
        };
        var steps = new[]
        {
            ToldRun.StepOf(item, Work.Ask, it => it with { Condition = null, Expect = text, Blocked = [text] }),
            ToldRun.StepOf(looked, Work.Block),
            ToldRun.StepOf(left, Work.Ask),
        };
        var run = new ToldRun(plan, steps, it => it with { Environment = text, Operator = text, TimeZone = text, Now = text });
        run.Answered("L3", text, text, role: text, comment: text)
            .Tried("L4", Verdict.Fail, text, 1, run.Saw(text, Verdict.Fail, text, text, text) with { Place = text })
            .Happened(new RunEvent.FailureAccepted(new("L4"), text, text))
            .Happened(new RunEvent.DestructionConfirmed(new("L4"), text, text))
            .Waived("L4", text, text, text, 1)
            .Left("L5", LeftBecause.ByChoice, text, text)
            .Happened(new RunEvent.RunInterrupted(text, [text]));
        return run;
    }
}
