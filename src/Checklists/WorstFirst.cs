using Slipway.Checklists.Findings;

namespace Slipway.Checklists;

/// <summary>The findings that a person should see first.</summary>
public static class WorstFirst
{
    /// <summary>
    /// At most five findings, the worst first; the same thing said of several lines takes one place, and no rule takes more than
    /// two while others have something to say.
    /// </summary>
    public static IReadOnlyList<Finding> Five(Plan plan) => Five(plan.Findings);

    /// <summary>The same of findings from anywhere.</summary>
    public static IReadOnlyList<Finding> Five(IReadOnlyList<Finding> findings)
    {
        var ranks = LintRules
            .All.Select((rule, rank) => (rule.Name, rank))
            .ToDictionary(it => it.Name, it => it.rank, StringComparer.Ordinal);
        var ordered = findings
            .OrderByDescending(it => it.Severity)
            .ThenBy(it => ranks.GetValueOrDefault(it.Rule, int.MaxValue))
            .ThenBy(it => it.Line)
            .GroupBy(it => $"{it.Rule}\n{it.Message}", StringComparer.Ordinal)
            .Select(Once)
            .ToList();
        var first = ordered.GroupBy(it => it.Rule, StringComparer.Ordinal).SelectMany(it => it.Take(2)).ToHashSet();
        var chosen = ordered.Where(first.Contains).Concat(ordered.Where(it => !first.Contains(it))).Take(5).ToHashSet();
        return [.. ordered.Where(chosen.Contains)];
    }

    /// <summary>One finding for all the lines that it is said of; the lines stand behind its words.</summary>
    private static Finding Once(IEnumerable<Finding> same)
    {
        var all = same.ToList();
        var others = string.Join(", ", all.Skip(1).Take(3).Select(it => it.Line));
        return all.Count == 1
            ? all[0]
            : all[0] with
            {
                Message = $"{all[0].Message} (also line {others}{(all.Count > 4 ? $" and {all.Count - 4} more" : "")})",
            };
    }
}
