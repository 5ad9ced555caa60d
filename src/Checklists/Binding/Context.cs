using System.Text.RegularExpressions;

namespace Slipway.Checklists.Binding;

/// <summary>
/// What stands above a line and may narrow what it says: "Memory usage &lt; 70%" below "Redis" is not asked of the machines, and
/// "Site is up" in the part for staging is not asked of production.
/// </summary>
internal static partial class Context
{
    /// <summary>Whether the heading names another place, or a component that the line itself does not name.</summary>
    public static bool IsOfAnother(PlanItem item)
    {
        var heading = new Leftover(item.Phase);
        return heading.Take(BindingWords.Places)
            || item.Kind == ItemKind.Metric && BindingWords.Components.Any(it => heading.Has(it) && !new Leftover(item.Text).Has(it));
    }

    /// <summary>Whether the item above says more than words of titles, and than words that the line says itself.</summary>
    public static bool IsNarrowed(PlanItem item, PlanItem above, string kind)
    {
        var own = new Leftover(item.Text).Words.ToHashSet(StringComparer.Ordinal);
        var left = new Leftover(above.Text);
        left.TakeAll(BindingWords.Titles);
        left.TakeAll(BindingWords.Fillers);
        return left.Words.Any(it => !own.Contains(it) && it != kind);
    }

    /// <summary>"Technical metrics (24 hours)": a number that is looked at once says nothing of that time; null where none is named, or it is watched.</summary>
    public static string? OverTime(PlanItem item) =>
        item is { Kind: ItemKind.Metric or ItemKind.Decision, Scope: not Scope.Watch, Window: null }
        && Time().Match(item.Phase) is { Success: true } time
            ? $"over the whole time of the heading, {time.Value}"
            : null;

    [GeneratedRegex(
        @"[0-9]{1,3}[\s-]?(?:hours?|h|days?|weeks?|stunden|tage|wochen|horas|días|semanas|heures|jours|semaines|dias|час(?:а|ов)?|дн(?:я|ей)|小时|天|時間|日間|시간|일간)(?![\p{L}])(?=\s*[)）]|\s+(?:stability|monitoring|watch))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Time();
}
