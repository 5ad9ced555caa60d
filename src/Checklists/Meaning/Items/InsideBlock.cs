using Slipway.Checklists.Meaning.Expectations;
using Slipway.Checklists.Reading;
using Slipway.Kernel;

namespace Slipway.Checklists.Meaning.Items;

/// <summary>Commands of a block that carry an expectation of their own, and comments that ask for something: shown as items, carried out with their block.</summary>
internal static class InsideBlock
{
    public static IEnumerable<PlanItem> ItemsOf(Facts fence, PlanItem block)
    {
        if (fence.Entry.Form != EntryForm.Fence || block.Commands.Count == 0)
        {
            yield break;
        }

        var commands = block
            .Commands.Where(it => it.Expect is not null && block.Commands.Count > 1)
            .Select(it =>
                Of(block, it.Line, it.Title ?? it.Text, block.Kind, "command-with-expectation") with
                {
                    Expect = it.Expect,
                    Effect = it.Effect,
                    Proof = Proof.Machine,
                    Hazards = it.Hazards,
                }
            );
        var instructions = fence.Block.Instructions.Select(it =>
            Of(
                block,
                it.Line,
                it.Text,
                block.Kind == ItemKind.RollbackStep ? ItemKind.RollbackStep : ItemKind.Manual,
                "instruction-in-comment"
            )
        );
        foreach (var item in commands.Concat(instructions).OrderBy(it => it.Line))
        {
            yield return item;
        }
    }

    private static PlanItem Of(PlanItem block, int line, string text, ItemKind kind, string why) =>
        new()
        {
            Line = line,
            Text = text,
            Kind = kind,
            Phase = block.Phase,
            Scope = block.Scope,
            Forward = block.Forward,
            AttachedTo = block.Line,
            InsideBlock = block.Line,
            Proof = Proof.Person,
            Effect = Effect.None,
            Why = why,
        };
}
