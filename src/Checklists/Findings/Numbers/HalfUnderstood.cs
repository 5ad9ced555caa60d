namespace Slipway.Checklists.Findings.Numbers;

/// <summary>A condition of a trigger that states a number, and of which some words are not understood.</summary>
internal sealed class HalfUnderstood : LintRule
{
    public override string Code => "SW2412";

    public override string Name => "trigger-half-understood";

    public override string Says => "Some words of a trigger's condition are not understood, so no machine watches it.";

    public override Severity Severity => Severity.Note;

    public override IEnumerable<Finding> Find(LintContext context) =>
        from item in context.Items
        where item is { Kind: ItemKind.Trigger, Check: null, Commands.Count: 0 }
        let unclear = Bindings.UnclearOf(item)
        where unclear is not null
        select At(
            context,
            item.Line,
            "",
            $"No machine watches this condition, as not all of it is understood ({unclear}).",
            "Say it with one bound and the parts that the guide of rollouts lists, in lines of their own where it asks for two things, or state it in an annotation with expect=."
        );
}
