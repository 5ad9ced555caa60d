using System.Numerics;
using Slipway.Kernel;

namespace Slipway.Judging.For;

/// <summary>
/// What is not known neither resets nor fires. Time inside a gap that is longer than the staleness limit does not count, as nobody
/// saw whether the condition held in it.
/// </summary>
internal static class StrictFor
{
    public static TriggerMemory Next(TriggerRule rule, TriggerMemory memory, TimeSpan at, TriggerLook look)
    {
        var noted = PartsOf.Noted(rule, memory, at, look);
        if (!look.Sample.IsUsable)
        {
            return Unseen(rule, noted, at, look.Sample);
        }

        if (PartsOf.Hold(rule, noted, at, look) is not { } holds)
        {
            return noted with { State = TriggerState.Hold };
        }

        var seen = WithoutGap(rule, noted, at) with { SeenAt = at, Number = look.Sample.Number };
        return holds ? Breach(rule, seen, at) : Miss(rule, seen);
    }

    /// <summary>Missing within the limit leaves everything as it is; NaN, an infinity and a series that ended say at once that there is no number.</summary>
    private static TriggerMemory Unseen(TriggerRule rule, TriggerMemory memory, TimeSpan at, Sample sample)
    {
        var isFresh = sample.Kind == SampleKind.Missing && memory.SeenAt is { } seenAt && at - seenAt <= rule.StaleAfter;
        return isFresh ? memory : memory with { State = TriggerState.Hold };
    }

    private static TriggerMemory WithoutGap(TriggerRule rule, TriggerMemory memory, TimeSpan at) =>
        memory is { Since: { } since, SeenAt: { } seenAt } && at - seenAt > rule.StaleAfter
            ? memory with
            {
                Since = since + (at - seenAt),
            }
            : memory;

    private static TriggerMemory Breach(TriggerRule rule, TriggerMemory seen, TimeSpan at)
    {
        var since = seen.Since ?? at;
        var row = rule.Parts.InARow > 1 ? Math.Min(seen.Row + 1, rule.Parts.InARow) : 0;
        var fires = seen.Fired || (at - since >= rule.For && (rule.Parts.InARow <= 1 || row >= rule.Parts.InARow));
        return seen with
        {
            Row = row,
            State = fires ? TriggerState.Firing : TriggerState.Pending,
            Since = since,
            Fired = fires,
            Misses = (seen.Misses << 1) & rule.Tolerance.Window,
        };
    }

    private static TriggerMemory Miss(TriggerRule rule, TriggerMemory seen)
    {
        seen = seen with { Row = 0 };
        var misses = ((seen.Misses << 1) | 1) & rule.Tolerance.Window;
        return seen.Since is null || BitOperations.PopCount(misses) > rule.Tolerance.Misses
            ? seen with
            {
                State = TriggerState.Inactive,
                Since = null,
                Fired = false,
                Misses = 0,
            }
            : seen with
            {
                State = seen.Fired ? TriggerState.Firing : TriggerState.Pending,
                Misses = misses,
            };
    }
}
