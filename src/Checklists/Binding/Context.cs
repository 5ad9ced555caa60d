namespace Slipway.Checklists.Binding;

/// <summary>
/// What stands above a line and may narrow what it says: "Memory usage &lt; 70%" below "Redis" is not asked of the machines, and
/// "Site is up" in the part for staging is not asked of production.
/// </summary>
internal static class Context
{
    /// <summary>Whether the heading names another place, or a component that the line itself does not name.</summary>
    public static bool IsOfAnother(PlanItem item)
    {
        var heading = new Leftover(item.Phase);
        return heading.Take(BindingWords.Places)
            || item.Kind == ItemKind.Metric && BindingWords.Components.Any(it => heading.Has(it) && !new Leftover(item.Text).Has(it));
    }

    /// <summary>Whether the item above says more than words of titles, and than words that the line says itself.</summary>
    public static bool IsNarrowed(PlanItem item, PlanItem above)
    {
        var own = new Leftover(item.Text).Words.ToHashSet(StringComparer.Ordinal);
        var left = new Leftover(above.Text);
        left.TakeAll(BindingWords.Titles);
        left.TakeAll(BindingWords.Fillers);
        return left.Words.Any(it => !own.Contains(it));
    }
}
