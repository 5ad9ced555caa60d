using System.Globalization;
using System.Text;
using Slipway.Checklists.Filling;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Tests.Filling;

public sealed class PlaceFinderTests
{
    [Theory]
    [InlineData("- [ ] Build is green", "[ ] Box")]
    [InlineData("- [x] Build is green", "[x] Box")]
    [InlineData("* [X] Build is green", "[X] Box")]
    [InlineData("1. [ ] Build is green", "[ ] Box")]
    [InlineData("   12) [ ] Build is green", "[ ] Box")]
    [InlineData("> - [ ] Quoted", "[ ] Box")]
    [InlineData("- [ ] ✅ The box wins", "[ ] Box")]
    [InlineData("- ☐ Build is green", "☐ Box")]
    [InlineData("☑ Build is green", "☑ Box")]
    [InlineData("- □ Build is green", "□ Box")]
    [InlineData("- ⬜ Build is green", "⬜ Box")]
    [InlineData("- ⬜\uFE0F Build is green", "⬜\uFE0F Box")]
    [InlineData("- ✅ A claim, no box", "")]
    [InlineData("- [x](https://example.org) a link", "")]
    [InlineData("- [x]: https://example.org", "")]
    [InlineData("- Use a[x] in code", "")]
    [InlineData("- <!-- [ ] hidden -->", "")]
    [InlineData("- `[ ]` shown", "")]
    public void a_box_is_found_in_every_shape(string line, string expected) => Told(line).ShouldBe(expected);

    [Fact]
    public void a_green_tick_is_a_box_where_the_document_has_white_squares() => Told("- ✅ Built\n- ⬜ Tested", line: 1).ShouldBe("✅ Box");

    [Theory]
    [InlineData("**Deployment Date**: ___________  ", "___________ Date 'Deployment Date'")]
    [InlineData("**Deployment Engineer**: ___________", "___________ Name 'Deployment Engineer'")]
    [InlineData("- [ ] **Tech Lead Approval**: ___________  (Signature & Date)", "[ ] Box | ___________ Name 'Tech Lead Approval'")]
    [InlineData("- [ ] **SSL certificates** installed and valid (expires: _______)", "[ ] Box | _______ Date 'expires'")]
    [InlineData("**Start Time**: ___________", "___________ Time 'Start Time'")]
    [InlineData("- [ ] **All verification checks passed**: ______/10", "[ ] Box | ______ Number 'All verification checks passed' /10")]
    [InlineData("- [ ] Average query time _______ ms (target: <100ms)", "[ ] Box | _______ Number 'Average query time' ms")]
    [InlineData("- [ ] Throughput: _______ requests/second (target: >100/sec)", "[ ] Box | _______ Number 'Throughput' requests/second")]
    [InlineData("- [ ] **CPU**: _______% (target: <70%)", "[ ] Box | _______ Number 'CPU' %")]
    [InlineData("- Backup size: _______ GB", "_______ Number 'Backup size' GB")]
    [InlineData("- Backup file: ___________", "___________ Text 'Backup file'")]
    [InlineData("- ___________", "___________ Text")]
    [InlineData("- Queue size: `_____` (target: < 100)", "_____ Number 'Queue size'")]
    [InlineData("- Duration: `___ hours`", "___ Number 'Duration' hours")]
    [InlineData("- P1 alerts: `___ rules` configured", "___ Number 'P1 alerts' rules")]
    [InlineData("- API response time (P95): `_____ ms` (target: < 500ms)", "_____ Number 'API response time (P95)' ms")]
    [InlineData("- Error rate: `_____%` (target: < 0.1%)", "_____ Number 'Error rate' %")]
    [InlineData("- QA Lead: ********\\_******** Date: **\\_\\_\\_**", "********\\_******** Name 'QA Lead' | \\_\\_\\_ Date 'Date'")]
    [InlineData("- Monitoring verified: ____ Date: ____", "____ Name 'Monitoring verified' | ____ Date 'Date'")]
    [InlineData("**Team Notified**: ____", "____ Text 'Team Notified'")]
    [InlineData("- Window: ____:____", "____:____ Time 'Window'")]
    [InlineData("- Signed on __/__/____", "__/__/____ Date 'Signed on'")]
    [InlineData("- Name: ____ Date: ____ Time: ____", "____ Name 'Name' | ____ Date 'Date' | ____ Time 'Time'")]
    [InlineData("Datum: ________", "________ Date 'Datum'")]
    [InlineData("签名：________", "________ Name '签名'")]
    [InlineData("Cost: $____", "____ Number 'Cost'")]
    public void a_blank_is_found_with_its_label_kind_and_unit(string line, string expected) => Told(line).ShouldBe(expected);

