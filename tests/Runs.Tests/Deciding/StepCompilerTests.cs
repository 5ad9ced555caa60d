using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Deciding;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Deciding;

public sealed class StepCompilerTests
{
    [Fact]
    public void steps_stand_in_the_order_of_the_document_the_way_back_behind()
    {
        var steps = Compile([Back(1, "./undo.sh"), Item(2, command: "./up.sh", effect: Effect.Changes), Item(3)]);

        steps.Select(it => it.Id).ShouldBe([StepId.RollbackPlan, Id(2), Id(3), Id(1)]);
        steps[^1].Rollback.ShouldBeTrue();
    }

    [Fact]
    public void whether_the_way_back_can_be_gone_is_looked_at_before_the_first_change()
    {
        var steps = Compile(
            [Item(1, command: "true"), Item(2, command: "./up.sh", effect: Effect.Changes), Back(3, "./undo.sh")],
            "dead script"
        );

        steps.Select(it => it.Id).ShouldBe([Id(1), StepId.RollbackPlan, Id(2), Id(3)]);
        steps[1].Faults.ShouldBe(["dead script"]);
    }

    [Fact]
    public void a_tick_in_the_document_is_a_claim_and_changes_nothing()
    {
        Compile([Item(1) with { Ticked = true }])[0].ShouldBeEquivalentTo(Compile([Item(1)])[0]);
    }

    [Fact]
    public void triggers_and_reference_text_are_not_carried_out()
    {
        var trigger = Item(1) with { Forward = false, Kind = ItemKind.Trigger, Scope = Scope.RollbackTrigger };

        Compile([trigger, Item(2) with { Forward = false, Scope = Scope.Reference }]).ShouldBeEmpty();
    }

    [Fact]
    public void the_effect_of_a_block_is_the_worst_of_its_commands()
    {
        var item = Item(1, command: "true") with { Commands = [new(1, "true", Effect.Reads), new(2, "dropdb x", Effect.Destroys)] };

        Compile([item])[0].Effect.ShouldBe(Effect.Destroys);
    }

    [Theory]
    [InlineData(Hazard.Placeholder)]
    [InlineData(Hazard.Interactive)]
    [InlineData(Hazard.NeverEnds)]
    public void what_must_not_run_says_why(Hazard hazard)
    {
        Compile([Item(1, command: "x") with { Hazards = [hazard] }])[0].Blocked.Count.ShouldBe(1);
    }

    [Fact]
    public void a_command_that_never_ends_may_run_while_its_output_is_awaited()
    {
        var item = Item(1, command: "tail -f log") with
        {
            Hazards = [Hazard.NeverEnds],
            Expect = Expectation.Parse("stdout contains 'ready'"),
        };

        Compile([item])[0].Blocked.ShouldBeEmpty();
    }

    [Fact]
    public void an_item_with_a_command_below_it_is_decided_by_its_children()
    {
        var steps = Compile([Item(1), Item(2, command: "true") with { AttachedTo = 1 }]);

        steps.Select(it => it.Work).ShouldBe([Work.Group, Work.Block]);
        steps[1].Parent.ShouldBe(Id(1));
    }

    [Theory]
    [InlineData(ItemKind.Signoff)]
    [InlineData(ItemKind.Decision)]
    public void a_signature_with_a_command_below_it_is_still_signed(ItemKind kind)
    {
        var steps = Compile([Item(1) with { Kind = kind }, Item(2, command: "true") with { AttachedTo = 1 }]);

        steps[0].Work.ShouldBe(Work.Ask);
    }

    [Fact]
    public void a_box_whose_children_are_all_left_to_reading_is_asked_of_a_person()
    {
        var trigger = Item(2) with { Forward = false, Kind = ItemKind.Trigger, AttachedTo = 1 };

        var steps = Compile([Item(1) with { Kind = ItemKind.HeadingGroup }, trigger], places: [new(1, 0, PlaceKind.Box, 0, 3)]);

        steps.Single().Work.ShouldBe(Work.Ask);
    }

