using Slipway.Checklists.Findings;

namespace Slipway.Checklists;

/// <summary>Whether the way back could be taken. Nothing that changes starts while it could not, unless that is waived with a signature.</summary>
public static class RollbackReadiness
{
    /// <summary>What makes the rollback plan impossible to carry out; empty when nothing is known against it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="repository">What is known of the place; a "cannot tell" is held against nobody.</param>
    public static IReadOnlyList<Finding> Of(Plan plan, IRepositoryView repository)
    {
        var columns = plan.Findings.GroupBy(it => it.Line).ToDictionary(it => it.Key, it => it.First().Column);
        var context = new FindingContext(plan.Items, repository, line => columns.GetValueOrDefault(line, 1));
        return [.. new NoWayBack().Look(context), .. new RollbackCannotRun().Look(context).OrderBy(it => it.Line)];
    }
}
