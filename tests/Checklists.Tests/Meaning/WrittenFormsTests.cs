using Slipway.Kernel;

namespace Slipway.Checklists.Tests.Meaning;

/// <summary>Forms that other teams write, each with a line that must not be taken for one.</summary>
public sealed class WrittenFormsTests
{
    [Fact]
    public void a_list_of_conditions_behind_a_clause_that_ends_in_when_is_no_work()
    {
        var plan = Written.Plan("# Sale\n\n## We pull the sale when\n\n- a price is wrong\n\n## How we pull it\n\n1. Turn the flag off\n");

        plan.On(5).Kind.ShouldBe(ItemKind.Trigger);
        plan.On(9).Kind.ShouldBe(ItemKind.RollbackStep);
        plan.On(9).Forward.ShouldBeFalse();
    }

    [Fact]
    public void a_clause_that_says_when_to_go_on_lists_conditions_of_going_on()
    {
        Written.Plan("# Sale\n\n## Ramp\n\nProceed to 100% only if:\n\n- p95 below 400 ms\n").On(7).Kind.ShouldBe(ItemKind.Decision);
    }

    [Fact]
    public void steps_under_how_are_forward_where_no_conditions_stand_before_them()
    {
        Written
            .Plan("# Sale\n\n## Preparation\n\n- [ ] Cache warm\n\n## How we start\n\n1. Turn the flag on\n")
            .On(9)
            .Forward.ShouldBeTrue();
    }

    [Fact]
    public void an_http_file_is_shown_as_the_call_that_does_the_same()
    {
        var plan = Written.Plan(
            "# A\n\n- [ ] Session can be made\n\n  ```http\n  POST https://a.test/v1/sessions\n  Content-Type: application/json\n\n  {\"venue\": \"smoke\"}\n\n  # should return 201\n  ```\n"
        );

        plan.On(5).Kind.ShouldBe(ItemKind.Http);
        plan.On(5).Effect.ShouldBe(Effect.Changes);
        plan.On(5).Expect!.Text.ShouldBe("status 201");
        plan.On(5)
            .Commands.ShouldHaveSingleItem()
            .Text.ShouldBe(
                "curl -sS -i -X POST -H 'Content-Type: application/json' --data '{\"venue\": \"smoke\"}' 'https://a.test/v1/sessions'"
            );
    }

    [Fact]
    public void a_request_without_a_host_is_left_to_be_filled_in()
    {
        Written.Plan("# A\n\n- [ ] X\n  ```http\n  GET /health\n  ```\n").On(4).Hazards.ShouldContain(Hazard.Placeholder);
    }

    [Fact]
    public void a_session_at_the_prompt_of_redis_is_a_call_of_its_client_and_its_answers_are_none()
    {
        var plan = Written.Plan("# A\n\n- [ ] Cache answers\n  ```\n  10.0.0.5:6379[2]> PING\n  PONG\n  ```\n");

        plan.On(4).Commands.ShouldHaveSingleItem().Text.ShouldBe("redis-cli -h 10.0.0.5 -p 6379 -n 2 PING");
        plan.On(4).Effect.ShouldBe(Effect.Reads);
    }

    [Fact]
    public void a_session_at_the_prompt_of_psql_is_its_statements()
    {
        var plan = Written.Plan(
            "# A\n\n- [ ] No stuck orders\n  ```\n  shop=# SELECT count(*)\n  shop-# FROM orders;\n   count\n  -------\n       0\n  ```\n"
        );

        plan.On(4).Commands.ShouldHaveSingleItem().Text.ShouldBe("SELECT count(*)\nFROM orders;");
        plan.On(4).Commands[0].Language.ShouldBe("sql");
    }

    [Fact]
    public void a_host_that_is_entered_waits_for_nobody_but_what_follows_needs_it()
    {
        var plan = Written.Plan("# A\n\n- [ ] Restart\n  ```bash\n  ssh web01\n  systemctl restart web\n  ```\n");

        plan.On(4).Expect!.Text.ShouldBe("exit0");
        plan.On(4).Commands[1].Hazards.ShouldContain(Hazard.NeedsState);
        Written.Plan("# A\n\n- [ ] Look\n  ```bash\n  ssh web01\n  ```\n").On(4).Expect!.Text.ShouldBe("interactive");
    }

    [Theory]
    [InlineData("Snapshot of the database taken (not older than 12 hours)", "age < 12 h")]
    [InlineData("Database backup completed", null)]
    public void the_age_of_a_backup_is_no_measured_time(string line, string? expect)
    {
        var item = Written.Item($"- [ ] {line}");

        item.Kind.ShouldBe(ItemKind.Backup);
        item.Expect?.Text.ShouldBe(expect);
    }

