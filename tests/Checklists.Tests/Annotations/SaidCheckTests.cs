using System.Text;
using Slipway.Kernel;

namespace Slipway.Checklists.Tests.Annotations;

/// <summary>A check that a document names is trusted no further than the document itself.</summary>
public sealed class SaidCheckTests
{
    [Fact]
    public void a_command_of_a_check_in_the_document_is_a_command_with_its_effect()
    {
        var item = Said("""Old files are gone <!-- slipway: check=command run="rm -rf /srv/old" -->""");

        item.Check.ShouldBeNull();
        var command = item.Commands.ShouldHaveSingleItem();
        (command.Text, command.Effect).ShouldBe(("rm -rf /srv/old", Effect.Destroys));
        (item.Kind, item.Effect, item.Expect!.Text).ShouldBe((ItemKind.Command, Effect.Destroys, "exit0"));
        item.Hazards.ShouldContain(Hazard.Destroys);
        item.Proof.ShouldBe(Proof.Machine);
    }

    [Fact]
    public void a_check_in_the_document_does_not_lower_what_the_line_does() =>
        Said("""`rm -rf /srv/old` <!-- slipway: check=command run="true" -->""").Effect.ShouldBe(Effect.Destroys);

    [Fact]
    public void a_command_that_a_restore_drill_of_the_document_would_run_is_a_command_like_any_other()
    {
        var item = Said("""Backup restores <!-- slipway: check=restore-drill path=a.tar command="./restore.sh" -->""");

        (item.Check, item.Commands.ShouldHaveSingleItem().Text).ShouldBe((null, "./restore.sh"));
    }

    [Fact]
    public void the_check_of_the_operator_stays_a_check()
    {
        var check = new CheckSpec("command", new Dictionary<string, string> { ["run"] = "./anything" });
        var settings = Settings.None with { Items = [new("All is well", new AnnotationSpec { Where = "slipway.yaml:3", Check = check })] };

        var item = Written.Plan("# T\n- [ ] All is well\n", settings).On(2);

        item.Check.ShouldBe(check);
        item.Commands.ShouldBeEmpty();
        item.Kind.ShouldBe(ItemKind.Command);
    }

    [Theory]
    [InlineData("alert-drill")]
    [InlineData("restore-drill")]
    public void a_drill_changes_something_whoever_asks_for_it(string drill)
    {
        var check = new CheckSpec(drill, new Dictionary<string, string> { ["receipt"] = "log" });
        var settings = Settings.None with { Items = [new("All is well", new AnnotationSpec { Where = "slipway.yaml:3", Check = check })] };

        Written.Plan("# T\n- [ ] All is well\n", settings).On(2).Effect.ShouldBe(Effect.Changes);
    }

    [Theory]
    [InlineData("check=http url=https://a.test/x method=POST", Effect.Changes)]
    [InlineData("check=http url=https://a.test/x method=head", Effect.Reads)]
    [InlineData("check=refused url=https://a.test/x", Effect.Reads)]
    [InlineData("check=udp port=53 send-hex=00", Effect.Changes)]
    [InlineData("check=udp port=53", Effect.Reads)]
    [InlineData("check=browser url=https://a.test/x sees=h1", Effect.Reads)]
    [InlineData("check=browser url=https://a.test/x steps=order.json", Effect.Changes)]
    [InlineData("check=rate-limit url=https://a.test/x requests=20", Effect.Changes)]
    [InlineData("check=websocket url=wss://a.test/x send=hello", Effect.Changes)]
    [InlineData("check=refused url=https://a.test/x json={}", Effect.Changes)]
    [InlineData("check=http url=https://a.test/x json={}", Effect.Changes)]
    [InlineData("check=http url=https://a.test/x", Effect.Reads)]
    [InlineData("check=sql query=\"DELETE FROM carts\"", Effect.Destroys)]
    [InlineData("check=restore-drill path=a.dump source=scratch", Effect.Changes)]
    [InlineData("check=alert-drill label.severity=page receipt=https://a.test/log", Effect.Changes)]
    [InlineData("check=load url=https://a.test/x rate=9 duration=9s effect=reads", Effect.Changes)]
    [InlineData("check=restore-drill path=a.dump command=\"rm -rf /srv\"", Effect.Destroys)]
    public void a_check_that_sends_or_writes_says_so(string check, Effect effect) =>
        Said($"Carts are fine <!-- slipway: {check} -->").Effect.ShouldBe(effect);

