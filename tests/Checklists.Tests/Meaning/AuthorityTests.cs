using Slipway.Kernel;

namespace Slipway.Checklists.Tests.Meaning;

/// <summary>Who acts when a trigger holds: nobody is asked, a person at once, or people decide.</summary>
public sealed class AuthorityTests
{
    [Theory]
    [InlineData("Automatic rollback triggers", TriggerAuthority.Automatic)]
    [InlineData("Roll back immediately, without a vote, if", TriggerAuthority.Immediate)]
    [InlineData("Immediate rollback if (on-call decides alone)", TriggerAuthority.Immediate)]
    [InlineData("Consider rollback if", TriggerAuthority.Considered)]
    [InlineData("Automatic and manual rollback criteria", TriggerAuthority.Considered)]
    [InlineData("Rollback criteria", TriggerAuthority.Considered)]
    public void a_heading_gives_the_authority_of_its_triggers(string heading, TriggerAuthority authority) =>
        Written.Item("- Error rate > 5 % for 5 minutes", heading).Authority.ShouldBe(authority);

    [Theory]
    [InlineData(
        "Der Ablauf der Nacht und alle Schritte",
        "Rollback automatisch, wenn",
        "Sofortiger Rückfall, wenn",
        "Rückfall abwägen, wenn"
    )]
    [InlineData(
        "El despliegue de la tienda con los pasos",
        "Criterios de reversión automática",
        "Reversión inmediata si",
        "Valorar la reversión si"
    )]
    [InlineData(
        "Le déploiement de la boutique avec les étapes",
        "Critères de retour arrière automatique",
        "Retour arrière immédiat si",
        "Envisager un retour arrière si"
    )]
    [InlineData(
        "A implantação da loja com os passos para a noite",
        "Critérios de rollback automático",
        "Rollback imediato se",
        "Avaliar rollback se"
    )]
    [InlineData(
        "Выкладка магазина и все шаги на ночь, не для теста",
        "Критерии автоматического отката",
        "Немедленный откат, если",
        "Обсудить откат, если"
    )]
    [InlineData("商店的部署步骤和检查，所有服务确认完成", "自动回滚条件", "出现以下情况立即回滚", "出现以下情况考虑回滚")]
    [InlineData(
        "リリース作業の手順と確認をします",
        "自動ロールバックの条件",
        "次の場合は直ちにロールバック",
        "次の場合はロールバックを検討"
    )]
    [InlineData("배포 절차와 확인 서비스 점검", "자동 롤백 조건", "다음 경우 즉시 롤백", "다음 경우 롤백 검토")]
    public void every_language_tells_the_three_apart(string prose, string automatic, string immediate, string considered)
    {
        var plan = Written.Plan(
            $"# A\n\n{prose}\n\n## {automatic}\n\n- HTTP 5xx > 5 %\n\n## {immediate}\n\n- HTTP 5xx > 3 %\n\n## {considered}\n\n- HTTP 5xx > 1 %\n"
        );

        plan.Items.Where(it => it.Kind == ItemKind.Trigger)
            .Select(it => it.Authority)
            .ShouldBe([TriggerAuthority.Automatic, TriggerAuthority.Immediate, TriggerAuthority.Considered]);
    }

    [Fact]
    public void a_lead_in_tells_the_triggers_below_it_from_those_of_the_heading()
    {
        var plan = Written.Plan(
            "# A\n\n## When to roll back\n\n**Automatic** (the proxy does it):\n\n- 5xx > 2 %\n\nThe release manager decides:\n\n- tickets > 20\n"
        );

        plan.On(7).Authority.ShouldBe(TriggerAuthority.Automatic);
        plan.On(11).Authority.ShouldBe(TriggerAuthority.Considered);
    }

    [Theory]
    [InlineData("- Roll back at once if the checkout is down", TriggerAuthority.Immediate)]
    [InlineData("- If orders are lost, roll back automatically", TriggerAuthority.Automatic)]
    [InlineData("- Roll back if the automatic failover does not start", TriggerAuthority.Considered)]
    public void a_line_that_says_itself_when_to_go_back_says_who_acts(string line, TriggerAuthority authority) =>
        Written.Item(line, "Rollback criteria").Authority.ShouldBe(authority);

    [Fact]
    public void what_happens_by_itself_is_not_who_acts() =>
        Written.Item("- Automatic failover of the database fails", "Rollback if").Authority.ShouldBe(TriggerAuthority.Considered);

    [Fact]
    public void the_row_of_a_table_says_it_in_another_column()
    {
        var plan = Written.Plan(
            "# A\n\n## Rollback triggers\n\n| Condition | Action |\n|---|---|\n| Error rate > 5 % | Automatic rollback |\n| Latency > 2 s | Discuss in the war room |\n"
        );

        plan.On(7).Authority.ShouldBe(TriggerAuthority.Automatic);
        plan.On(7).Expect!.Text.ShouldBe("value > 5 %");
        plan.On(8).Authority.ShouldBe(TriggerAuthority.Considered);
    }

    [Fact]
    public void an_outer_heading_that_does_not_speak_of_going_back_gives_nothing() =>
        Written
            .Plan("# A\n\n## Automatic deployment\n\nRoll back if:\n\n- error rate > 5 %\n")
            .On(7)
            .Authority.ShouldBe(TriggerAuthority.Considered);

    [Theory]
    [InlineData("Configure automatic alerts")]
    [InlineData("Immediate alerts")]
    public void an_alert_that_is_to_exist_is_no_trigger_and_has_no_authority(string heading)
    {
        var item = Written.Item("- [ ] Error rate > 5 %", heading);

        item.Kind.ShouldNotBe(ItemKind.Trigger);
        item.Authority.ShouldBeNull();
    }

    [Fact]
    public void an_annotation_wins()
    {
        var item = Written.Item("- Error rate > 5 % <!-- slipway: authority=automatic -->", "Consider rollback if");

        item.Authority.ShouldBe(TriggerAuthority.Automatic);
    }

    [Fact]
    public void the_explanation_says_where_it_comes_from()
    {
        var checklist = Written.Checklist("# A\n\n## Automatic rollback triggers\n\n- Error rate > 5 %\n");

        var explanation = Explainer.Explain(checklist, 5)!;

        explanation.AuthorityReason.ShouldBe("\"Automatic rollback triggers\" (line 3) says it.");
        explanation.Otherwise.ShouldBe("<!-- slipway: kind=trigger expect=\"value > 5 %\" authority=automatic -->");
    }

    [Fact]
    public void a_plan_that_was_written_is_read_back_with_its_authority()
    {
        var plan = Written.Plan("# A\n\n## Automatic rollback triggers\n\n- Error rate > 5 %\n");

        var read = PlanReader.Read(PlanJson.Write(plan).ToJsonString()).ShouldBeOfType<ReadPlan.Usable>().Plan;

        read.On(5).Authority.ShouldBe(TriggerAuthority.Automatic);
        read.Digest.ShouldBe(plan.Digest);
    }
}
