namespace Slipway.Runs;

/// <summary>What a step is called where people read of it: a block by the item that it carries out, not by its first command.</summary>
public static class StepName
{
    /// <summary>The words of its item; its own where it has no item above it, or the item has no words but a command.</summary>
    public static string Of(Step step, RunState state) => ItemOf(step, state)?.Text ?? step.Text;

    /// <summary>Whether the name is that of the item, so that the command is still to be said.</summary>
    public static bool IsOfItem(Step step, RunState state) => ItemOf(step, state) is not null;

    /// <summary>The item that a block carries out; null where the block is called by its own words.</summary>
    public static Step? ItemOf(Step step, RunState state) =>
        step is { Work: Work.Block, Parent: { } parent }
        && state.Steps[parent].Step is { Work: Work.Group, Text: { Length: > 0 } text } item
        && item.Phase == step.Phase
        && !text.StartsWith('`')
            ? item
            : null;
}
