namespace Slipway.Checklists.Tests.Meaning;

/// <summary>Rows of tables by what they ask for, and lines that move load without saying so in the usual words.</summary>
public sealed class RowsAndSharesTests
{
    [Fact]
    public void a_row_that_is_ticked_off_says_what_must_be_so()
    {
        var plan = Written.Plan(
            "# A\n\n| Check | Expected result | Actual | OK |\n|---|---|---|---|\n| Create an order | A mail arrives | | ☐ |\n| Response time | < 800 ms | | ☐ |\n| Start time | | | |\n"
        );

        plan.On(5).Kind.ShouldBe(ItemKind.Manual);
        plan.On(6).Expect!.Text.ShouldBe("value < 800 ms");
        plan.On(7).Kind.ShouldBe(ItemKind.Field);
    }

    [Fact]
    public void a_number_under_step_is_no_subject_where_another_column_has_the_words()
    {
        var plan = Written.Plan("# A\n\n| Time | Step | Description | OK |\n|---|---|---|---|\n| 20:00 | 2.1 | Notify the branches | |\n");

        plan.On(5).Kind.ShouldBe(ItemKind.Notify);
        plan.On(5).At.ShouldBe("20:00");
    }

    [Fact]
    public void a_length_of_time_alone_in_a_cell_of_a_condition_says_how_long()
    {
        var plan = Written.Plan(
            "# A\n\n## Rollback triggers\n\n| Signal | Limit | Lasting |\n|---|---|---|\n| Errors | > 1 % | 5 minutes |\n"
        );

        plan.On(7).For.ShouldBe("5m");
    }

    [Theory]
    [InlineData("- [ ] Move to 25 %, then 50 %, then 100 %", "weight = 100 %")]
    [InlineData("- [ ] Shift 20% of read traffic to the new cluster, then 100% after 15 minutes", "weight = 100 %")]
    [InlineData("- [ ] Ramp to 50 %", "weight = 50 %")]
    public void a_line_that_goes_to_a_share_moves_load(string line, string expect)
    {
        var item = Written.Item(line);

        item.Kind.ShouldBe(ItemKind.Traffic);
        item.Expect!.Text.ShouldBe(expect);
    }

    [Theory]
    [InlineData("- [ ] Increase the memory limit to 80 %")]
    [InlineData("- [ ] Check that the traffic went to 50 %")]
    [InlineData("- [ ] No increase of customers' calls")]
    public void a_share_of_something_else_moves_no_load(string line) => Written.Item(line).Kind.ShouldNotBe(ItemKind.Traffic);

    [Theory]
    [InlineData("- [ ] Nightly snapshot is less than 12 hours old", ItemKind.Backup, "age < 12 h")]
    [InlineData("- [ ] Test pass rate 100 %", ItemKind.Metric, "value = 100 %")]
    [InlineData("- [ ] Go / No-Go call with the business: ______", ItemKind.Decision, "one of GO/NO-GO")]
    [InlineData("- [ ] CPU load of the nodes (< 60 %)", ItemKind.Metric, "value < 60 %")]
    [InlineData("- [ ] Make sure there are no open alerts", ItemKind.Manual, "count = 0")]
    public void what_is_meant_is_read_from_the_words_around_the_number(string line, ItemKind kind, string expect)
    {
        var item = Written.Item(line);

        item.Kind.ShouldBe(kind);
        item.Expect!.Text.ShouldBe(expect);
    }

    [Theory]
    [InlineData("Im Lager nicht mehr als 8.000 Nachrichten und die Warteschlange ist leer", "value <= 8000")]
    [InlineData("Die Anzahl der Sitzungen ist nicht mehr als 1.250.000", "value <= 1250000")]
    public void points_part_thousands_where_commas_part_decimals(string text, string expect) =>
        Written.Plan($"# Prüfung mit der Werkstatt und für die Nacht\n\n- [ ] {text}\n").On(3).Expect!.Text.ShouldBe(expect);

