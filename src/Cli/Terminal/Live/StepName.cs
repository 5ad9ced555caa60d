using Slipway.Runs;

namespace Slipway.Cli.Terminal.Live;

/// <summary>What a step is called on a terminal: a block by the item that it carries out, not by its first command.</summary>
internal static class StepName
{
    public static string Of(Step step, RunState state) => ItemOf(step, state) ?? step.Text;

    /// <summary>Whether the name is that of the item, so that the command is still to be said.</summary>
    public static bool IsOfItem(Step step, RunState state) => ItemOf(step, state) is not null;

    private static string? ItemOf(Step step, RunState state) =>
        step is { Work: Work.Block, Parent: { } parent }
        && state.Steps[parent].Step is { Work: Work.Group, Text: { Length: > 0 } text } item
        && item.Phase == step.Phase
        && !text.StartsWith('`')
            ? text
            : null;
}
