using Slipway.Checklists;
using Slipway.Checks;
using Slipway.Judging;
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

    /// <summary>The step that watches the condition; null when nothing here can see it, or not all of it is understood.</summary>
    public static Step? Of(PlanItem item, EnvironmentSpec? environment) =>
        Bindings.OfTrigger(item, environment) is { } bound && WatchOf(item, bound) is var (danger, watch)
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
                Check = LaneChecks.Candidate(bound.Check),
                Limit = item.Limit ?? TimeSpan.FromSeconds(10),
                Standing = watch,
            }
            : null;

    /// <summary>The conditions that no machine here watches: people do.</summary>
    public static IReadOnlyList<TriggerButton> Others(IEnumerable<PlanItem> items, IEnumerable<Step> steps)
    {
        var watched = steps.Where(it => it.Work == Work.Trigger).Select(it => it.Line).ToHashSet();
        return
        [
            .. items
                .Where(it => it.Kind == ItemKind.Trigger && !watched.Contains(it.Line))
                .Select(it => new TriggerButton(it.Line, it.From, it.Text)),
        ];
    }

    private static (string Danger, StandingWatch Watch)? WatchOf(PlanItem item, ItemBinding bound)
    {
        if (
            bound.Expect is not { Understood: true } wanted
            || !CheckKinds.All.ContainsKey(bound.Check.Kind)
            || TriggerParts.Of(wanted) is not { OneLook: { Count: > 0 } danger, Parts: var parts }
        )
        {
            return null;
        }

        // "Growing for 10 minutes" says over how long it grows, and not how long it goes on growing.
        var lasts =
            !item.ExpectIsSaid && parts.GrowingOver is { } window && item.For is { } span && Durations.TryParse(span) == window
                ? TimeSpan.Zero
                : ForOf(item);
        var beside = wanted.Parts.Except(danger).ToList();
        return (
            string.Join(" and ", danger),
            new(lasts, EveryOf(item, lasts), item.Authority ?? TriggerAuthority.Considered)
            {
                Beside = beside.Count == 0 ? null : string.Join(" and ", beside),
                Stable = LaneChecks.AsksOfLane(bound.Check) ? LaneChecks.Stable(bound.Check) : null,
                SaysWhose = true,
            }
        );
    }

    private static TimeSpan ForOf(PlanItem item) => item.For is null ? TimeSpan.Zero : Durations.TryParse(item.For) ?? Sustained;

    /// <summary>What the document says; otherwise four looks in the time that the condition has to last, at least one a second and one in 15 seconds.</summary>
    private static TimeSpan EveryOf(PlanItem item, TimeSpan lasts) =>
        item.Cadence is { } said && Durations.TryParse(said) is { } every ? every
        : lasts == TimeSpan.Zero ? AtOnce
        : TimeSpan.FromSeconds(Math.Clamp(lasts.TotalSeconds / 4, 1, Longest.TotalSeconds));
}