    [Theory]
    [InlineData("Retries: ____ (max 5)", "value <= 5")]
    [InlineData("Declines: ____ % (limit: 4%)", "value <= 4 %")]
    [InlineData("Boot loops: 0", "value = 0")]
    public void a_bound_beside_a_blank_or_a_label_is_one(string line, string expect)
    {
        Written.Item($"- [ ] {line}").Kind.ShouldBe(ItemKind.Metric);
        Written.Item($"- [ ] {line}").Expect!.Text.ShouldBe(expect);
    }

    [Fact]
    public void what_must_not_be_there_is_not_looked_for()
    {
        var item = Written
            .Plan("# A\n\n- [ ] Status: no line with \"down\"\n  ```bash\n  rake db:migrate:status | grep down\n  ```\n")
            .On(3);

        item.Expect!.Text.ShouldBe("stdout empty");
    }

    [Theory]
    [InlineData("Freigabe durch die Informationssicherheit liegt vor", "der die das und ist mit nicht", "Informationssicherheit")]
    [InlineData("Accord du comité de changement obtenu", "le les des et est pour avec une du dans", "comité de changement")]
    [InlineData("Aprovação do gerente de produto", "os das dos com não uma do são ao em", "gerente de produto")]
    [InlineData("测试报告已由测试经理签字", "的是了检查部署完成所有确认数据库服务", "测试经理")]
    [InlineData("情報システム部長の承認を得ている", "のをがはにでするですこと", "情報システム部長")]
    [InlineData("보안팀 승인 완료", "을 를 확인 배포 완료 합니다 서비스 및", "보안팀")]
    [InlineData("Head of Hardware has approved the full rollout", "the and of to for is", "Head of Hardware")]
    public void an_approval_names_who_gives_it_in_the_words_of_its_language(string line, string prose, string role)
    {
        var item = Written.Plan($"# A\n\n{prose}\n\n- [ ] {line}\n").On(5);

        item.Kind.ShouldBe(ItemKind.Signoff);
        item.Expect!.Text.ShouldBe($"approved by '{role}'");
    }

    [Theory]
    [InlineData("**Fri 9:30 pm – Freeze**", "21:30")]
    [InlineData("## 21h15 – Bascule", "21:15")]
    [InlineData("## J-1", "D-1")]
    [InlineData("## T-2 hours: checks", "T-2h")]
    public void a_heading_says_when(string heading, string at)
    {
        var item = Written.Plan($"# A\n\n{heading}\n\n- [ ] X\n").On(3);

        item.Kind.ShouldBe(ItemKind.HeadingGroup);
        item.At.ShouldBe(at);
    }

    [Fact]
    public void a_heading_says_when_and_how_long()
    {
        var item = Written.Plan("# A\n\n## 21:00 – Export (15 minutes)\n\n- [ ] X\n").On(3);

        item.At.ShouldBe("21:00");
        item.Estimate.ShouldBe("15m");
    }

    [Fact]
    public void a_row_of_shares_moves_load()
    {
        var plan = Written.Plan("# A\n\n| Time | Traffic | Gate |\n|---|---|---|\n| T+15m | 25% | errors < 1% |\n");

        plan.On(5).Kind.ShouldBe(ItemKind.Traffic);
        plan.On(5).Expect!.Text.ShouldBe("weight = 25 %");
        plan.On(5).At.ShouldBe("T+15m");
    }

    [Fact]
    public void a_form_for_issues_is_read_where_its_author_wrote_it()
    {
        var plan = Written.Plan(
            "name: Release\ndescription: x\nbody:\n  - type: markdown\n    attributes:\n      value: |\n        ## Before\n        Read this.\n  - type: checkboxes\n    attributes:\n      label: Checks\n      options:\n        - label: Database backup completed\n          required: true\n        - label: \"Error rate < 1 %\"\n"
        );

        plan.Title.ShouldBe("Release");
        plan.On(13).Kind.ShouldBe(ItemKind.Backup);
        plan.On(13).Phase.ShouldBe("Checks");
        plan.On(15).Expect!.Text.ShouldBe("value < 1 %");
    }

    [Fact]
    public void a_part_that_can_be_folded_away_has_a_heading_and_an_end()
    {
        var plan = Written.Plan("# A\n\n## Work\n\n<details>\n<summary>Rollback</summary>\n\n1. Stop it\n\n</details>\n\n- [ ] Go on\n");

        plan.On(8).Forward.ShouldBeFalse();
        plan.On(12).Forward.ShouldBeTrue();
    }

    [Theory]
    [InlineData("- [ ] Wait 10 minutes, then watch the errors", ItemKind.Watch)]
    [InlineData("- [ ] Look at the dashboards every 15 minutes", ItemKind.Watch)]
    [InlineData("- [ ] Check the daily report", ItemKind.Manual)]
    [InlineData("- [ ] Post \"done\" in #release", ItemKind.Notify)]
    [InlineData("- [ ] Post-processing works", ItemKind.Manual)]
    [InlineData("- [ ] Scale back to 12 replicas (if traffic allows)", ItemKind.Manual)]
    public void purpose_gives_the_kind(string line, ItemKind kind) => Written.Item(line).Kind.ShouldBe(kind);
}
