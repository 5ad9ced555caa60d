using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Holds;

/// <summary>What a hold asks, in words.</summary>
internal static class Questions
{
    public static string For(Step step)
    {
        if (step.Blocked.Count > 0)
        {
            return $"Slipway cannot carry this out: {string.Join("; ", step.Blocked)}. Do it by hand, then say so.";
        }

        if (step.Proved is { } part && step.Kind is not (ItemKind.Signoff or ItemKind.Decision or ItemKind.Field))
        {
            return $"The check speaks only for this: {part}. Is the rest so too?";
        }

        return step.Kind switch
        {
            ItemKind.Signoff => (step.Role is { } role ? $"{role}: do you approve?" : "Who approves?") + Only(step),
            ItemKind.Decision when step.Choices.Count > 0 => $"Decide: {string.Join(" / ", step.Choices)}{Only(step)}",
            ItemKind.Decision => $"Does this hold?{Only(step)}",
            ItemKind.Metric => $"What is the value?{Wanted(step)}",
            ItemKind.Field when step.Choices.Count > 0 => string.Join(" / ", step.Choices),
            ItemKind.Field => $"What goes into the blank{(step.Label is { Length: > 0 } label ? $" \"{label}\"" : "")}?",
            ItemKind.Notify => "Has the message gone out?",
            ItemKind.Traffic => "Has the traffic been moved?",
            ItemKind.Watch => "What did you see?",
            _ => $"Is this done?{Wanted(step)}",
        };
    }

    /// <summary>Who signs says with it that the condition does not hold, or that all is well where it does.</summary>
    private static string Only(Step step) => step.Condition is { } condition ? $" (asked for: {condition})" : "";

    private static string Wanted(Step step) => step.Expect is { } wanted && wanted != "exit0" ? $" (wanted: {wanted})" : "";

    public static string ForFailure(StepState step) =>
        step.Verdict switch
        {
            Verdict.Fail when step.Step.Work == Work.Trigger => $"A condition in which to go back has come true: {step.Why}",
            Verdict.Fail => $"This failed: {step.Why}",
            Verdict.Error => $"The look itself broke: {step.Why}",
            Verdict.NotRun => "This was not carried out.",
            _ => $"This is not known: {step.Why}",
        };
}
