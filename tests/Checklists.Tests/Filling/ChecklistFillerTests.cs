using System.Text;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Tests.Filling;

public sealed class ChecklistFillerTests
{
    [Theory]
    [InlineData("- [ ] Built", "- [ ] Built <!-- slipway-result: Fail exit 1 -->")]
    [InlineData("- [ ] Built  \nnext", "- [ ] Built <!-- slipway-result: Fail exit 1 -->  \nnext")]
    [InlineData("- [ ] Built\\\nnext", "- [ ] Built <!-- slipway-result: Fail exit 1 -->\\\nnext")]
    [InlineData("## Phase 1 ##", "## Phase 1 <!-- slipway-result: Fail exit 1 --> ##")]
    [InlineData("| a | b |", "| a | b | <!-- slipway-result: Fail exit 1 -->")]
    [InlineData("  ```bash\r\n  ls\r\n  ```\r\n", "  <!-- slipway-result: Fail exit 1 -->\r\n  ```bash\r\n  ls\r\n  ```\r\n")]
    public void a_comment_stands_where_it_changes_nothing_that_is_shown(string text, string expected) =>
        Annotated(text, 1, "Fail exit 1").ShouldBe(expected);

    [Fact]
    public void the_comment_of_a_command_stands_above_its_fence()
    {
        var document = Documents.Of("```bash\nls\n```\n");
        var plan = document.Plan with { Items = [document.Plan.Items[1] with { Line = 2, InsideBlock = 1 }] };

        var filled = ChecklistFiller.Fill(new(document.Bytes, plan, []), [new() { Line = 2, Annotation = "Pass" }]);

        Encoding.UTF8.GetString(filled).ShouldBe("<!-- slipway-result: Pass -->\n```bash\nls\n```\n");
    }

    [Theory]
    [InlineData("ok --> <b>", "ok - -&gt; &lt;b&gt;")]
    [InlineData("a\nb|c --", "a b/c")]
    public void a_comment_cannot_be_left(string said, string written) =>
        Annotated("- x", 1, said).ShouldBe($"- x <!-- slipway-result: {written} -->");

    [Fact]
    public void what_has_no_place_is_not_written() =>
        Filled(
                "- Built",
                new ItemFilling
                {
                    Line = 1,
                    Tick = true,
                    Blanks = new Dictionary<int, string> { [0] = "x", [7] = "y" },
                }
            )
            .ShouldBe("- Built");

    [Fact]
    public void a_value_of_nothing_leaves_the_blank() =>
        Filled(
                "- By: ____",
                new ItemFilling
                {
                    Line = 1,
                    Blanks = new Dictionary<int, string> { [0] = " \n " },
                }
            )
            .ShouldBe("- By: ____");

    [Fact]
    public void a_value_that_is_no_choice_is_written_as_text() =>
        Filled(
                "- Smoke: `PASS / FAIL`",
                new ItemFilling
                {
                    Line = 1,
                    Blanks = new Dictionary<int, string> { [0] = "not run" },
                }
            )
            .ShouldBe("- Smoke: `not run`");

    [Fact]
    public void boxes_side_by_side_stay_when_the_value_is_none_of_them() =>
        Filled(
                "**Status:** □ GO  □ HOLD",
                new ItemFilling
                {
                    Line = 1,
                    Blanks = new Dictionary<int, string> { [0] = "maybe" },
                }
            )
            .ShouldBe("**Status:** □ GO  □ HOLD");

    [Fact]
    public void boxes_side_by_side_show_one_choice_only() =>
        Filled(
                "**Status:** [x] GO [ ] HOLD",
                new ItemFilling
                {
                    Line = 1,
                    Blanks = new Dictionary<int, string> { [0] = "HOLD" },
                }
            )
            .ShouldBe("**Status:** [ ] GO [x] HOLD");

    [Fact]
    public void of_two_fillings_for_a_line_the_later_wins() =>
        Filled("- [ ] Built", new ItemFilling { Line = 1, Tick = true }, new ItemFilling { Line = 1, Tick = false })
            .ShouldBe("- [ ] Built");

    [Theory]
    [InlineData("cp1252", "- â˜\u0090 Lead: ____ (target â‰¥ 80 %)", "- â˜‘ Lead: ZoÃ« (target â‰¥ 80 %)")]
    [InlineData("mac-roman", "- [ ] Lead: ____ ‚úÖ", "- [x] Lead: Zo√´ ‚úÖ")]
    public void a_garbled_document_stays_garbled_in_one_way(string codec, string text, string expected)
    {
        var filled = Filled(
            text,
            new ItemFilling
            {
                Line = 1,
                Tick = true,
                Blanks = new Dictionary<int, string> { [0] = "Zoë" },
            }
        );

        filled.ShouldBe(expected);
        var again = SourceText.Read(Encoding.UTF8.GetBytes(filled));
        again.Repaired.ShouldBe(codec);
        again.Text.ShouldContain("Lead: Zoë");
    }

    private static string Annotated(string text, int line, string said) => Filled(text, new ItemFilling { Line = line, Annotation = said });

    private static string Filled(string text, params ItemFilling[] fillings) =>
        Encoding.UTF8.GetString(ChecklistFiller.Fill(Documents.Of(text), fillings));
}
