namespace Slipway.Checklists.Tests.Reading;

public sealed class OutlineTests
{
    [Theory]
    [InlineData("- [ ] plain")]
    [InlineData("* [x] star")]
    [InlineData("+ [X] plus")]
    [InlineData("1. [ ] numbered")]
    [InlineData("2) [ ] numbered with a bracket")]
    [InlineData("> - [ ] quoted")]
    [InlineData("- ☐ glyph")]
    [InlineData("☐ glyph without a marker")]
    [InlineData("[ ] no marker")]
    [InlineData("- [] nothing between the brackets")]
    [InlineData("        - [ ] far to the right")]
    [InlineData("- \\[ \\] escaped")]
    public void every_form_of_a_box_is_an_item(string line) =>
        Written.Plan($"# T\n\n{line}\n").Items.ShouldHaveSingleItem().Line.ShouldBe(3);

    [Theory]
    [InlineData("<!--\n- [ ] hidden\n-->")]
    [InlineData("```markdown\n- [ ] sample\n```")]
    [InlineData("~~~\n- [ ] sample\n~~~")]
    [InlineData("- [link](https://a.test)")]
    [InlineData("Text with [x](y) in it.")]
    public void what_only_looks_like_a_box_is_none(string text) => Written.Plan($"# T\n\n{text}\n").Items.ShouldBeEmpty();

    [Fact]
    public void boxes_behind_a_list_and_inside_details_are_not_lost()
    {
        var plan = Written.Plan("# T\n- [ ] a\n  - [ ] b\n    - [x] c\n\n<details>\n<summary>More</summary>\n- [ ] d\n</details>\n");

        plan.Items.Select(it => it.Line).ShouldBe([2, 3, 4, 8]);
        plan.On(4).Ticked.ShouldBeTrue();
        plan.On(4).AttachedTo.ShouldBe(3);
    }

    [Fact]
    public void a_sentence_over_two_lines_is_one_item()
    {
        var plan = Written.Plan("# T\n- [ ] The error rate of the\n  checkout stays < 1 %\n- [ ] next\n");

        plan.On(2).Text.ShouldBe("The error rate of the checkout stays < 1 %");
        plan.On(2).Expect!.Text.ShouldBe("value < 1 %");
        plan.Items.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("- [ ] Deploy\n```sh\nmake deploy\n```")]
    [InlineData("- [ ] Deploy\n  ```sh\n  make deploy\n  ```")]
    [InlineData("- [ ] Deploy\n\n  ```sh\n  make deploy\n  ```")]
    [InlineData("1. [ ] Deploy\n   - note\n\n   ```sh\n   make deploy\n   ```")]
    public void a_fence_hangs_on_the_item_above_it(string text)
    {
        var plan = Written.Plan("# T\n" + text);
        var fence = plan.Items.Single(it => it.Commands.Count > 0);

        fence.AttachedTo.ShouldBe(2);
        fence.Commands.ShouldHaveSingleItem().Text.ShouldBe("make deploy");
        plan.On(2).Commands.ShouldBeEmpty();
    }

    [Fact]
    public void a_fence_behind_a_paragraph_belongs_to_the_section()
    {
        var plan = Written.Plan("# T\n\n- [ ] First\n- [ ] Second\n\nCommands:\n\n```sh\nls\n```\n");

        plan.On(8).AttachedTo.ShouldBeNull();
        plan.On(4).Kind.ShouldBe(ItemKind.Manual);
    }

    [Fact]
    public void indented_code_with_a_command_is_a_block()
    {
        var plan = Written.Plan("# Rollback\n\nRun:\n\n    kubectl rollout undo deploy/web\n");

        plan.On(5).Commands.ShouldHaveSingleItem().Text.ShouldBe("kubectl rollout undo deploy/web");
    }

    [Theory]
    [InlineData("yaml", "replicas: 2")]
    [InlineData("json", "{}")]
    [InlineData("", "Incident -> On call -> Lead")]
    [InlineData("bash", "# only a comment")]
    [InlineData("bash", "PORT=3000\nHOST=0.0.0.0")]
    public void a_fence_without_a_command_is_no_item(string language, string body) =>
        Written.Plan($"# T\n\n```{language}\n{body}\n```\n").Items.ShouldBeEmpty();

    [Fact]
    public void the_phase_is_the_nearest_real_heading()
    {
        var plan = Written.Plan("# T\n\n## Phase **One** ##\n\n**Before:**\n\n- [ ] a\n");

        plan.On(7).Phase.ShouldBe("Phase One");
        plan.Title.ShouldBe("T");
    }

    [Fact]
    public void rows_of_tables_are_about_their_action()
    {
        var plan = Written.Plan(
            "# T\n\n| Time | Step | Owner | Done |\n|---|---|---|---|\n| 20:15 | Notify customers | Ops | ☐ |\n| 20:30 | Full database backup | DBA | ☐ |\n"
        );

        plan.On(5).Kind.ShouldBe(ItemKind.Notify);
        plan.On(5).At.ShouldBe("20:15");
        plan.On(6).Kind.ShouldBe(ItemKind.Backup);
    }

    [Fact]
    public void steps_that_are_only_named_so_are_numbered_entries()
    {
        var plan = Written.Plan(
            "1. Stop\n-------\n\nStep 1: Stop the web\n\n```sh\nsystemctl stop web\n```\n\n1.2. Check out `git checkout v5`\n"
        );

        plan.On(4).Phase.ShouldBe("Stop");
        plan.On(6).AttachedTo.ShouldBe(4);
        plan.On(10).Commands.ShouldHaveSingleItem();
    }

    [Fact]
    public void containers_nested_without_end_are_read_as_lines()
    {
        var plan = Written.Plan(new string('>', 5000) + " - [ ] deep\n- [ ] flat\n");

        plan.Items.ShouldContain(it => it.Line == 2);
    }
}
