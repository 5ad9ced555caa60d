using Slipway.Kernel;

namespace Slipway.Checklists.Tests.Meaning;

/// <summary>Ways of writing that documents showed which the reader had not seen before; each stands for many sentences.</summary>
public sealed class WaysOfWritingTests
{
    [Theory]
    [InlineData("Decision at 00:45", "00:45")]
    [InlineData("3 Freigabeentscheidung 09:30 Uhr", "09:30")]
    [InlineData("Umzugsnacht, 23:00 bis 03:00 Uhr", "23:00")]
    [InlineData("Решение в 22:30", "22:30")]
    public void a_heading_that_ends_in_a_clock_says_when(string heading, string at) =>
        Written.Plan($"# A\n\n## {heading}\n\n- [ ] Work\n").On(3).At.ShouldBe(at);

    [Theory]
    [InlineData("**T-30min** — freeze", "T-30m")]
    [InlineData("**T0** – go", "T-0")]
    public void a_moment_in_bold_heads_what_stands_below_it(string line, string at)
    {
        var plan = Written.Plan($"# A\n\n{line}\n\n1. Stop the writer\n2. Start the reader\n");

        plan.On(3).At.ShouldBe(at);
        plan.Items.Count.ShouldBe(3);
    }

    [Fact]
    public void a_first_week_is_a_window() => Written.Plan("# A\n\n## Follow-up (first week)\n\n- [ ] Look\n").On(3).Window.ShouldBe("1w");

    [Fact]
    public void a_table_of_conditions_may_give_the_bound_a_column_of_its_own()
    {
        var plan = Written.Plan(
            "# A\n\n## Rollback triggers\n\n| Condition | Limit | Who |\n|---|---|---|\n| Rejections | > 3 % for 10 minutes | on-call |\n| Duplicate | any | on-call |\n"
        );

        plan.On(7).Kind.ShouldBe(ItemKind.Trigger);
        plan.On(7).Expect!.Text.ShouldBe("value > 3 %");
        plan.On(7).For.ShouldBe("10m");
        plan.On(8).Expect!.Text.ShouldBe("event");
        plan.Items.ShouldAllBe(it => !it.Forward);
    }

    [Theory]
    [InlineData("sh")]
    [InlineData("")]
    public void a_block_under_conditions_is_the_way_back(string language)
    {
        var plan = Written.Plan($"# A\n\n## Roll back when:\n\n- errors > 5 %\n\n```{language}\nkubectl rollout undo deploy/shop\n```\n");

        plan.On(7).Kind.ShouldBe(ItemKind.RollbackStep);
        plan.On(7).Scope.ShouldBe(Scope.Rollback);
        plan.On(7).Forward.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Le déploiement de la boutique avec les étapes pour la nuit", "Retour", "Rebasculer le DNS")]
    [InlineData("El despliegue de la tienda con los pasos para la noche", "5. Regreso", "Avisar a los clientes")]
    [InlineData("A implantação da loja com os passos para a noite não para", "Retorno", "Avisar os clientes")]
    public void a_heading_that_is_nothing_but_the_word_for_the_way_back_is_enough(string prose, string heading, string step)
    {
        var item = Written.Plan($"# A\n\n{prose}\n\n## {heading}\n\n1. {step}\n").On(7);

        item.Kind.ShouldBe(ItemKind.RollbackStep);
        item.Forward.ShouldBeFalse();
    }

    [Fact]
    public void a_list_whose_every_entry_tells_what_to_do_is_a_procedure_beside_boxes_too()
    {
        var plan = Written.Plan(
            "# A\n\n- [ ] Work\n\n## B\n\n- Stop the writer\n- Start the reader\n\n## C\n\n- Stop words are kept\n- The team is here\n"
        );

        plan.Items.Select(it => it.Line).ShouldBe([3, 7, 8]);
    }

    [Theory]
    [InlineData("- [ ] Exchange: works / does not work", null)]
    [InlineData("- Sync: running / not running", "equals 'running'")]
    public void a_choice_may_be_denied(string line, string? expected) => Written.Item(line).Expect?.Text.ShouldBe(expected);

    [Fact]
    public void people_who_were_told_make_a_message() => Written.Item("- [ ] Service desk told").Kind.ShouldBe(ItemKind.Notify);

    [Fact]
    public void a_share_of_anything_that_is_released_is_traffic()
    {
        var item = Written.Item("- [ ] Release to 20 % of clinics");

        item.Kind.ShouldBe(ItemKind.Traffic);
        item.Expect!.Text.ShouldBe("weight = 20 %");
    }

    [Fact]
    public void a_row_that_says_who_approved_names_them()
    {
        var plan = Written.Plan(
            "# A\n\n| # | Check | Who | Done |\n|---|---|---|---|\n| 1 | CAB has approved the change | change manager | ☐ |\n"
        );

        plan.On(5).Expect!.Text.ShouldBe("approved by 'CAB'");
    }

    [Fact]
    public void the_file_of_docker_compose_does_not_follow()
    {
        var plan = Written.Plan(
            "# A\n\n```sh\ndocker compose -f prod.yml logs --tail 50\n```\n\n```sh\ndocker compose -f prod.yml logs -f\n```\n\n```sh\ndocker-compose logs -f api\n```\n"
        );

        plan.On(3).Hazards.ShouldNotContain(Hazard.NeverEnds);
        plan.On(7).Hazards.ShouldContain(Hazard.NeverEnds);
        plan.On(11).Hazards.ShouldContain(Hazard.NeverEnds);
    }

    [Fact]
    public void lengths_of_time_beside_a_cadence_measure_nothing()
    {
        var item = Written.Item("- [ ] Watch the dashboard every 30 minutes, up to 4 hours");

        item.Kind.ShouldBe(ItemKind.Watch);
        item.Cadence.ShouldBe("30m");
    }
}
