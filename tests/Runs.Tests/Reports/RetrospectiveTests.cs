using System.Text.RegularExpressions;
using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Reports;

public sealed class RetrospectiveTests
{
    [Fact]
    public void a_draft_is_what_its_golden_file_says() =>
        Golden.Matches("retrospective.md", RetrospectiveMarkdown.Write(Overnight.NoGo().Report));

    [Fact]
    public void what_went_on_although_it_failed_is_said_and_proposed()
    {
        var draft = Retrospective.Of(Overnight.NoGo().Report);

        draft.DidNot.ShouldContain(it => it.Where == "line 23" && it.Text.Contains("Ade Nwosu went on: to see whether it settles."));
        draft.DidNot[0].Text.ShouldStartWith("The run ended as NO-GO");
        draft.Actions.ShouldContain(it => it.Where == "line 41" && it.Text.Contains("stayed shut"));
    }

    [Fact]
    public void a_night_that_went_well_has_no_gate_to_open()
    {
        var draft = Retrospective.Of(Ledger.Go().Report);

        draft.Actions.ShouldNotContain(it => it.Text.Contains("stayed shut"));
        draft.WentWell[0].Text.ShouldMatch(@"^\d+ of \d+ gates? opened, \d+ of them by evidence and at the first attempt\.$");
    }

    [Fact]
    public void a_way_back_that_was_gone_is_told_with_its_reason()
    {
        var draft = Retrospective.Of(Overnight.RolledBack().Report);

        draft.WentWell.ShouldContain(it => it.Text == "The way back was gone, and every step of it verified.");
        draft.DidNot[0].Text.ShouldContain("the error rate is 7.9 %");
    }

    [Fact]
    public void people_who_were_waited_for_are_counted_by_role()
    {
        var people = Retrospective.Of(Overnight.Go().Report).People;

        people.ShouldContain(it => it.Role == "Security Lead" && it.Questions == 1 && it.Longest == TimeSpan.FromSeconds(1_380));
        people.Select(it => it.Together).ShouldBe(people.Select(it => it.Together).OrderDescending());
    }

    [Fact]
    public void comments_of_people_are_kept() =>
        Retrospective.Of(Overnight.Go().Report).Written.ShouldContain(it => it.Text.Contains("Batch is clean, support is staffed."));

    [Fact]
    public void blanks_under_lessons_and_action_items_are_taken_over()
    {
        var draft = Retrospective.Of(Learned().Report);

        draft.Written.ShouldHaveSingleItem().ShouldBe(new("What went well: The rehearsal", "line 3"));
        draft.Actions.ShouldHaveSingleItem().ShouldBe(new("Build the index first", "line 4"));
    }

    [Fact]
    public void a_box_of_the_draft_is_one_that_lint_finds()
    {
        var text = RetrospectiveMarkdown.Write(Learned().Report);

        RetrospectiveComment.IsIn(text, Learned().Report.Started.Document).ShouldBeTrue();
        text.ShouldContain("\n- [ ] line 4: Build the index first (owner: \\_\\_\\_, by: \\_\\_\\_)\n");
    }

    [Theory]
    [MemberData(nameof(ReportMarkdownTests.Attacks), MemberType = typeof(ReportMarkdownTests))]
    public void words_of_a_document_stay_words(string attack)
    {
        var report = HostileContentTests.Everywhere(attack).Report;
        var comment = RetrospectiveComment.Write(report.Started.Document);
        var text = RetrospectiveMarkdown.Write(report).Replace(comment, "", StringComparison.Ordinal);

        Regex.IsMatch(text, @"@[a-z0-9]|#[0-9]|GH-[0-9]|![0-9]|https?://|www\.", RegexOptions.IgnoreCase).ShouldBeFalse();
        text.ShouldNotContain("<");
        text.Split('\n').ShouldNotContain(it => it.StartsWith('/'));
    }

    [Fact]
    public void ten_thousand_lines_are_counted_and_not_all_told() =>
        RetrospectiveMarkdown.Write(LongNight.Of(10_000).Report).Length.ShouldBeLessThan(60_000);

    private static ToldRun Learned()
    {
        var well = new PlanItem
        {
            Line = 3,
            Text = "___",
            Kind = ItemKind.Field,
            Phase = "What went well",
            Why = "a blank",
        };
        var todo = well with { Line = 4, Phase = "Action items for next deployment" };
        return new ToldRun(
            LedgerPlan.Plan with
            {
                Items = [well, todo],
                Findings = [],
            },
            [ToldRun.StepOf(well, Work.Ask), ToldRun.StepOf(todo, Work.Ask)]
        )
            .Asked("L3", "What went well?", null)
            .Answered("L3", "ana", "The rehearsal")
            .Asked("L4", "What is to be done?", null)
            .Answered("L4", "ana", "Build the index first");
    }
}
