using Slipway.Checklists;
using Slipway.Checks;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>
/// Which conditions a machine can watch: those whose number has a source here. All others stay what they are, a reason for people to
/// go back. Pure.
/// </summary>
internal static class TriggerSteps
{
    /// <summary>The longest time between two looks where the document names none.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>Time between two looks at a condition that need not last, where the document names none.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    /// <summary>How long "sustained" is where the document names no time.</summary>
    private static readonly TimeSpan Sustained = TimeSpan.FromMinutes(5);

    /// <summary>The step that watches the condition; null when nothing here can see it.</summary>
    public static Step? Of(PlanItem item, EnvironmentSpec? environment) =>
        item.Kind == ItemKind.Trigger && SourceOf(item, environment) is var (check, danger)
            ? new()
            {
                Id = StepId.OfLine(item.Line),
                Line = item.Line,
                From = item.From,
                Text = item.Text,
                Phase = item.Phase,
                Kind = item.Kind,
                Scope = item.Scope,
                Work = Work.Trigger,
                Effect = Effect.Reads,
                Expect = danger,
                Check = check,
                Limit = item.Limit ?? TimeSpan.FromSeconds(10),
                Standing = new(ForOf(item), EveryOf(item), item.Authority ?? TriggerAuthority.Considered),
            }
            : null;

    private static (CheckSpec Check, string Danger)? SourceOf(PlanItem item, EnvironmentSpec? environment)
    {
        var (check, danger) =
            item.Check is { } own ? (own, item.Expect)
            : Bindings.OfTrigger(item, environment) is { } bound ? (bound.Check, bound.Expect ?? item.Expect)
            : (null, null);
        return check is not null && danger is not null && danger.Text != "event" && CheckKinds.All.ContainsKey(check.Kind)
            ? (check, danger.Text)
            : null;
    }

    private static TimeSpan ForOf(PlanItem item) => item.For is null ? TimeSpan.Zero : Durations.TryParse(item.For) ?? Sustained;

    /// <summary>What the document says; otherwise four looks in the time that the condition has to last, at least one a second and one in 15 seconds.</summary>
    private static TimeSpan EveryOf(PlanItem item) =>
        item.Cadence is { } said && Durations.TryParse(said) is { } every ? every
        : ForOf(item) is var lasts && lasts == TimeSpan.Zero ? AtOnce
        : TimeSpan.FromSeconds(Math.Clamp(lasts.TotalSeconds / 4, 1, Longest.TotalSeconds));
}