    [Theory]
    [InlineData("- inbound mail takes longer than 30 minutes", "value > 30 min", null)]
    [InlineData("- errors above 2 % (10 minutes)", "value > 2 %", "10m")]
    [InlineData("- latency over 3 times the baseline", "value > 3x baseline", null)]
    public void a_condition_says_how_much_and_how_long(string line, string expect, string? lasts)
    {
        var item = Written.Item(line, "Rollback triggers");

        item.Expect!.Text.ShouldBe(expect);
        item.For.ShouldBe(lasts);
    }

    [Theory]
    [InlineData("1. J+2 : open the sale to 50 % of visitors", "D+2")]
    [InlineData("- [ ] Support told (D-2)", "D-2")]
    [InlineData("- [ ] Send the report by Friday 12:00", "12:00")]
    [InlineData("- [ ] Customers emailed 7 days ahead", "T-7d")]
    public void a_line_says_when(string line, string at) => Written.Item(line).At.ShouldBe(at);

    [Theory]
    [InlineData("- [ ] `APP_DEBUG=false` is set")]
    public void a_setting_in_code_marks_is_no_command(string line) => Written.Item(line).Kind.ShouldBe(ItemKind.Manual);

    [Theory]
    [InlineData("- [ ] `Stop-MigrationBatch -Identity Wave2`")]
    [InlineData("- [ ] `vendor/bin/typo3 cache:flush`")]
    public void a_command_of_powershell_or_of_the_project_is_one(string line) => Written.Item(line).Kind.ShouldBe(ItemKind.Command);

    [Theory]
    [InlineData("SELECT count(*) FROM t;\n-- should be 0")]
    [InlineData("-- expected: 0\nSELECT count(*) FROM t;")]
    public void a_comment_that_gives_the_number_is_the_expectation(string sql) =>
        Written.Plan($"# A\n\n```sql\n{sql}\n```\n").On(3).Expect!.Text.ShouldBe("value = 0");

    [Theory]
    [InlineData("Return to v8")]
    [InlineData("Back to the previous release")]
    public void a_heading_of_return_with_a_version_is_the_way_back(string heading) =>
        Written.Item("- [ ] Flush the cache", heading).Forward.ShouldBeFalse();

    [Theory]
    [InlineData("Return to normal operations")]
    [InlineData("Back up the database")]
    public void a_return_to_work_is_none(string heading) => Written.Item("- [ ] Open the shop", heading).Forward.ShouldBeTrue();

    [Fact]
    public void if_it_came_to_that_behind_conditions_is_the_way_back()
    {
        var plan = Written.Plan("# A\n\n## Kill criteria\n\n- errors > 5 %\n\n## If killed\n\n1. Call the merchants\n");

        plan.On(5).Kind.ShouldBe(ItemKind.Trigger);
        plan.On(9).Kind.ShouldBe(ItemKind.RollbackStep);
    }

    [Fact]
    public void a_wave_of_a_share_moves_load()
    {
        var plan = Written.Plan("# A\n\n- [ ] Ready\n\n## Waves\n\n1. Wave 1: 5 % of the stores\n2. Wave 2: 25 % of the stores\n");

        plan.On(7).Expect!.Text.ShouldBe("weight = 5 %");
        plan.On(8).Kind.ShouldBe(ItemKind.Traffic);
    }

    [Fact]
    public void a_role_with_a_blank_at_the_foot_of_a_document_signs()
    {
        var plan = Written.Plan(
            "# A\n\nProject manager: ______\n\n## Work\n\n- [ ] a\n- [ ] b\n- [ ] c\n- [ ] d\n\nProject manager: ______\n\nTeam notified: ______\n"
        );

        plan.On(3).Kind.ShouldBe(ItemKind.Field);
        plan.On(12).Kind.ShouldBe(ItemKind.Signoff);
        plan.On(14).Kind.ShouldBe(ItemKind.Field);
    }
}
