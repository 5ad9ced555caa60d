using Slipway.Checklists.Findings;

namespace Slipway.Checklists;

/// <summary>The findings that a person should see first.</summary>
public static class WorstFirst
{
    /// <summary>At most five findings, the worst first; no rule takes more than two places while others have something to say.</summary>
    public static IReadOnlyList<Finding> Five(Plan plan)
    {
        var ranks = FindingRules
            .All.Select((rule, rank) => (rule.Name, rank))
            .ToDictionary(it => it.Name, it => it.rank, StringComparer.Ordinal);
        var ordered = plan
            .Findings.OrderByDescending(it => it.Severity)
            .ThenBy(it => ranks.GetValueOrDefault(it.Rule, int.MaxValue))
            .ThenBy(it => it.Line)
            .ToList();
        var first = ordered.GroupBy(it => it.Rule, StringComparer.Ordinal).SelectMany(it => it.Take(2)).ToHashSet();
        var chosen = ordered.Where(first.Contains).Concat(ordered.Where(it => !first.Contains(it))).Take(5).ToHashSet();
        return [.. ordered.Where(chosen.Contains)];
    }
}
