using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Reports;

public sealed class ReportJsonTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly SchemaFaults Schema = new(Stored());

    [Fact]
    public void a_report_is_what_its_golden_file_says() =>
        Golden.Matches("report.json", ReportJson.Write(Ledger.NoGo().Report).ToJsonString(Indented) + "\n");

    public static TheoryData<string> Runs => ["go", "no-go", "waiting", "rolled-back", "begun", "asked"];

    [Theory]
    [MemberData(nameof(Runs))]
    public void every_report_keeps_to_its_schema(string which) => Schema.Of(ReportJson.Write(Named(which).Report)).ShouldBeEmpty();

    [Fact]
    public void the_schema_rejects_what_it_does_not_name()
    {
        var json = ReportJson.Write(Ledger.Go().Report);
        json["counts"]!["later"] = -1;
        json["green"] = true;
        Schema.Of(json).ShouldBe(["$.green is not in the schema", "$.counts.later is below 0"], ignoreOrder: true);
    }

    [Fact]
    public void texts_are_as_they_were()
    {
        var run = Ledger.Begun().Answered("L7", "Noor\u202e Haddad", "<b>approved</b>\u001b[31m");
        var signature = ReportJson.Write(run.Report)["signatures"]![0]!;
        signature["by"]!.GetValue<string>().ShouldBe("Noor\u202e Haddad");
        signature["answer"]!.GetValue<string>().ShouldBe("<b>approved</b>\u001b[31m");
    }

    private static JsonObject Stored()
    {
        using var schema = typeof(Schemas).Assembly.GetManifestResourceStream("report.schema.json")!;
        return JsonNode.Parse(schema)!.AsObject();
    }

    private static ToldRun Named(string which) =>
        which switch
        {
            "go" => Ledger.Go(),
            "no-go" => Ledger.NoGo(),
            "waiting" => Ledger.Waiting(),
            "rolled-back" => Ledger.RolledBack(),
            "asked" => Ledger.Begun().Asked("L7", "Do you approve?", "Security Lead"),
            _ => Ledger.Begun(),
        };
}
