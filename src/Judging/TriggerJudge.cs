using Slipway.Judging.For;

namespace Slipway.Judging;

/// <summary>Conditions with a duration, one sample after the other. Pure: the memory is all there is.</summary>
public static class TriggerJudge
{
    /// <summary>What is remembered, and said (<see cref="TriggerMemory.State"/>), after one more sample.</summary>
    /// <param name="rule">The condition.</param>
    /// <param name="memory">What was remembered before.</param>
    /// <param name="at">Time of the sample from any fixed moment on; later than the one before.</param>
    /// <param name="sample">What stood there.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not later than the one before.</exception>
    public static TriggerMemory Next(TriggerRule rule, TriggerMemory memory, TimeSpan at, Sample sample) =>
        Next(rule, memory, at, new TriggerLook(sample));

    /// <summary>What is remembered, and said (<see cref="TriggerMemory.State"/>), after one more look.</summary>
    /// <param name="rule">The condition.</param>
    /// <param name="memory">What was remembered before.</param>
    /// <param name="at">Time of the look; where parts count from the first change, from that on. Later than the one before.</param>
    /// <param name="look">What was seen.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not later than the one before.</exception>
    /// <exception cref="ArgumentException">The rule has parts in Prometheus mode, which knows none.</exception>
    public static TriggerMemory Next(TriggerRule rule, TriggerMemory memory, TimeSpan at, TriggerLook look)
    {
        if (at <= memory.At)
        {
            throw new ArgumentOutOfRangeException(nameof(at), at, "Each sample is later than the one before.");
        }

        if (rule is { Mode: TriggerMode.Prometheus } && rule.Parts != TriggerParts.None)
        {
            throw new ArgumentException("Prometheus mode knows one bound, and nothing beside it.", nameof(rule));
        }

        var next =
            rule.Mode == TriggerMode.Prometheus
                ? PrometheusFor.Next(rule, memory, at, look.Sample)
                : StrictFor.Next(rule, memory, at, look);
        return next with { At = at };
    }
}
