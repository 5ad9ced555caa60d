using System.Text.Json.Nodes;
using Slipway.Kernel;

namespace Slipway.Checklists.Tests.Configuration;

public sealed class PlanSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.Parse(Schemas.Plan);

    [Fact]
    public void a_plan_with_everything_fits_the_schema() => Schema.Faults(Written()).ShouldBeEmpty();

    [Fact]
    public void a_plan_with_nothing_fits_the_schema() =>
        Schema.Faults(Reread(PlanJson.Write(Sample with { Items = [], Findings = [] }))).ShouldBeEmpty();

    [Theory]
    [InlineData("kind", "lunch")]
    [InlineData("effect", "explodes")]
    [InlineData("line", "first")]
    [InlineData("surprise", "x")]
    public void an_item_that_is_no_item_does_not_fit(string member, string value)
    {
        var json = Written();
        json["items"]![0]![member] = value;

        Schema.Faults(json).ShouldNotBeEmpty();
    }

    [Fact]
    public void a_missing_member_does_not_fit()
    {
        var json = Written();
        json.Remove("digest");

        Schema.Faults(json).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("kind", typeof(ItemKind))]
    [InlineData("scope", typeof(Scope))]
    [InlineData("hazard", typeof(Hazard))]
    public void the_schema_lists_exactly_the_stored_names(string definition, Type of)
    {
        var listed = JsonNode.Parse(Schemas.Plan)!["$defs"]![definition]!["enum"]!.AsArray().Select(it => it!.GetValue<string>());

        listed.ShouldBe(StoredNames(of), ignoreOrder: true);
    }

    private static IEnumerable<string> StoredNames(Type of) =>
        of == typeof(ItemKind) ? Enum.GetValues<ItemKind>().Select(it => PlanJson.Name(it))
        : of == typeof(Scope) ? Enum.GetValues<Scope>().Select(it => PlanJson.Name(it))
        : Enum.GetValues<Hazard>().Select(it => PlanJson.Name(it));

    private static JsonObject Written() => Reread(PlanJson.Write(Sample));

    private static JsonObject Reread(JsonObject json) => JsonNode.Parse(json.ToJsonString())!.AsObject();

    private static readonly Plan Sample = new()
    {
        Source = new("GO-LIVE.md", new string('a', 64), "cp1252"),
        Title = "Go live",
        Items =
        [
            new()
            {
                Line = 3,
                Text = "Error rate below 1 %",
                Kind = ItemKind.Metric,
                Also = [ItemKind.Manual],
                Why = "bound",
                Expect = Expectation.Parse("value < 1 %"),
                Hazards = [Hazard.NeverEnds],
                Check = new("http", new Dictionary<string, string> { ["url"] = "/metrics" }),
                Authority = TriggerAuthority.Immediate,
                Role = "DBA",
                Limit = TimeSpan.FromSeconds(90),
                Attempts = 3,
                DoneWhen = "test -f done",
                AttachedTo = 1,
                Commands =
                [
                    new(4, "pwsh x", Effect.Changes)
                    {
                        Language = "powershell",
                        Title = "Build",
                        Expect = Expectation.ExitZero,
                        Hazards = [Hazard.Remote],
                    },
                    new(5, "ls", Effect.Reads),
                ],
            },
        ],
        Findings = [new(3, 1, "SW2101", "dead-reference", Severity.Error, "x is not there.")],
    };
}
