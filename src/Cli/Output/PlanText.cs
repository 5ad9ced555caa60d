using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Cli.Output;

/// <summary>A plan for people: the worst first, then who proves what, then every phase.</summary>
internal static class PlanText
{
    public static void Write(TextWriter text, Plan plan, EnvironmentSpec? environment)
    {
        WriteShort(text, plan, environment);
        foreach (var phase in plan.Items.GroupBy(it => it.Phase))
        {
            text.WriteLine();
            text.WriteLine(PlainText.Short(phase.Key, 200));
            foreach (var item in phase.Where(it => it.AttachedTo is null || it.Commands.Count == 0 || it.Kind != ItemKind.HeadingGroup))
            {
                WriteItem(text, item, Bindings.In(plan, item, environment));
            }
        }

        text.WriteLine();
        text.WriteLine($"plan sha256:{plan.Digest.Hex}");
    }

    /// <summary>The first screen: title, the five worst things, the shares.</summary>
    public static void WriteShort(TextWriter text, Plan plan, EnvironmentSpec? environment)
    {
        text.WriteLine(
            $"{PlainText.Short(plan.Title, 200)}  ({plan.Source.File}, {plan.Items.Count} items{(plan.Source.Repaired == "none" ? "" : $", garbled text read as {plan.Source.Repaired}")})"
        );
        var worst = WorstFirst.Five(plan);
        if (worst.Count > 0)
        {
            text.WriteLine();
            text.WriteLine("What stands between this document and a quiet night:");
            foreach (var finding in worst)
            {
                text.WriteLine($"  {finding.Where, -9} {finding.Code}  {PlainText.Short(finding.Message, 1000)}");
                if (finding.Suggest is { } suggest)
                {
                    text.WriteLine($"                    {PlainText.Short(suggest, 1000)}");
                }
            }

            if (plan.Findings.Count > worst.Count)
            {
                text.WriteLine($"  {plan.Findings.Count} findings in all; `slipway plan --format json` lists them.");
            }
        }

        text.WriteLine();
        WriteShares(text, plan, environment);
    }

    private static void WriteShares(TextWriter text, Plan plan, EnvironmentSpec? environment)
    {
        var work = plan
            .Items.Where(it =>
                it.Forward
                && it.Kind is not (ItemKind.HeadingGroup or ItemKind.Field)
                && it.InsideBlock is null
                && !(it.AttachedTo is not null && it.Commands.Count > 0)
            )
            .ToList();
        var commands = plan.Items.Where(it => it.Forward).SelectMany(it => it.Commands).ToList();
        var shares = ProofShares.Of(plan, environment);
        text.WriteLine(
            $"Of {shares.Claims} claims a machine proves {shares.AsWritten} as written ({Share(shares.AsWritten, shares.Claims)}){Bound(shares, environment)}{(shares.InPart == 0 ? "" : $", {shares.InPart} of them in part")}, {shares.WithChecks} once every source is named in slipway.yaml, people say {shares.People}."
        );
        text.WriteLine(
            $"{work.Count(it => it.Kind == ItemKind.Signoff)} signatures. {commands.Count} commands: {commands.Count(it => it.Effect == Effect.Reads)} read, {commands.Count(it => it.Effect == Effect.Changes)} change, {commands.Count(it => it.Effect == Effect.Destroys)} destroy. {Triggers(plan)}, {plan.Items.Count(it => it.Kind == ItemKind.RollbackStep)} rollback steps."
        );
        var ticked = plan.Items.Count(it => it.Ticked);
        if (ticked > 0)
        {
            text.WriteLine($"{ticked} boxes are ticked already; a tick is a claim and is carried out like the others.");
        }
    }

    private static string Bound(ProofShares shares, EnvironmentSpec? environment) =>
        environment is null
            ? ""
            : $", {shares.WithBindings} with what {environment.Name} names ({Share(shares.WithBindings, shares.Claims)})";

    /// <summary>"7 rollback conditions (2 automatic, 5 considered)".</summary>
    private static string Triggers(Plan plan)
    {
        var triggers = plan.Items.Where(it => it.Kind == ItemKind.Trigger).ToList();
        var acting = triggers.Where(it => it.Authority is not null).CountBy(it => it.Authority!.Value).OrderBy(it => it.Key);
        return $"{triggers.Count} rollback conditions{(triggers.Count == 0 ? "" : $" ({string.Join(", ", acting.Select(it => $"{it.Value} {PlanJson.Name(it.Key)}"))})")}";
    }

    private static string Share(int part, int whole) => whole == 0 ? "no claims" : $"{100.0 * part / whole:0} %";

    private static void WriteItem(TextWriter text, PlanItem item, ItemBinding? binding)
    {
        var indent = item.AttachedTo is null ? "" : "  ";
        text.WriteLine(
            $"  {item.Line, 5}  {Beside(item)}{(item.Authority is { } acts ? PlanJson.Name(acts) : item.Forward ? Who(item, binding) : "off the way"), -12} {indent}{PlanJson.Name(item.Kind), -13} {Clip(item.Commands.Count > 0 ? item.Commands[0].Text.Split('\n')[0] : item.Text)}{Wanted(item)}{Hazards(item)}"
        );
        if (item is { Check: { } check, Proves: { } part })
        {
            text.WriteLine($"         check {check.Kind} proves a part: {PlainText.Short(part, 300)}; a person says the rest");
        }

        if (OwnKindSpec.ProgramOf(item.Check) is { } program)
        {
            text.WriteLine($"         runs {PlainText.Short(program, 200)}");
        }

        if (binding is not null)
        {
            text.WriteLine(
                binding.Rest is { } rest
                    ? $"         check {binding.Check.Kind}, {binding.By}, proves a part: {binding.Proves} A person says the rest: {PlainText.Short(rest, 300)}"
                    : $"         proved by check {binding.Check.Kind}, {binding.By}: {binding.Proves}"
            );
        }
    }

    /// <summary>Where an included item stands in its own document.</summary>
    private static string Beside(PlanItem item) => item.From is { } from ? $"{PlainText.Short(from.ToString(), 60)}  " : "";

    private static string Who(PlanItem item, ItemBinding? binding) =>
        item.Effect switch
        {
            Effect.Changes => "changes",
            Effect.Destroys => "DESTROYS",
            _ when binding is { Rest: not null } => "in part",
            _ when binding is not null => "machine",
            _ when item is { Check: not null, Proves: not null } => "in part",
            _ => item.Proof switch
            {
                Proof.Machine => "machine",
                Proof.Binding => "unbound",
                Proof.Person => "person",
                _ => "",
            },
        };

    private static string Wanted(PlanItem item) =>
        item.Expect is { } wanted && wanted.Text != "exit0" ? $"  → {wanted}{(item.For is { } span ? $" for {span}" : "")}" : "";

    private static string Hazards(PlanItem item) =>
        item.Hazards.Count == 0 ? "" : $"  [{string.Join(", ", item.Hazards.Select(it => PlanJson.Name(it)))}]";

    private static string Clip(string text) => PlainText.Short(text, 76);
}
