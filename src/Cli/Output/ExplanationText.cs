using Slipway.Checklists;

namespace Slipway.Cli.Output;

/// <summary>What was understood of one line, for people.</summary>
internal static class ExplanationText
{
    public static void Write(TextWriter text, Explanation it)
    {
        var item = it.Item;
        text.WriteLine($"{item.Where}  {PlainText.Short(item.Text, 2000)}");
        text.WriteLine();
        text.WriteLine($"kind     {PlanJson.Name(item.Kind)}  ({it.KindRule}) {it.KindReason}");
        text.WriteLine($"scope    {PlanJson.Name(item.Scope)}{(item.Forward ? "" : ", not on the way forward")}{Because(it.ScopeReason)}");
        if (item.Authority is { } authority)
        {
            text.WriteLine($"acts     {PlanJson.Name(authority)}: {Acts(authority)}. {it.AuthorityReason}");
        }

        text.WriteLine(
            item.Expect is { } wanted
                ? $"expects  {wanted}  ({it.ExpectRule}) {it.ExpectReason}"
                : "expects  nothing that could be held against evidence"
        );
        if (!(item.Expect?.Understood ?? true))
        {
            text.WriteLine("         a part of this is not something that one look can show; it will be inconclusive");
        }

        text.WriteLine($"effect   {item.Effect.ToString().ToLowerInvariant()}  {it.EffectReason}");
        text.WriteLine(
            $"proof    {Proof(item.Proof)}{(item.Proves is { } part ? $", but only this: {part}; a person says the rest" : "")}"
        );
        WriteTimes(text, item);
        foreach (var hazard in item.Hazards)
        {
            text.WriteLine($"hazard   {PlanJson.Name(hazard)}");
        }

        if (OwnKindSpec.ProgramOf(item.Check) is { } program)
        {
            text.WriteLine($"runs     {PlainText.Short(program, 1000)}");
        }

        foreach (var command in item.Commands)
        {
            text.WriteLine(
                $"  {command.Line, 5}  {command.Effect.ToString().ToLowerInvariant(), -8}  {command.Text.ReplaceLineEndings("\n                  ")}{(command.Expect is { } own ? $"  → {own}" : "")}"
            );
        }

        if (it.Annotation is { } where)
        {
            text.WriteLine($"said at  {where}: an annotation wins over every rule");
        }

        text.WriteLine();
        text.WriteLine($"To say it otherwise, put behind the line: {it.Otherwise}");
    }

    private static string Because(string reason) => reason.Length == 0 ? "" : $"  because of {reason}";

    private static string Acts(TriggerAuthority authority) =>
        authority switch
        {
            TriggerAuthority.Automatic => "nobody is asked, it goes back by itself",
            TriggerAuthority.Immediate => "a person may act at once, without a vote",
            _ => "people look at it and decide",
        };

    private static string Proof(Proof proof) =>
        proof switch
        {
            Checklists.Proof.Machine => "a machine, as it is written",
            Checklists.Proof.Binding => "a machine, once slipway.yaml names a source (base-url, metrics, sources)",
            Checklists.Proof.Person => "a person says it",
            _ => "nothing of its own: it groups, or is no work",
        };

    private static void WriteTimes(TextWriter text, PlanItem item)
    {
        foreach (
            var (name, value) in (ReadOnlySpan<(string, string?)>)
                [
                    ("at", item.At),
                    ("for", item.For),
                    ("every", item.Cadence),
                    ("window", item.Window),
                    ("takes", item.Estimate),
                    ("within", item.Deadline),
                ]
        )
        {
            if (value is not null)
            {
                text.WriteLine($"{name, -8} {value}");
            }
        }
    }
}
