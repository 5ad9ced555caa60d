using Slipway.Checklists.Meaning.Commands;
using Slipway.Kernel;

namespace Slipway.Checklists.Meaning.Items;

/// <summary>What a command takes from the blocks before it: a working directory, a variable.</summary>
internal static class ContextRules
{
    public static IReadOnlyList<PlanItem> Apply(List<PlanItem> items)
    {
        var variables = new Dictionary<string, int>(StringComparer.Ordinal);
        var movedBy = 0;
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            if (item.Commands.Count == 0)
            {
                continue;
            }

            var needs = item.Commands.Select(it => NeedsState(it, item.Line, variables, movedBy)).ToList();
            if (needs.Contains(true))
            {
                var commands = item
                    .Commands.Zip(
                        needs,
                        (command, need) =>
                            need && !command.Hazards.Contains(Hazard.NeedsState)
                                ? command with
                                {
                                    Hazards = [.. command.Hazards, Hazard.NeedsState],
                                }
                                : command
                    )
                    .ToList();
                items[i] = item with { Commands = commands, Hazards = [.. item.Hazards.Append(Hazard.NeedsState).Distinct()] };
            }

            movedBy = item.Commands.Any(IsMove) ? item.Line : movedBy;
            foreach (var name in item.Commands.SelectMany(Assigned))
            {
                variables[name] = item.Line;
            }
        }

        return items;
    }

    /// <summary>A relative <c>cd</c> after another block moved, <c>cd ..</c>, or a variable that another block set.</summary>
    private static bool NeedsState(PlanCommand command, int line, Dictionary<string, int> variables, int movedBy)
    {
        if (command.Language != "sh")
        {
            return false;
        }

        var head = command.Text.Length > 2000 ? command.Text[..2000] : command.Text;
        var goesUp = head.StartsWith("cd ..", StringComparison.Ordinal);
        var relative =
            IsMove(command)
            && movedBy != 0
            && movedBy != line
            && !head.StartsWith("cd /", StringComparison.Ordinal)
            && !head.StartsWith("cd ~", StringComparison.Ordinal)
            && !head.StartsWith("cd $", StringComparison.Ordinal);
        return goesUp || relative || Used(head).Any(name => variables.TryGetValue(name, out var setBy) && setBy != line);
    }

    private static bool IsMove(PlanCommand command) =>
        command.Text.StartsWith("cd ", StringComparison.Ordinal) && !command.Text.Contains("&&", StringComparison.Ordinal);

    private static IEnumerable<string> Assigned(PlanCommand command) =>
        !command.Text.Contains('=', StringComparison.Ordinal)
            ? []
            : SimpleCommand
                .AllIn(command.Text.Length > 2000 ? command.Text[..2000] : command.Text)
                .Where(it => it.Program == "export")
                .SelectMany(it => it.Words.Skip(1))
                .Where(SimpleCommand.IsAssignment)
                .Select(it => it[..it.IndexOf('=', StringComparison.Ordinal)]);

    private static IEnumerable<string> Used(string text)
    {
        for (var at = text.IndexOf('$', StringComparison.Ordinal); at >= 0 && at + 1 < text.Length; at = text.IndexOf('$', at + 1))
        {
            var start = text[at + 1] == '{' ? at + 2 : at + 1;
            var end = start;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }

            if (end > start)
            {
                yield return text[start..end];
            }
        }
    }
}
