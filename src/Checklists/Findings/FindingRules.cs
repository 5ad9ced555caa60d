namespace Slipway.Checklists.Findings;

/// <summary>Every rule, the worst first: what takes away the way back, what fails at once, what never goes on, what nobody decided.</summary>
internal static class FindingRules
{
    public static IReadOnlyList<FindingRule> All { get; } =
    [
        new RollbackCannotRun(),
        new NoWayBack(),
        new DeadReference(),
        new UnfilledPlaceholder(),
        new UndefinedZone(),
        new WaitsForPerson(),
        new NeverEnds(),
        new ContradictoryBounds(),
    ];

    /// <summary>What all rules find, in document order; the way back is not counted twice.</summary>
    public static IReadOnlyList<Finding> Look(FindingContext context)
    {
        var found = All.SelectMany(it => it.Look(context)).ToList();
        var wayBack = found.Where(it => it.Rule == "rollback-cannot-run").Select(it => it.Line).ToHashSet();
        return
        [
            .. found
                .Where(it =>
                    it.Rule is "rollback-cannot-run" or "never-ends"
                    || it.Code.StartsWith("SW23", StringComparison.Ordinal)
                    || it.Code.StartsWith("SW24", StringComparison.Ordinal)
                    || !wayBack.Contains(it.Line)
                )
                .OrderBy(it => it.Line)
                .ThenBy(it => it.Column)
                .ThenBy(it => it.Code, StringComparer.Ordinal),
        ];
    }
}
