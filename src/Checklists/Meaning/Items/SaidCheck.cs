using Slipway.Checklists.Meaning.Commands;
using Slipway.Kernel;

namespace Slipway.Checklists.Meaning.Items;

/// <summary>
/// The check that an annotation names, by who wrote it. The operator's is carried out as it stands. A document is not trusted that
/// far: a command in it is a command like any other, with the effect and the hazards of the tool table, and so needs the same consent.
/// A program with the contract of a check is one too, but only the operator can say that it reads.
/// </summary>
internal sealed class SaidCheck
{
    private readonly Effect _effect;

    /// <summary>Reads the check of a line.</summary>
    /// <param name="facts">The line.</param>
    /// <param name="check">The check; null when none was named.</param>
    /// <param name="fromOperator">True when it stands in <c>slipway.yaml</c>.</param>
    public SaidCheck(Facts facts, CheckSpec? check, bool fromOperator)
    {
        var tools = facts.Document.Tools;
        if (!fromOperator && CheckEffects.CommandOf(check) is { Length: > 0 } run)
        {
            // What a block holds stays in the plan; what was inferred from a line is what the annotation corrects.
            var own = facts.Block.Commands;
            Block = new([.. own, .. FenceMeaning.OfLine(facts.Entry.Line, run, tools, "sh").Commands], []);
            _effect = facts.Inline.Effect;
            Kind = ItemKind.Command;
            return;
        }

        Check = check is null ? null : facts.Document.Settings.Resolved(check);
        Kind = check?.Kind switch
        {
            null => null,
            "http" or "flow" => ItemKind.Http,
            "sql" => ItemKind.Sql,
            _ => ItemKind.Command,
        };
        // What an operator names is consented to by naming it, but for what changes something whoever names it.
        _effect =
            check is null ? Effect.None
            : fromOperator && !CheckEffects.AlwaysChanges(Check!.Kind) ? Effect.None
            : CheckEffects.Of(check, facts.Document.Settings);
    }

    /// <summary>The command of a check that the document names; empty when it names none.</summary>
    public FenceMeaning Block { get; } = FenceMeaning.None;

    /// <summary>The check that is left to be made as one.</summary>
    public CheckSpec? Check { get; }

    /// <summary>What the check makes of the line; null when none is named.</summary>
    private ItemKind? Kind { get; }

    /// <summary>A machine proves it; a path needs a base address first.</summary>
    public Proof Proof =>
        Check is { Kind: "http" } && Check["url"] is { } url && !url.Contains("://", StringComparison.Ordinal)
            ? Proof.Binding
            : Proof.Machine;

    /// <summary>The kind by the check, unless the line has a purpose of its own: a metric is one however it is read.</summary>
    public ItemKind KindOver(ItemKind inferred) =>
        Kind is { } kind && inferred is ItemKind.Manual or ItemKind.HeadingGroup or ItemKind.Command or ItemKind.Http or ItemKind.Sql
            ? kind
            : inferred;

    /// <summary>The effect with what the check does; never less than was inferred without it.</summary>
    public Effect EffectOver(Effect inferred) => inferred > _effect ? inferred : _effect;
}
