using Slipway.Checklists.Meaning.Items;
using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>Why a line was understood as it was, and how to say it otherwise.</summary>
public sealed record Explanation
{
    /// <summary>The item.</summary>
    public required PlanItem Item { get; init; }

    /// <summary>Name of the rule that gave the kind.</summary>
    public required string KindRule { get; init; }

    /// <summary>That rule in one sentence.</summary>
    public required string KindReason { get; init; }

    /// <summary>Name of the rule that gave the expectation; <c>none</c> when there is none.</summary>
    public required string ExpectRule { get; init; }

    /// <summary>That rule in one sentence.</summary>
    public required string ExpectReason { get; init; }

    /// <summary>What decided the effect: a row of the table of tools, or why there is none.</summary>
    public required string EffectReason { get; init; }

    /// <summary>The heading or lead-in that gave the scope, with its line; empty when nothing gave one.</summary>
    public required string ScopeReason { get; init; }

    /// <summary>Of a trigger: what said who acts when it holds; empty otherwise.</summary>
    public string AuthorityReason { get; init; } = "";

    /// <summary>Where an annotation stands that had a say; null when none did.</summary>
    public string? Annotation { get; init; }

    /// <summary>An annotation that would say it otherwise, ready to be put behind the line.</summary>
    public required string Otherwise { get; init; }
}

/// <summary>Explains one line of a checklist.</summary>
public static class Explainer
{
    /// <summary>The explanation of the item on a line, or of the block that the line stands in; null when the line is no item.</summary>
    public static Explanation? Explain(Checklist checklist, int line)
    {
        var item =
            checklist.Plan.Items.FirstOrDefault(it => it.Line == line)
            ?? checklist.Plan.Items.LastOrDefault(it =>
                it.Line < line
                && it.Commands.Any(command => command.Line <= line && line < command.Line + command.Text.Count(sign => sign == '\n') + 1)
            );
        if (item is null || !checklist.Reasons.TryGetValue(item.InsideBlock ?? item.Line, out var reasons))
        {
            return null;
        }

        return new()
        {
            Item = item,
            KindRule = item.Why,
            KindReason =
                item.Why == "annotation" ? $"The annotation at {reasons.Annotation} says so."
                : item.InsideBlock is not null ? "It stands in a block and is carried out with it."
                : reasons.KindSentence,
            ExpectRule = reasons.ExpectRule,
            ExpectReason = reasons.ExpectSentence,
            EffectReason = EffectReason(item, reasons.EffectRow),
            ScopeReason = reasons.ScopeLine == 0 ? "" : $"\"{reasons.ScopeText}\" (line {reasons.ScopeLine}, {reasons.ScopeRule})",
            AuthorityReason = reasons.AuthoritySentence,
            Annotation = reasons.Annotation,
            Otherwise = Otherwise(item),
        };
    }

    private static string EffectReason(PlanItem item, string? row) =>
        item.Effect == Effect.None ? "Nothing is run."
        : item.Check?.Kind == OwnKindSpec.Carrier ? "A program changes, unless slipway.yaml says otherwise under `checks` or `items`."
        : item.Check is { Kind: "load" or "rate-limit" }
            ? "A load burdens what it asks, so it counts as changing; slipway.yaml can say otherwise under `items`."
        : item.Check is { } check && CheckEffects.AlwaysChanges(check.Kind)
            ? "A drill makes something, so it counts as changing; slipway.yaml can say otherwise under `items`."
        : row is not null ? $"The table of tools has a row `{row}`."
        : item.Kind is ItemKind.Traffic or ItemKind.Http ? "The kind says it."
        : "Its program is not in the table of tools, so it counts as changing; slipway.yaml can say otherwise under `tools`.";

    /// <summary>An example that is true to the item: what it is now, to be changed.</summary>
    private static string Otherwise(PlanItem item)
    {
        var expect =
            item.Expect is { } said ? $" expect=\"{said.Text.Replace('"', '\'')}\""
            : item.Kind == ItemKind.Manual ? " expect=\"exit0\""
            : "";
        var authority = item.Authority is { } acts ? $" authority={PlanJson.Name(acts)}" : "";
        return $"<!-- slipway: kind={PlanJson.Name(item.Kind)}{expect}{authority} -->";
    }
}
