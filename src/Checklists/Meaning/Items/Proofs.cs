using Slipway.Checklists.Meaning.Commands;
using Slipway.Kernel;

namespace Slipway.Checklists.Meaning.Items;

/// <summary>Who or what can prove an item.</summary>
internal static class Proofs
{
    public static Proof Of(Facts facts, ItemKind kind, IReadOnlyList<PlanCommand> commands, Expectation? expect, CheckSpec? check)
    {
        if (kind == ItemKind.HeadingGroup)
        {
            return Proof.None;
        }

        if (commands.Count > 0 || facts.Below.IsExecutable)
        {
            var all = facts.Below.IsExecutable ? facts.Below.Commands.SelectMany(it => it.Hazards) : commands.SelectMany(it => it.Hazards);
            return all.Any(it => it is Hazard.Placeholder or Hazard.Interactive) ? Proof.Person
                : facts.Block.Commands.Concat(facts.Below.Commands).Any(it => it.Source.Language == "sql") ? Proof.Binding
                : Proof.Machine;
        }

        return kind switch
        {
            ItemKind.Http when check is not null => check["url"]!.Contains("://", StringComparison.Ordinal)
            && !HazardRules.HasPlaceholder(check["url"]!)
                ? Proof.Machine
                : Proof.Binding,
            ItemKind.Metric or ItemKind.Sql or ItemKind.Traffic => Proof.Binding,
            ItemKind.Trigger when expect is not null && expect.Text is not "event" => Proof.Binding,
            _ => Proof.Person,
        };
    }
}
