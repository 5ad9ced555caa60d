using Slipway.Kernel;

namespace Slipway.Checklists.Tests.Meaning;

/// <summary>The traps that real documents set.</summary>
public sealed class TrapTests
{
    [Fact]
    public void looking_for_errors_and_finding_none_is_the_wish()
    {
        var item = Block("docker logs web 2>&1 | grep -i error", "No errors in the log");

        item.Expect!.Text.ShouldBe("stdout empty");
        item.Hazards.ShouldContain(Hazard.WrongPolarity);
    }

    [Fact]
    public void a_health_probe_that_cannot_fail_is_asked_for_its_status() =>
        Block("curl https://a.test/health", "Service is up").Expect!.Text.ShouldBe("status 2xx");

    [Fact]
    public void a_stated_status_wins_over_any_default()
    {
        var plan = Written.Plan("# T\n- [ ] Maintenance page\n  ```sh\n  curl https://a.test/health\n  ```\n  - **Expected:** 503\n");

        plan.On(3).Expect!.Text.ShouldBe("status 503");
        plan.On(2).Expect!.Text.ShouldBe("status 503");
    }

    [Fact]
    public void following_a_log_waits_for_what_it_is_to_show()
    {
        var plan = Written.Plan(
            "# T\n- [ ] Start\n  ```sh\n  docker compose up -d web\n  docker compose logs -f web\n  ```\n  - Expected: \"ready on 8080\"\n"
        );

        plan.On(3).Expect!.Text.ShouldBe("stdout contains 'ready on 8080'");
        plan.On(3).Hazards.ShouldContain(Hazard.NeverEnds);
    }

    [Fact]
    public void lines_behind_an_entered_host_are_meant_for_that_host()
    {
        var commands = Block("ssh web01\nsystemctl restart web", "Restart").Commands;

        commands[0].Hazards.ShouldContain(Hazard.Interactive);
        commands[1].Hazards.ShouldContain(Hazard.Remote);
    }

    [Fact]
    public void what_is_marked_as_not_to_be_run_is_not_forward()
    {
        var plan = Written.Plan("# T\n\n## Manual reset (do not run)\n\n```sh\nrm -rf /srv\n```\n");

        plan.On(5).Scope.ShouldBe(Scope.DoNotRun);
        plan.On(5).Forward.ShouldBeFalse();
    }

    [Fact]
    public void an_alert_to_be_set_up_is_no_trigger()
    {
        var plan = Written.Plan("# T\n- [ ] **Latency alerts:**\n  - [ ] p95 > 2 s for 5 min\n");

        plan.On(3).Kind.ShouldBe(ItemKind.Manual);
        plan.On(3).Expect.ShouldBeNull();
    }

    [Fact]
    public void a_folder_entered_in_one_block_is_felt_in_the_next()
    {
        var plan = Written.Plan(
            "# T\n\n```sh\ncd web\nnpm ci\n```\n\n```sh\ncd ..\nnpm ci\n```\n\n```sh\nexport TAG=1\n```\n\n```sh\ndocker pull app:$TAG\n```\n"
        );

        plan.On(8).Hazards.ShouldContain(Hazard.NeedsState);
        plan.On(17).Hazards.ShouldContain(Hazard.NeedsState);
        plan.On(3).Hazards.ShouldNotContain(Hazard.NeedsState);
    }

    [Fact]
    public void a_tick_in_the_document_is_a_claim()
    {
        var item = Written.Item("- [x] Load test passed");

        item.Ticked.ShouldBeTrue();
        item.Proof.ShouldBe(Proof.Person);
    }

    [Fact]
    public void an_emoji_tick_behind_an_empty_box_ticks_nothing() => Written.Item("- [ ] ✅ Load test passed").Ticked.ShouldBeFalse();

    [Fact]
    public void full_width_signs_are_signs()
    {
        var item = Written.Item("- [ ] 错误率：＜ 1％");

        item.Kind.ShouldBe(ItemKind.Metric);
        item.Expect!.Text.ShouldBe("value < 1 %");
    }

    [Fact]
    public void a_document_may_raise_an_effect_and_never_lower_it()
    {
        var plan = Written.Plan(
            "# T\n- [ ] `ls /srv` <!-- slipway: effect=changes -->\n- [ ] `rm -rf /srv` <!-- slipway: effect=reads -->\n"
        );

        plan.On(2).Effect.ShouldBe(Effect.Changes);
        plan.On(3).Effect.ShouldBe(Effect.Destroys);
    }

    [Fact]
    public void the_operator_may_lower_an_effect()
    {
        var settings = Settings.None with
        {
            Items = [new("Check the tool", new AnnotationSpec { Where = "slipway.yaml:3", Effect = Effect.Reads })],
        };

        var plan = Written.Plan("# T\n- [ ] Check the tool: `mytool verify`\n", settings);

        plan.On(2).Effect.ShouldBe(Effect.Reads);
    }

    [Fact]
    public void an_annotation_below_its_item_or_behind_a_fence_wins()
    {
        var plan = Written.Plan(
            "# T\n- [ ] Looks fine\n  <!-- slipway: kind=decision expect=\"one of Yes/No\" -->\n\n```sh expect=\"stdout empty\"\nls\n```\n"
        );

        plan.On(2).Kind.ShouldBe(ItemKind.Decision);
        plan.On(2).Why.ShouldBe("annotation");
        plan.On(5).Expect!.Text.ShouldBe("stdout empty");
    }

    [Fact]
    public void an_annotation_that_cannot_be_used_is_a_fault()
    {
        var read = ChecklistReader.Read(
            "# T\n- [ ] a <!-- slipway: kind=nonsense -->\n"u8.ToArray(),
            "a.md",
            Settings.None,
            NoRepository.Instance
        );

        read.ShouldBeOfType<ReadChecklist.Unusable>().Faults.ShouldHaveSingleItem().Line.ShouldBe(2);
    }

    [Fact]
    public void a_version_is_compared_as_a_version_and_not_counted() =>
        Written
            .Plan("# T\n- [ ] Engine: version 24+ installed\n  ```sh\n  ./engine about\n  ```\n")
            .On(3)
            .Expect!.Text.ShouldBe("stdout version >= 24");

    private static PlanItem Block(string commands, string item) => Written.Plan($"# T\n- [ ] {item}\n```sh\n{commands}\n```\n").On(3);
}