    [Theory]
    [InlineData("___")]
    [InlineData("__init__ and ___bold___ stay")]
    [InlineData("See snake___case and MY___VAR")]
    [InlineData("[___](https://example.org/___/x)")]
    [InlineData("https://example.org/___/x")]
    [InlineData("Run `git tag v___` and `a / b / 1`")]
    [InlineData("- a / b are folders, read and/or write")]
    [InlineData("## Go / No-Go")]
    [InlineData("- Frontend / Backend: reviewed")]
    [InlineData("> [!NOTE]")]
    [InlineData("- See [the guide] and [Name][1]")]
    [InlineData("- **Docs:** [Runbook]\n\n[Runbook]: https://example.org")]
    [InlineData("- Owner: Ada / Grace")]
    public void what_only_looks_like_a_blank_is_none(string text) => Told(text, line: 1).ShouldBe("");

    [Theory]
    [InlineData("- Error rate < 0.1%: `Yes / No`", "Yes / No Choice 'Error rate < 0.1%' {Yes,No}")]
    [InlineData("- Go / No-Go decision: `GO / NO-GO`", "GO / NO-GO Choice 'Go / No-Go decision' {GO,NO-GO}")]
    [InlineData("- Smoke: PASS / FAIL", "PASS / FAIL Choice 'Smoke' {PASS,FAIL}")]
    [InlineData("- Smoke: **PASS / FAIL**", "PASS / FAIL Choice 'Smoke' {PASS,FAIL}")]
    [InlineData("- Smoke [PASS/FAIL]", "[PASS/FAIL] Choice 'Smoke' {PASS,FAIL}")]
    [InlineData("- Backup verified? (Y/N)", "Y/N Choice 'Backup verified?' {Y,N}")]
    [InlineData(
        "- Trend: `Stable / Increasing / Decreasing`",
        "Stable / Increasing / Decreasing Choice 'Trend' {Stable,Increasing,Decreasing}"
    )]
    [InlineData(
        "**Status:** `STABLE / NEEDS ATTENTION / ROLLBACK REQUIRED`",
        "STABLE / NEEDS ATTENTION / ROLLBACK REQUIRED Choice 'Status' {STABLE,NEEDS ATTENTION,ROLLBACK REQUIRED}"
    )]
    [InlineData("**Decision:** ROLLBACK / PATCH / MONITOR", "ROLLBACK / PATCH / MONITOR Choice 'Decision' {ROLLBACK,PATCH,MONITOR}")]
    [InlineData("**Status:** □ GO LIVE  □ ROLLBACK  □ HOLD", "□ GO LIVE  □ ROLLBACK  □ Choice 'Status' {GO LIVE,ROLLBACK,HOLD}")]
    [InlineData("**STATUS: [ ] SUCCESS [ ] ROLLBACK REQUIRED**", "[ ] SUCCESS [ ] Choice 'STATUS' {SUCCESS,ROLLBACK REQUIRED}")]
    [InlineData("- [ ] Deployed: [ ] Yes [ ] No", "[ ] Box | [ ] Yes [ ] Choice 'Deployed' {Yes,No}")]
    [InlineData("- Result: Pass/Fail/N/A", "Pass/Fail/N/A Choice 'Result' {Pass,Fail,N/A}")]
    [InlineData("- Freigabe: Ja / Nein", "Ja / Nein Choice 'Freigabe' {Ja,Nein}")]
    public void a_pick_list_is_found_with_its_choices(string line, string expected) => Told(line).ShouldBe(expected);