    [Fact]
    public void a_heading_whose_children_are_all_left_to_reading_is_no_step()
    {
        var trigger = Item(2) with { Forward = false, Kind = ItemKind.Trigger, AttachedTo = 1 };

        Compile([Item(1) with { Kind = ItemKind.HeadingGroup }, trigger]).ShouldBeEmpty();
    }

    [Fact]
    public void a_heading_with_a_start_moment_is_waited_for()
    {
        var step = Compile([Item(1) with { Kind = ItemKind.HeadingGroup, At = "T-1h" }]).Single();

        (step.Work, step.At).ShouldBe((Work.Moment, "T-1h"));
    }

    [Fact]
    public void a_command_of_a_block_with_an_expectation_of_its_own_is_a_part()
    {
        var steps = Compile([Item(1, command: "true"), Item(3, command: "true") with { InsideBlock = 1 }]);

        (steps[1].Work, steps[1].Block, steps[1].Parent).ShouldBe((Work.Part, Id(1), Id(1)));
    }

    [Fact]
    public void a_check_that_proves_a_part_looks_and_a_person_says_the_rest()
    {
        var check = new CheckSpec("redis", new Dictionary<string, string> { ["source"] = "cache" });

        var steps = Compile([Item(1) with { Check = check, Proves = "this server answers", Condition = "a cache is used" }]);

        steps
            .Select(it => (it.Id, it.Work, it.Text))
            .ShouldBe([(Id(1), Work.Ask, "item 1"), (StepId.OfProof(1), Work.Check, "this server answers")]);
        (steps[0].Proved, steps[0].Check, steps[0].Condition).ShouldBe(("this server answers", null, "a cache is used"));
        (steps[1].Parent, steps[1].Check, steps[1].Condition, steps[1].IsProof).ShouldBe((Id(1), check, null, true));
    }

    [Fact]
    public void one_fact_of_several_is_looked_at_and_a_person_says_the_rest()
    {
        var here = new EnvironmentSpec { Name = "prod", BaseUrl = new("https://shop.test") };

        var steps = Compile([Item(1) with { Text = "SSL certificate valid and renewal automated" }], environment: here);

        steps.Select(it => (it.Id, it.Work, it.Check?.Kind)).ShouldBe([(Id(1), Work.Ask, null), (StepId.OfProof(1), Work.Check, "tls")]);
        steps[0].Proved.ShouldEndWith("Not: renewal automated");
        (steps[1].Parent, steps[1].HoldsGate).ShouldBe((Id(1), true));
        Compile([Item(1) with { Text = "SSL certificate valid (CDN) and renewal automated" }], environment: here)[0]
            .Work.ShouldBe(Work.Ask);
    }

    [Fact]
    public void a_line_with_questions_below_it_is_proved_in_part_and_one_with_work_below_it_not_at_all()
    {
        var here = new EnvironmentSpec { Name = "prod", BaseUrl = new("https://shop.test") };
        var above = Item(1) with { Text = "SSL certificate valid" };

        var asked = Compile([above, Item(2) with { Text = "Expiry told", AttachedTo = 1 }], environment: here);
        var worked = Compile([above, Item(2, "true") with { AttachedTo = 1 }], environment: here);

        asked.Select(it => it.Work).ShouldBe([Work.Ask, Work.Check, Work.Ask]);
        asked[0].Proved.ShouldEndWith("Not: what stands below it");
        worked.Select(it => it.Work).ShouldBe([Work.Group, Work.Block]);
    }

    [Fact]
    public void what_a_number_must_be_is_held_against_the_check_and_an_approval_is_asked_of_the_person()
    {
        var check = new CheckSpec("prometheus", new Dictionary<string, string> { ["query"] = "up" });
        var number = Item(1) with
        {
            Kind = ItemKind.Metric,
            Check = check,
            Proves = "over all services",
            Expect = Expectation.Parse("value < 1 %"),
        };
        var signature = Item(2) with
        {
            Kind = ItemKind.Signoff,
            Check = check,
            Proves = "the scan",
            Expect = Expectation.Parse("approved by 'CTO'"),
        };

        var steps = Compile([number, signature]);

        steps.Select(it => it.Expect).ShouldBe([null, "value < 1 %", "approved by 'CTO'", null]);
        steps.Select(it => it.Kind).ShouldBe([ItemKind.Manual, ItemKind.Manual, ItemKind.Signoff, ItemKind.Manual]);
    }

