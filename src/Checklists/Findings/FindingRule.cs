namespace Slipway.Checklists.Findings;

/// <summary>Looks for one kind of thing that cannot work.</summary>
internal abstract class FindingRule
{
    /// <summary>Stable code; never reused.</summary>
    public abstract string Code { get; }

    /// <summary>Stable name.</summary>
    public abstract string Name { get; }

    /// <summary>What it says, in one sentence.</summary>
    public abstract string Says { get; }

    /// <summary>How bad it is when nothing speaks for less.</summary>
    public abstract Severity Severity { get; }

    /// <summary>What it finds, in any order.</summary>
    public abstract IEnumerable<Finding> Look(FindingContext context);

    /// <summary>A finding of this rule.</summary>
    protected Finding At(FindingContext context, int line, string message, string? suggest = null) =>
        new(line, context.ColumnOf(line), Code, Name, Severity, message, suggest);
}

/// <summary>What the rules look at.</summary>
/// <param name="Items">The plan's items.</param>
/// <param name="Repository">What is known of the place where the checklist will be carried out.</param>
/// <param name="ColumnOf">The 1-based column at which the words of a line begin.</param>
internal record FindingContext(IReadOnlyList<PlanItem> Items, IRepositoryView Repository, Func<int, int> ColumnOf)
{
    /// <summary>Every command with its item.</summary>
    public IReadOnlyList<(PlanItem Item, PlanCommand Command)> Commands =>
        field ??= [.. from item in Items from command in item.Commands select (item, command)];

    /// <summary>The bounds on quantities that have a name.</summary>
    public IReadOnlyList<StatedBound> Bounds => field ??= [.. Quantities.In(Items)];

    /// <summary>True for what belongs to the way back.</summary>
    public static bool IsWayBack(PlanItem item) => item.Kind == ItemKind.RollbackStep || item.Scope == Scope.Rollback;

    /// <summary>Text that is marked as not to be run, or only explains, is not held against anybody.</summary>
    public static bool Counts(PlanItem item) => item.Scope is not (Scope.DoNotRun or Scope.Template or Scope.Reference);

    /// <summary>As much of a text as fits a line.</summary>
    public static string Short(string text)
    {
        var first = text.Split('\n')[0];
        return first.Length > 80 ? first[..77] + "..." : first;
    }
}
