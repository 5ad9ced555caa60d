using System.Text.RegularExpressions;

namespace Slipway.Checklists.Repositories;

/// <summary>Alert rules of Prometheus and the names of metrics that rules speak of.</summary>
internal sealed partial class MonitoringFacts
{
    private MonitoringFacts(IReadOnlySet<string> alerts, bool hasRules)
    {
        Alerts = alerts;
        HasRules = hasRules;
    }

    /// <summary>The alerts that rule files define.</summary>
    public IReadOnlySet<string> Alerts { get; }

    /// <summary>True when there is a rule file at all.</summary>
    public bool HasRules { get; }

    public static MonitoringFacts Of(RepositoryModel model)
    {
        var texts = model
            .Files.Where(it => it.EndsWith(".yml", StringComparison.Ordinal) || it.EndsWith(".yaml", StringComparison.Ordinal))
            .Take(4000)
            .Select(it => model.Text(it) ?? "")
            .Where(it => it.Contains("alert:", StringComparison.Ordinal) && it.Contains("expr:", StringComparison.Ordinal))
            .ToList();
        return new(
            texts.SelectMany(it => Alert().Matches(it)).Select(it => it.Groups[1].Value).ToHashSet(StringComparer.Ordinal),
            texts.Count > 0
        );
    }

    [GeneratedRegex(@"^\s*-?\s*alert:\s*[""']?([A-Za-z_]\w*)", RegexOptions.Multiline)]
    private static partial Regex Alert();
}
