using Slipway.Checklists.Meaning.Commands;
using Slipway.Kernel;

namespace Slipway.Checklists.Findings;

/// <summary>A document that changes something and has no way back.</summary>
internal sealed class NoWayBack : FindingRule
{
    public override string Code => "SW2301";

    public override string Name => "no-rollback";

    public override string Says => "Something is changed, and there are no rollback steps.";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Look(FindingContext context)
    {
        var changes = context.Items.FirstOrDefault(it => it.Forward && it.Effect >= Effect.Changes && FindingContext.Counts(it));
        if (changes is not null && !context.Items.Any(FindingContext.IsWayBack))
        {
            yield return At(
                context,
                changes.Line,
                "From here on something is changed, and the document has no rollback steps.",
                "Add a section \"Rollback\" with the steps that take the release back."
            );
        }
    }
}

/// <summary>A step of the way back that could not be carried out on the night.</summary>
internal sealed class RollbackCannotRun : FindingRule
{
    public override string Code => "SW2302";

    public override string Name => "rollback-cannot-run";

    public override string Says => "A step of the rollback could not be carried out.";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Look(FindingContext context)
    {
        var folder = "";
        foreach (var (item, command) in context.Commands.Where(it => FindingContext.IsWayBack(it.Item)))
        {
            var calls = References.CallsOf(command);
            foreach (var reason in Reasons(command, calls, folder, context.Repository))
            {
                yield return At(
                    context,
                    command.Line,
                    $"The rollback cannot run: {reason}.",
                    "Nothing that changes starts until this is mended or waived with a signature."
                );
            }

            folder = item.Commands[^1] == command ? "" : References.FolderAfter(calls, folder);
        }
    }

    private static IEnumerable<string> Reasons(
        PlanCommand command,
        IReadOnlyList<SimpleCommand> calls,
        string folder,
        IRepositoryView repository
    )
    {
        if (command.Hazards.Contains(Hazard.Placeholder))
        {
            yield return $"{HazardRules.PlaceholderIn(command.Text) ?? "a placeholder"} was never filled in";
        }

        if (command.Hazards.Contains(Hazard.Interactive))
        {
            yield return $"`{FindingContext.Short(command.Text)}` waits for someone at the keyboard";
        }

        foreach (var missing in References.MissingIn(command, calls, folder, repository).Distinct())
        {
            yield return $"`{missing}` is not in the repository";
        }

        foreach (var tool in MissingTools(command, calls, repository))
        {
            yield return $"the program `{tool}` is not on this machine";
        }
    }

    private static IEnumerable<string> MissingTools(PlanCommand command, IReadOnlyList<SimpleCommand> calls, IRepositoryView repository) =>
        command.Language == "sh" && !command.Hazards.Contains(Hazard.Remote)
            ? calls
                .Select(it => it.Program)
                .Where(it =>
                    it.Length > 0
                    && it.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.')
                    && char.IsAsciiLetter(it[0])
                    && !Builtins.Contains(it)
                )
                .Distinct(StringComparer.Ordinal)
                .Where(it => repository.ToolExists(it) == false)
            : [];

    private static readonly HashSet<string> Builtins = new(
        [
            "cd",
            "export",
            "set",
            "unset",
            "source",
            "echo",
            "exit",
            "return",
            "read",
            "wait",
            "eval",
            "exec",
            "trap",
            "alias",
            "local",
            "declare",
            "readonly",
            "shift",
            "test",
            "true",
            "false",
            "printf",
            "pwd",
            "pushd",
            "popd",
            "type",
            "command",
            "function",
            "for",
            "case",
            "select",
            "time",
        ],
        StringComparer.Ordinal
    );
}
