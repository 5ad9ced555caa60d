using System.Text.Json;
using Slipway.Checklists;
using Slipway.Checks;
using Slipway.Kernel;

namespace Slipway.Cli.Tests;

public sealed class EnvironmentTrialsTests
{
    private static readonly Surroundings Here = new()
    {
        Directory = "/",
        Limit = TimeSpan.FromSeconds(1),
        Clock = TimeProvider.System,
    };

    public static TheoryData<string> Kinds => [.. SourceBinding.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void every_kind_of_source_can_be_tried_by_a_check_that_there_is(string kind)
    {
        var environment = new EnvironmentSpec
        {
            Name = "prod",
            Sources = new Dictionary<string, SourceBinding> { ["it"] = new(kind, "somewhere") },
        };

        var trial = EnvironmentTrials.Of(environment, Here)[^1];

        trial.Name.ShouldBe($"it ({kind})");
        CheckKinds.All.Keys.ShouldContain(trial.Check.Kind);
        trial.Check.With.Keys.ShouldBeSubsetOf(CheckKinds.All[trial.Check.Kind].Settings.Select(it => it.Name));
    }

    /// <summary>In an annotation a key is the item's where the item has one of that name, and the check would never see it.</summary>
    [Fact]
    public void no_setting_of_a_check_has_the_name_of_a_key_of_annotations()
    {
        using var schema = JsonDocument.Parse(Schemas.Annotation);
        var keys = schema.RootElement.GetProperty("properties").EnumerateObject().Select(it => it.Name).ToHashSet(StringComparer.Ordinal);

        keys.ShouldContain("expect");
        CheckKinds.All.Values.SelectMany(it => it.Settings.Select(setting => setting.Name)).Where(keys.Contains).ShouldBeEmpty();
    }

    [Fact]
    public void what_was_not_seen_does_not_work_and_a_metric_needs_one_number()
    {
        var metric = new Trial("metric", "error rate", new("command", new Dictionary<string, string>()), NeedsNumber: true);

        EnvironmentTrials.Judge(metric, Observation.Unseen("refused")).ShouldBe((false, "refused"));
        EnvironmentTrials.Judge(metric, null).Works.ShouldBeFalse();
        EnvironmentTrials.Judge(metric, new() { Stdout = "3 or 4" }).Works.ShouldBeFalse();
        EnvironmentTrials.Judge(metric, new() { Stdout = "3 %" }).ShouldBe((true, "3 %"));
    }
}
