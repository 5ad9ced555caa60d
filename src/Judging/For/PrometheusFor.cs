using Slipway.Kernel;

namespace Slipway.Judging.For;

/// <summary>
/// An alerting rule that Prometheus 2 evaluates at each line. Source: prometheus/prometheus, rules/alerting.go and the instant
/// selector of promql/engine.go (a sample exactly as old as the lookback still counts); promtool is the oracle of the tests.
/// </summary>
internal static class PrometheusFor
{
    public static TriggerMemory Next(TriggerRule rule, TriggerMemory memory, TimeSpan at, Sample sample)
    {
        var seen = Seen(memory, at, sample);
        if (seen is not { Number: { } number, SeenAt: { } seenAt } || at - seenAt > rule.StaleAfter || !Holds(rule, number))
        {
            return seen with { State = TriggerState.Inactive, Since = null, Fired = false };
        }

        var since = seen.Since ?? at;
        var fires = seen.Fired || at - since >= rule.For;
        return seen with { State = fires ? TriggerState.Firing : TriggerState.Pending, Since = since, Fired = fires };
    }

    private static TriggerMemory Seen(TriggerMemory memory, TimeSpan at, Sample sample) =>
        sample.Kind switch
        {
            SampleKind.Number => memory with { Number = sample.Number, SeenAt = at },
            SampleKind.Stale => memory with { Number = null, SeenAt = at },
            _ => memory,
        };

    /// <summary>In PromQL NaN differs from every number, and so it passes <c>!=</c>, and only that.</summary>
    private static bool Holds(TriggerRule rule, double number) =>
        double.IsNaN(number) ? rule.Comparison == Comparison.NotEqual : rule.Comparison.Holds(number, rule.Bound);
}
