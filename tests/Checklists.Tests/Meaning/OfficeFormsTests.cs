namespace Slipway.Checklists.Tests.Meaning;

/// <summary>Forms that come out of office documents, runbooks and wikis rather than from people who write Markdown.</summary>
public sealed class OfficeFormsTests
{
    [Theory]
    [InlineData("・本番サーバを停止する")]
    [InlineData("(1) 本番サーバを停止する")]
    [InlineData("（1）本番サーバを停止する")]
    [InlineData("① 本番サーバを停止する")]
    [InlineData("１．本番サーバを停止する")]
    [InlineData("1）本番サーバを停止する")]
    public void a_step_is_listed_by_any_mark_that_japanese_documents_use(string step)
    {
        var item = Written.Plan($"# 手順書\n\n## 切戻し手順\n\n{step}\n").On(5);

        item.Kind.ShouldBe(ItemKind.RollbackStep);
        item.Text.ShouldBe("本番サーバを停止する");
    }

    [Theory]
    [InlineData("1 - Parar as regiões")]
    [InlineData("1 – Parar as regiões")]
    [InlineData("A) Parar as regiões")]
    [InlineData("— Parar as regiões")]
    public void a_number_a_letter_or_a_dash_before_a_sentence_lists_it(string step) =>
        Written.Plan($"# Virada do sistema para a noite\n\n## Plano de retorno\n\n{step}\n").On(5).Kind.ShouldBe(ItemKind.RollbackStep);

    [Theory]
    [InlineData("10 - 20 items are usual")]
    [InlineData("(see the wiki) for more")]
    public void a_range_or_an_aside_at_the_begin_of_a_line_lists_nothing(string line) =>
        Written.Plan($"# A\n\n## Rollback\n\n{line}\n").Items.ShouldBeEmpty();

    [Theory]
    [InlineData("■ 切戻し手順")]
    [InlineData("◆切戻し手順")]
    [InlineData("【切戻し手順】")]
    public void a_sign_before_a_few_words_makes_them_a_heading(string heading)
    {
        var plan = Written.Plan($"# リリース手順書\n\n■ 作業\n\n1. サービスを停止する\n\n{heading}\n\n1. サービスを停止する\n");

        plan.On(5).Forward.ShouldBeTrue();
        plan.On(9).Kind.ShouldBe(ItemKind.RollbackStep);
        plan.On(9).Phase.ShouldBe("切戻し手順");
    }

    [Fact]
    public void a_sentence_behind_a_sign_is_no_heading()
    {
        var plan = Written.Plan("# 手順書\n\n## 作業\n\n■ 切戻しは必ず責任者に連絡してから実施する。\n\n1. サービスを停止する\n");

        plan.On(7).Forward.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Prérequis", "La recette est validée avec les équipes pour la nuit")]
    [InlineData("Smoke tests", "Search answers for the largest tenant")]
    [InlineData("Funktionstest", "Die Anmeldung mit der Karte ist möglich und wird nicht verzögert")]
    public void each_entry_of_a_list_under_a_heading_that_names_checks_is_one(string heading, string entry) =>
        Written.Plan($"# A\n\n- [ ] Work\n\n## {heading}\n\n- {entry}\n- {entry} 2\n").Items.Count.ShouldBe(3);

    [Fact]
    public void a_list_under_a_heading_that_explains_holds_no_checks() =>
        Written
            .Plan("# A\n\n- [ ] Work\n\n## Background\n\n- Search answers for the largest tenant\n- It is old\n")
            .Items.Count.ShouldBe(1);

    [Fact]
    public void what_is_looked_at_while_a_step_waits_are_items_of_their_own()
    {
        var plan = Written.Plan(
            "# A\n\n1. Deploy the canary\n2. Keep an eye on the board for 20 minutes\n   - p99 latency stays under 900 ms\n   - no pod restarts\n3. Done, close the ticket\n"
        );

        plan.On(5).Expect!.Text.ShouldBe("value < 900 ms");
        plan.On(6).Expect!.Text.ShouldBe("count = 0");
    }

    [Fact]
    public void below_the_way_back_a_heading_of_conditions_lists_conditions()
    {
        var plan = Written.Plan(
            "# A\n\n## Rollback\n\n### Triggers\n\n- error rate > 2 % for 5 minutes\n\n### Steps\n\n1. Restore the old version\n"
        );

        plan.On(7).Kind.ShouldBe(ItemKind.Trigger);
        plan.On(11).Kind.ShouldBe(ItemKind.RollbackStep);
        plan.Items.ShouldAllBe(it => !it.Forward);
    }

    [Fact]
    public void a_few_words_before_a_list_lead_it_in_without_a_colon()
    {
        var plan = Written.Plan(
            "# A\n\n## If it goes wrong\n\nWe go back when\n\n* mail is delayed\n\nand this is how:\n\n* Put the record back\n"
        );

        plan.On(7).Kind.ShouldBe(ItemKind.Trigger);
        plan.On(11).Kind.ShouldBe(ItemKind.RollbackStep);
    }

    [Theory]
    [InlineData("( ) OK ( ) NOK", "equals 'OK'")]
    [InlineData("( ) blue ( ) green", "one of blue/green")]
    public void round_brackets_with_nothing_in_them_are_boxes_to_choose_from(string choices, string expect) =>
        Written.Item($"1. Balance of the branch: {choices}").Expect!.Text.ShouldBe(expect);

    [Fact]
    public void a_box_before_the_first_choice_is_part_of_the_choice()
    {
        var item = Written.Item("- [ ] GO [ ] NO GO — decided by: ____________");

        item.Kind.ShouldBe(ItemKind.Decision);
        item.Expect!.Text.ShouldBe("one of GO/NO GO");
    }
}
