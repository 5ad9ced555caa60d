using System.Text;
using System.Text.Json.Nodes;

namespace Slipway.EndToEnd;

/// <summary>Any Markdown checklist is the source, nothing is dropped (promise 1), and it comes back filled in, byte for byte (promise 2).</summary>
public sealed class DocumentTests : IDisposable
{
    private const string Forms = """
        # Odd forms

        **Date:** ____________
        **Owner**: [Name]

        ## Before

        - [ ] plain box
        * [x] starred, ticked
        1. [ ] numbered box
        > - [ ] quoted box
        ☐ glyph box
        - [ ] parent
          - child blank: `_____ ms` (target: < 500ms)
          - pick: `Yes / No`

        | Metric | Target | Actual | Status |
        |---|---|---|---|
        | Error rate | < 1% | `_____` | ☐ |

        ## Deploy

        ```bash
        # 1. look
        ls
        # 2. look again
        pwd
        ```

        Words that nobody understands: blorp the frobnicator.

        ## Rollback triggers

        - Error rate > 10% for 5 minutes

        ## Sign-off

        | Role | Name | Date |
        |---|---|---|
        | QA Lead | | |
        """;

    private readonly Workplace _work = new();

    [Fact]
    [Trait("Promise", "1")]
    public async Task every_box_step_row_and_trigger_of_a_document_is_in_the_plan_with_the_rule_that_put_it_there()
    {
        _work.With("forms.md", Forms);

        var plan = await _work.SlipwayAsync("plan", "forms.md", "--format", "json");

        plan.ExitCode.ShouldBe(0, plan.Err);
        var items = JsonNode.Parse(plan.Out)!["items"]!.AsArray();
        var lines = items.Select(it => (int)it!["line"]!).ToHashSet();
        var wanted = Forms.Split('\n').Select((text, at) => (text, line: at + 1)).Where(it => IsItem(it.text));
        wanted.Where(it => !lines.Contains(it.line)).Select(it => it.text).ShouldBeEmpty();
        items.ShouldAllBe(it => ((string)it!["why"]!).Length > 0);
    }

    [Fact]
    [Trait("Promise", "1")]
    public async Task a_document_in_many_forms_is_carried_out_and_every_line_of_it_is_answered_for()
    {
        _work.With("forms.md", Forms);

        var run = await _work.SlipwayAsync("run", "forms.md", "--rehearse");

        run.ExitCode.ShouldBe(0, run.Err);
        var plan = JsonNode.Parse((await _work.SlipwayAsync("plan", "forms.md", "--format", "json")).Out)!["items"]!.AsArray();
        var told = _work.Filled.Split("slipway-result").Length - 1;
        told.ShouldBeGreaterThanOrEqualTo(plan.Count(it => (string)it!["kind"]! != "heading-group" && it["insideBlock"] is null) - 1);
    }

    [Fact]
    [Trait("Promise", "1")]
    public async Task explain_says_the_rule_of_a_line_and_how_to_say_it_otherwise()
    {
        _work.With("forms.md", Forms);

        var explained = await _work.SlipwayAsync("explain", $"forms.md:{LineOf("- Error rate > 10%")}");

        explained.ExitCode.ShouldBe(0, explained.Err);
        explained.Out.ShouldContain("trigger");
        explained.Out.ShouldContain("value > 10 %");
        explained.Out.ShouldContain("<!-- slipway:");
    }

    [Theory]
    [Trait("Promise", "2")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task without_answers_the_same_bytes_come_back(string lineEnd)
    {
        var bytes = new byte[] { 0xEF, 0xBB, 0xBF }
            .Concat(Encoding.UTF8.GetBytes(Forms.ReplaceLineEndings(lineEnd) + "\t \xa0 trailing  "))
            .ToArray();
        await File.WriteAllBytesAsync(_work.In("forms.md"), bytes, TestContext.Current.CancellationToken);

        (await FilledAsync("fill", "forms.md")).ShouldBe(bytes);
    }

    [Fact]
    [Trait("Promise", "2")]
    public async Task answers_go_into_boxes_and_blanks_and_nothing_else_changes()
    {
        _work.With("forms.md", Forms);
        _work.With("answers.yaml", $"8: x\n9: false\nchild blank: 212\npick: \"Yes\"\nOwner: Ada\n{LineOf("| Error rate")}: 0.4\n");

        var filled = Encoding.UTF8.GetString(await FilledAsync("fill", "forms.md", "--answers", "answers.yaml"));

        filled.ShouldBe(
            Forms
                .Replace("- [ ] plain box", "- [x] plain box", StringComparison.Ordinal)
                .Replace("* [x] starred", "* [ ] starred", StringComparison.Ordinal)
                .Replace("`_____ ms`", "`212 ms`", StringComparison.Ordinal)
                .Replace("`Yes / No`", "`Yes`", StringComparison.Ordinal)
                .Replace("[Name]", "Ada", StringComparison.Ordinal)
                .Replace("| `_____` |", "| `0.4` |", StringComparison.Ordinal)
        );
    }

    [Fact]
    [Trait("Promise", "2")]
    public async Task a_run_fills_the_document_from_its_evidence()
    {
        _work.With(
            "list.md",
            """
            # Fill

            **Start time:** `_______________`

            - [ ] **Table counted**
              ```bash
              echo 7
              ```
              - Rows: `_____` (target: > 5) <!-- slipway: check=command run="echo 7" -->
              - Looks right: `Yes / No`
            - [ ] QA Lead: ********\_******** Date: **\_\_\_**
            """
        );
        _work.With("slipway.yaml", "environments:\n  here:\n    signatures: by-name\n    time-zone: Asia/Bangkok\n");

        var run = await _work.SlipwayAsync("run", "list.md", "--yes", "--sign", "QA Lead=Ada Lovelace", "--answer", "Looks right=Yes");

        run.ExitCode.ShouldBe(0, run.Err);
        var filled = _work.Filled;
        filled.ShouldMatch(@"\*\*Start time:\*\* `20\d\d-\d\d-\d\d \d\d:\d\d \+07:00`");
        filled.ShouldContain("- [x] **Table counted**");
        filled.ShouldContain("- Rows: `7` (target: > 5)");
        filled.ShouldContain("- Looks right: `Yes`");
        filled.ShouldMatch(@"- \[x\] QA Lead: .*Ada Lovelace.* Date: .*20\d\d-");
    }

    private static int LineOf(string start) => Array.FindIndex(Forms.Split('\n'), it => it.StartsWith(start, StringComparison.Ordinal)) + 1;

    private async Task<byte[]> FilledAsync(params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo(Workplace.Executable, arguments)
            {
                WorkingDirectory = _work.Folder,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        using var bytes = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0);
        return bytes.ToArray();
    }

    private static bool IsItem(string line) =>
        line.Contains("[ ]", StringComparison.Ordinal)
        || line.Contains("[x]", StringComparison.Ordinal)
        || line.Contains('☐', StringComparison.Ordinal)
        || line.StartsWith("```bash", StringComparison.Ordinal)
        || line.StartsWith("- Error rate >", StringComparison.Ordinal)
        || line.StartsWith("| QA Lead", StringComparison.Ordinal)
        || line.Contains("____", StringComparison.Ordinal)
        || line.Contains("Yes / No", StringComparison.Ordinal);

    public void Dispose() => _work.Dispose();
}