    [Theory]
    [InlineData("check=http url=/ready", ItemKind.Http, Proof.Binding, "status 2xx")]
    [InlineData("check=http url=https://a.test/ready", ItemKind.Http, Proof.Machine, "status 2xx")]
    [InlineData("check=sql query=\"SELECT 1\"", ItemKind.Sql, Proof.Machine, null)]
    [InlineData("check=tcp host=db port=5432", ItemKind.Command, Proof.Machine, null)]
    public void a_check_says_the_kind_and_who_proves_it(string check, ItemKind kind, Proof proof, string? expect)
    {
        var item = Said($"The shop is fine <!-- slipway: {check} -->");

        (item.Kind, item.Proof, item.Expect?.Text).ShouldBe((kind, proof, expect));
    }

    [Fact]
    public void a_number_stays_a_metric_however_it_is_read() =>
        Said("Error rate < 1% <!-- slipway: check=http url=/m value=$.rate -->").Kind.ShouldBe(ItemKind.Metric);

    [Fact]
    public void a_program_that_the_document_names_stays_a_check_and_counts_as_changing()
    {
        var item = Said("Queue is short <!-- slipway: check=program run=./age set.queue=mails effect=reads -->");

        (item.Check!.Kind, item.Effect, item.Kind, item.Proof).ShouldBe(("program", Effect.Changes, ItemKind.Command, Proof.Machine));
        item.Commands.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Effect.Reads)]
    [InlineData(Effect.Changes)]
    [InlineData(Effect.Destroys)]
    public void a_kind_of_the_operators_own_runs_the_operators_program_with_the_effect_that_the_operator_says(Effect effect)
    {
        var item = Written
            .Plan(
                "# T\n- [ ] Queue is short <!-- slipway: check=age queue=mails run=./evil name=x timeout=5s -->\n",
                Settings.None with
                {
                    Checks = new Dictionary<string, OwnKindSpec> { ["age"] = new("./checks/age", effect) },
                }
            )
            .On(2);

        item.Effect.ShouldBe(effect);
        item.Check.ShouldBe(
            new(
                "program",
                new Dictionary<string, string>
                {
                    ["run"] = "./checks/age",
                    ["name"] = "age",
                    ["set.queue"] = "mails",
                    ["set.run"] = "./evil",
                    ["set.name"] = "x",
                    ["timeout"] = "5s",
                }
            )
        );
    }

    [Theory]
    [InlineData(null, Effect.Changes)]
    [InlineData(Effect.Reads, Effect.Reads)]
    public void a_program_that_the_operator_names_for_an_item_changes_unless_the_operator_says_otherwise(Effect? said, Effect effect)
    {
        var check = new CheckSpec("program", new Dictionary<string, string> { ["run"] = "./age" });
        var settings = Settings.None with
        {
            Items =
            [
                new(
                    "All is well",
                    new AnnotationSpec
                    {
                        Where = "slipway.yaml:3",
                        Check = check,
                        Effect = said,
                    }
                ),
            ],
        };

        Written.Plan("# T\n- [ ] All is well\n", settings).On(2).Effect.ShouldBe(effect);
    }

    [Theory]
    [InlineData("make repair")]
    [InlineData("cat a > b")]
    [InlineData("test -f x || touch x")]
    public void a_question_after_a_crash_may_only_read_when_the_document_asks_it(string question) =>
        Read($"# T\n- [ ] Migrate <!-- slipway: done-when=\"{question}\" -->\n", Settings.None)
            .ShouldBeOfType<ReadChecklist.Unusable>()
            .Faults.ShouldHaveSingleItem()
            .Code.ShouldBe("SW1203");

    [Fact]
    public void a_program_that_the_operator_says_only_reads_may_be_asked()
    {
        var settings = Settings.None with { Tools = [new("./migrate status", Effect.Reads)] };

        Read("# T\n- [ ] Migrate <!-- slipway: done-when=\"./migrate status\" -->\n", settings).ShouldBeOfType<ReadChecklist.Usable>();
    }

    private static ReadChecklist Read(string markdown, Settings settings) =>
        ChecklistReader.Read(Encoding.UTF8.GetBytes(markdown), "a.md", settings, NoRepository.Instance);

    private static PlanItem Said(string line) => Written.Plan($"# T\n- [ ] {line}\n").On(2);
}
