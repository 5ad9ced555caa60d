using Slipway.Checklists;

namespace Slipway.Runs.Reports;

/// <summary>A document may hold the value of a secret; its own bytes stay the author's, but what is made from its words hides it.</summary>
internal static class PlanRedaction
{
    /// <summary>The plan with its secrets hidden in everything that a person reads. Its digest is no longer that of the plan where there were any.</summary>
    public static Plan Hide(Plan plan, Func<string, string> redact) =>
        plan with
        {
            Title = redact(plan.Title),
            Items = [.. plan.Items.Select(it => Hide(it, redact))],
            Findings =
            [
                .. plan.Findings.Select(it =>
                    it with
                    {
                        Message = redact(it.Message),
                        Suggest = it.Suggest is { } suggest ? redact(suggest) : null,
                    }
                ),
            ],
        };

    private static PlanItem Hide(PlanItem item, Func<string, string> redact) =>
        item with
        {
            Text = redact(item.Text),
            Phase = redact(item.Phase),
            Condition = item.Condition is { } condition ? redact(condition) : null,
            DoneWhen = item.DoneWhen is { } question ? redact(question) : null,
            Expect = Hide(item.Expect, redact),
            Role = item.Role is { } role ? redact(role) : null,
            Check = item.Check is { } check ? check with { With = check.With.ToDictionary(it => it.Key, it => redact(it.Value)) } : null,
            Commands =
            [
                .. item.Commands.Select(it =>
                    it with
                    {
                        Text = redact(it.Text),
                        Title = it.Title is { } title ? redact(title) : null,
                        Expect = Hide(it.Expect, redact),
                    }
                ),
            ],
        };

    private static Kernel.Expectation? Hide(Kernel.Expectation? wanted, Func<string, string> redact) =>
        wanted is null ? null : Kernel.Expectation.Parse(redact(wanted.Text));
}
