using Slipway.Judging;

namespace Slipway.Runs.Deciding;

/// <summary>
/// Whose a condition is: told by what is seen of each version. What both versions show is an incident of the world: the run holds and
/// asks people. Pure.
/// </summary>
internal static class Attributions
{
    /// <summary>True for what no way back mends: the run holds, and the trigger stays armed.</summary>
    public static bool IsOfTheWorld(TriggerAttribution? whose) => whose is TriggerAttribution.Both or TriggerAttribution.Stable;

    /// <summary>
    /// What has come true after a look; null while nothing has. While the candidate's condition has lasted and the other version breaches
    /// too, but not yet as long, it is waited which of them it is: at the most until the other's has lasted as well.
    /// </summary>
    /// <param name="step">The trigger before the look.</param>
    /// <param name="looked">The look: what it did not see does not come true by it.</param>
    /// <param name="next">What is remembered of the version that is being released, after it.</param>
    /// <param name="stable">What is remembered of the version that serves; null when the number cannot be told apart.</param>
    public static TriggerAttribution? Of(StepState step, RunEvent.TriggerLooked looked, TriggerMemory next, TriggerMemory? stable)
    {
        if (looked.Holds == true && next.State == TriggerState.Firing)
        {
            return IsOfTheWorld(step.FiredAs)
                ? IsAlone(next, stable)
                    ? TriggerAttribution.Candidate
                    : null
                : stable?.State switch
                {
                    null or TriggerState.Hold => TriggerAttribution.NotAttributed,
                    TriggerState.Inactive => TriggerAttribution.Candidate,
                    TriggerState.Firing => TriggerAttribution.Both,
                    _ => null,
                };
        }

        return
            step.FiredAs is null
            && looked.Stable is { Holds: true }
            && stable?.State == TriggerState.Firing
            && next.State is TriggerState.Inactive or TriggerState.Hold
            ? TriggerAttribution.Stable
            : null;
    }

    /// <summary>
    /// What is remembered of the candidate before a look: behind an incident of both versions only the time counts in which it was
    /// alone, so that the end of the incident is not taken for a fault of the release.
    /// </summary>
    public static TriggerMemory Before(StepState step, TriggerMemory stable) =>
        IsOfTheWorld(step.FiredAs) && (step.WatchStable.Since is not null || stable.Since is not null)
            ? step.Watch with
            {
                Since = null,
                Fired = false,
                Row = 0,
                Misses = 0,
            }
            : step.Watch;

    private static bool IsAlone(TriggerMemory next, TriggerMemory? stable) =>
        next.Since < next.At && stable is { State: TriggerState.Inactive };
}
