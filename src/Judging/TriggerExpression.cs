using System.Text.RegularExpressions;
using Slipway.Kernel;

namespace Slipway.Judging;

/// <summary>
/// A condition in words: a bound (<c>&gt; 0.10</c>), a band (<c>between 1 and 5</c>) or a multiple of the baseline
/// (<c>&gt; 2x baseline</c>), and beside it with <c>and</c>: <c>growing over 5m</c>, <c>after 1h</c>, <c>changed within 30m</c>,
/// <c>3 in a row</c>.
/// </summary>
/// <param name="Condition">The bound.</param>
/// <param name="Parts">What stands beside it.</param>
public sealed partial record TriggerExpression(Condition Condition, TriggerParts Parts)
{
    /// <summary>Reads it; null when any of it is not understood: half a condition would be another one.</summary>
    public static TriggerExpression? TryParse(string text)
    {
        if (Condition.TryParse(text) is { } plain)
        {
            return new(plain, TriggerParts.None);
        }

        var wanted = Expectation.Parse(Beginning().Replace(text.Trim(), "value "));
        return TriggerParts.Of(wanted) is var (oneLook, parts) && oneLook is [var bound]
            ? Expectation.Parse(bound).Clauses switch
            {
                [Clause.Value { Measure: "", Bound: { Unit: "" } level } it] => new(new(it.Comparison, level.Number), parts),
                [Clause.Between { Low: { Unit: "" } low, High: { Unit: "" } high }] when low.Number <= high.Number => new(
                    new(Comparison.AtLeast, low.Number),
                    parts with
                    {
                        UpTo = high.Number,
                    }
                ),
                [Clause.OfBaseline it] => new(new(it.Comparison, it.Factor), parts with { OfBaseline = true }),
                _ => null,
            }
            : null;
    }

    /// <summary>Where a bound begins that names no measure.</summary>
    [GeneratedRegex(@"(?<=^|\sand\s)(?=[<>=!≤≥≠]|between\s)")]
    private static partial Regex Beginning();
}
