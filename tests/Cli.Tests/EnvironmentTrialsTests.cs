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

    [Theory]
    [InlineData("Website is accessible")]
    [InlineData("Database connection verified")]
    [InlineData("Redis is up")]
    [InlineData("Database migrations applied")]
    [InlineData("Prometheus targets up")]
    [InlineData("No active alerts")]
    [InlineData("No critical alerts")]
    [InlineData("Alert rules configured")]
    [InlineData("SSL certificate valid")]
    [InlineData("HTTPS redirect configured")]
    [InlineData("Security headers set")]
    [InlineData("All tests passing")]
    [InlineData("Code coverage >= 80 %", "value >= 80 %")]
    [InlineData("No critical or high vulnerabilities")]
    [InlineData("Backup completed")]
    [InlineData("Backups verified")]
    [InlineData("Load balancer healthy")]
    [InlineData("DNS records configured")]
    [InlineData("Monitoring active")]
    [InlineData("No scrape targets down")]
    [InlineData("Alerts configured")]
    [InlineData("Alert manager configured")]
    [InlineData("Alert manager is up")]
    [InlineData("Redis persistence enabled")]
    [InlineData("Redis cluster configured with persistence")]
    [InlineData("Security scan passed")]
    [InlineData("Logs show no errors")]
    [InlineData("Application logs reviewed: no errors")]
    [InlineData("Rollback procedures tested")]
    [InlineData("CHANGELOG.md updated")]
    [InlineData("Check response times")]
    [InlineData("100 tests passing", "value >= 100")]
    [InlineData("Error rate < 1 %", "value < 1 %")]
    public void what_a_sentence_is_bound_to_is_a_check_with_settings_that_it_has(string sentence, string? expect = null)
    {
        var everything = new EnvironmentSpec
        {
            Name = "prod",
            BaseUrl = new("https://shop.test"),
            Sources = SourceBinding
                .Kinds.Where(it => it is not ("sqlite" or "mysql"))
                .ToDictionary(it => it, it => new SourceBinding(it, it)),
        };
        var item = new PlanItem
        {
            Line = 1,
            Text = sentence,
            Kind = expect is null ? ItemKind.Manual : ItemKind.Metric,
            Expect = expect is null ? null : Expectation.Parse(expect),
            Why = "test",
        };

        var check = Bindings.Of(item, everything)!.Check;

        var settings = CheckKinds.All[check.Kind].Settings;
        check.With.Keys.ShouldBeSubsetOf(settings.Select(it => it.Name));
        settings.Where(it => it.Required).Select(it => it.Name).ShouldBeSubsetOf(check.With.Keys);
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
