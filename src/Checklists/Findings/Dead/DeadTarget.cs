using Slipway.Checklists.Configuration;
using Slipway.Checklists.Repositories;

namespace Slipway.Checklists.Findings.Dead;

/// <summary>A target of npm, pnpm, yarn, make, just, composer, rake, dotnet, gradle or maven that its files do not know.</summary>
internal sealed class DeadTarget : LintRule
{
    public override string Code => "SW2102";

    public override string Name => "dead-target";

    public override string Says => "A target, script, task, project or module is not defined where the command runs.";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Find(LintContext context) =>
        context.Model.IsKnown
            ? context
                .Calls.Where(it => FindingContext.Counts(it.Item) && it.Folders.Count > 0)
                .SelectMany(it => Looked(context, it))
                .DistinctBy(it => (it.Line, it.Message))
            : [];

    private IEnumerable<Finding> Looked(LintContext context, PlacedCall call)
    {
        foreach (var (target, lists, where) in Targets.Of(call, context.Model))
        {
            if (lists.Count == 0 || lists.Any(it => it.Names.Contains(target)))
            {
                continue;
            }

            var isSure = lists.All(it => it.IsWhole);
            var nearest = Nearest.Of(target, lists.SelectMany(it => it.Names));
            yield return Near(
                context,
                call.Command.Line,
                target,
                isSure
                    ? $"`{target}` is not in {where}; `{FindingContext.Short(call.Command.Text)}` fails at once."
                    : $"Nothing in {where} defines `{target}`; a plug-in or an included file may.",
                "Add the target, or correct its name.",
                nearest
            ) with
            {
                Severity = isSure ? Severity : Severity.Warning,
            };
        }
    }
}
