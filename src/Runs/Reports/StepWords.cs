using Slipway.Checklists;

namespace Slipway.Runs.Reports;

/// <summary>What a line is called where people read of it.</summary>
internal static class StepWords
{
    /// <summary>The author's words; of a fence, which has none, its first command.</summary>
    public static string Words(this Step step) => Of(step.Text, step.Commands);

    /// <summary>As <see cref="Words(Step)"/>.</summary>
    public static string Words(this ReportItem item) => Of(item.Text, item.Commands);

    private static string Of(string text, IReadOnlyList<PlanCommand> commands) =>
        commands.Count == 0 || !text.StartsWith("```", StringComparison.Ordinal) && !text.StartsWith("~~~", StringComparison.Ordinal) ? text
        : commands.Count == 1 ? commands[0].Text
        : $"{commands[0].Text} … and {(commands.Count == 2 ? "one more command" : $"{commands.Count - 1} more commands")}";
}