    [Fact]
    public void a_path_without_a_base_url_is_asked_of_a_person()
    {
        var check = new CheckSpec("http", new Dictionary<string, string> { ["url"] = "/health" });
        var bound = new EnvironmentSpec { Name = "prod", BaseUrl = new("https://shop.test") };

        Compile([Item(1) with { Check = check }])[0].Work.ShouldBe(Work.Ask);
        Compile([Item(1) with { Check = check }], environment: bound)[0].Work.ShouldBe(Work.Check);
    }

    [Fact]
    public void a_sentence_that_the_environment_binds_is_looked_at_with_the_expectation_of_the_binding()
    {
        var bound = new EnvironmentSpec
        {
            Name = "prod",
            Sources = new Dictionary<string, SourceBinding> { ["main"] = new("sqlite", "shop.db") },
        };
        var item = Item(1) with { Text = "Database connection verified" };

        Compile([item])[0].Work.ShouldBe(Work.Ask);
        var step = Compile([item], environment: bound)[0];
        (step.Work, step.Check!.Kind, step.Expect).ShouldBe((Work.Check, "sql", "value = 1"));
    }

    [Fact]
    public void a_blank_that_only_records_holds_no_gate_and_one_with_a_target_does()
    {
        var field = Item(1) with { Kind = ItemKind.Field };

        Compile([field])[0].HoldsGate.ShouldBeFalse();
        Compile([field with { Expect = Expectation.Parse("value < 5 ms") }])[0].HoldsGate.ShouldBeTrue();
    }

    [Fact]
    public void limits_come_from_the_item_then_the_phase_then_the_settings()
    {
        var settings = new Settings
        {
            Limit = TimeSpan.FromMinutes(1),
            PhaseLimits = new Dictionary<string, TimeSpan> { ["deploy"] = TimeSpan.FromMinutes(2) },
        };
        var steps = Compile(
            [Item(1), Item(2) with { Phase = "Deploy" }, Item(3) with { Phase = "Deploy", Limit = TimeSpan.FromMinutes(3) }],
            settings: settings
        );

        steps.Select(it => it.Limit.TotalMinutes).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void a_block_after_a_change_of_folder_in_its_phase_needs_the_shell_of_that_block()
    {
        var steps = Compile([Item(1, command: "cd backend"), Item(2, command: "ls"), Item(3, command: "ls") with { Phase = "Later" }]);

        steps.Select(it => it.NeedsShellState).ShouldBe([true, true, false]);
    }

    private static PlanItem Item(int line, string? command = null, Effect effect = Effect.Reads) =>
        new()
        {
            Line = line,
            Text = $"item {line}",
            Kind = command is null ? ItemKind.Manual : ItemKind.Command,
            Why = "test",
            Effect = command is null ? Effect.None : effect,
            Commands = command is null ? [] : [new(line, command, effect)],
        };

    private static PlanItem Back(int line, string command) =>
        Item(line, command, Effect.Changes) with
        {
            Forward = false,
            Scope = Scope.Rollback,
            Kind = ItemKind.RollbackStep,
        };

    private static IReadOnlyList<Step> Compile(
        IReadOnlyList<PlanItem> items,
        string? fault = null,
        Settings? settings = null,
        EnvironmentSpec? environment = null,
        IReadOnlyList<Place>? places = null
    )
    {
        var plan = new Plan
        {
            Source = new("GO-LIVE.md", new('a', 64), "none"),
            Title = "Go-live",
            Items = items,
        };
        return StepCompiler.Compile(
            new(ReadOnlyMemory<byte>.Empty, plan, places ?? []),
            settings ?? Settings.None,
            environment,
            fault is null ? [] : [fault]
        );
    }
}