    [Theory]
    [InlineData("**Deployment Lead:** [Name]", "[Name] Name 'Deployment Lead'")]
    [InlineData("- On call: [your name here]", "[your name here] Name 'On call'")]
    [InlineData("- Approved at [HH:MM]", "[HH:MM] Time 'Approved at'")]
    [InlineData("- Ticket: [Change request]", "[Change request] Text 'Ticket'")]
    public void words_in_brackets_that_ask_for_an_answer_are_a_blank(string line, string expected) => Told(line).ShouldBe(expected);

    [Theory]
    [InlineData("| p95 | < 500 ms | | |", "  Number 'Actual' |   Status 'Status'")]
    [InlineData("| p95 | < 500 ms | `_____` | ☐ |", "_____ Number 'Actual' | ☐ Box 'Status'")]
    [InlineData("| p95 | < 500 ms | TBD | ☐ Pass ☐ Fail |", " TBD  Number 'Actual' | ☐ Pass ☐ Choice 'Status' {Pass,Fail}")]
    [InlineData("| p95 | < 500 ms | 212 ms | PASS / FAIL |", "PASS / FAIL Choice 'Status' {PASS,FAIL}")]
    [InlineData("| a \\| b | ||___ ms|", " Number 'Actual' | ___ Number 'Status' ms")]
    public void the_cells_of_a_row_are_filled_under_columns_that_ask_for_it(string row, string expected) =>
        Told($"| Metric | Target | Actual | Status |\n|---|---|:--:|---|\n| first | x | y | z |\n{row}", line: 4)
            .Replace("  Number", " Number", StringComparison.Ordinal)
            .Replace("   Status", " Status", StringComparison.Ordinal)
            .ShouldBe(
                expected.Replace("  Number", " Number", StringComparison.Ordinal).Replace("   Status", " Status", StringComparison.Ordinal)
            );

    [Fact]
    public void an_empty_cell_of_another_column_is_left_alone() => Told("| Role | Phone |\n|---|---|\n| Lead | |", line: 3).ShouldBe("");

    [Fact]
    public void headings_of_a_table_are_no_places() => Told("| Name | Yes / No |\n|---|---|\n| | |", line: 1).ShouldBe("");

    [Fact]
    public void lines_of_a_fence_and_of_a_comment_are_left_alone()
    {
        var finder = new PlaceFinder(
            SourceText.Read(Encoding.UTF8.GetBytes("- [ ] Run\n  ```\n  Name: ____\n  ```\n  <!--\n  Name: ____\n  -->\n  By: ____"))
        );

        finder.Find(1, 1, 8).Select(it => it.Kind).ShouldBe([PlaceKind.Box, PlaceKind.Name]);
    }

    [Fact]
    public void boxes_and_blanks_of_an_item_are_counted_on_their_own()
    {
        var finder = new PlaceFinder(SourceText.Read(Encoding.UTF8.GetBytes("# T\n- [ ] Lead: ____ Date: ____\n  Note: ____")));

        finder
            .Find(2, 2, 3)
            .Select(it => (it.Line, it.Kind, it.Index))
            .ShouldBe([(2, PlaceKind.Box, 0), (2, PlaceKind.Name, 0), (2, PlaceKind.Date, 1), (2, PlaceKind.Text, 2)]);
    }

    [Fact]
    public void a_garbled_box_is_found_by_its_own_bytes()
    {
        var garbled = Encoding.UTF8.GetBytes("- â˜\u0090 Build â‰¥ 80 %");

        var box = new PlaceFinder(SourceText.Read(garbled)).Find(1, 1, 1).ShouldHaveSingleItem();

        Encoding.UTF8.GetString(garbled.AsSpan(box.Offset, box.Length)).ShouldBe("â˜\u0090");
        box.TickedText.ShouldBe("☑");
    }

    private static string Told(string text, int? line = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var places = new PlaceFinder(SourceText.Read(bytes)).Find(line ?? 1, line ?? 1, line ?? 1);
        return string.Join(" | ", places.Select(it => Told(it, Encoding.UTF8.GetString(bytes.AsSpan(it.Offset, it.Length)))));
    }

    private static string Told(Place place, string text)
    {
        var label = place.Label.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" '{place.Label}'");
        var unit = place.Unit is null ? "" : $" {place.Unit}";
        var choices = place.Choices.Count == 0 ? "" : $" {{{string.Join(',', place.Choices)}}}";
        return $"{text} {place.Kind}{label}{unit}{choices}";
    }
}
