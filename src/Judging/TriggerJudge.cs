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
    public static TriggerMemory Next(TriggerRule rule, TriggerMemory memory, TimeSpan at, Sample sample)
    {
        if (at <= memory.At)
        {
            throw new ArgumentOutOfRangeException(nameof(at), at, "Each sample is later than the one before.");
        }

        var next =
            rule.Mode == TriggerMode.Prometheus ? PrometheusFor.Next(rule, memory, at, sample) : StrictFor.Next(rule, memory, at, sample);
        return next with { At = at };
    }
}
