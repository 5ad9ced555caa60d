using Slipway.Checklists.Annotations;
using Slipway.Checklists.Configuration;

namespace Slipway.Checklists.Tests.Configuration;

public sealed class SchemaTests
{
    [Fact]
    public void the_schema_of_the_front_matter_is_generated_from_the_table() =>
        Repository.ShouldBe(
            "docs/schemas/front-matter.schema.json",
            SchemaWriter.Write(FrontMatterKeys.Table, "front-matter", "What stands under slipway: in a checklist's front matter")
        );

    [Fact]
    public void the_schema_of_settings_is_the_one_that_the_reader_keeps() =>
        Repository.ShouldBe("docs/schemas/slipway.schema.json", SchemaWriter.Write(SettingsKeys.Table, "slipway", "slipway.yaml"));

    [Fact]
    public void the_schema_of_an_annotation_is_the_one_that_the_reader_keeps() =>
        Repository.ShouldBe(
            "docs/schemas/annotation.schema.json",
            SchemaWriter.Write(AnnotationKeys.Table, "annotation", "An annotation of an item")
        );

    [Fact]
    public void the_schemas_are_built_in()
    {
        Schemas.Settings.ShouldBe(Repository.Read("docs/schemas/slipway.schema.json"));
        Schemas.Annotation.ShouldBe(Repository.Read("docs/schemas/annotation.schema.json"));
        Schemas.FrontMatter.ShouldBe(Repository.Read("docs/schemas/front-matter.schema.json"));
        Schemas.Report.ShouldBe(Repository.Read("docs/schemas/report.schema.json"));
        Schemas.Events.ShouldBe(Repository.Read("docs/schemas/events.schema.json"));
        Schemas.Ready.ShouldBe(Repository.Read("docs/schemas/ready.schema.json"));
        Schemas.Verify.ShouldBe(Repository.Read("docs/schemas/verify.schema.json"));
        Schemas.Lint.ShouldBe(Repository.Read("docs/schemas/lint.schema.json"));
        Schemas.Plan.ShouldBe(Repository.Read("docs/schemas/plan.schema.json"));
    }

    [Fact]
    public void the_table_of_the_settings_guide_is_the_one_that_the_reader_keeps() =>
        Repository.ShouldHold("docs/guides/settings.md", "settings", OptionsTable.Write(SettingsKeys.Table));

    [Fact]
    public void the_table_of_the_annotations_guide_is_the_one_that_the_reader_keeps() =>
        Repository.ShouldHold("docs/guides/annotations.md", "annotations", OptionsTable.Write(AnnotationKeys.Table));

    [Fact]
    public void every_key_has_a_meaning_that_ends_in_a_full_stop() =>
        AllKeys(SettingsKeys.Table).ShouldAllBe(it => it.Meaning.EndsWith('.') && it.Meaning.Length > 10);

    private static IEnumerable<KeySpec> AllKeys(Shape shape) =>
        shape switch
        {
            Shape.Keys keys => keys.All.Concat(keys.All.SelectMany(it => AllKeys(it.Shape))),
            Shape.MapOf map => AllKeys(map.Each),
            Shape.ListOf list => AllKeys(list.Each),
            _ => [],
        };
}
