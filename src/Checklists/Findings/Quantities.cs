using Slipway.Checklists.Meaning;
using Slipway.Kernel;

namespace Slipway.Checklists.Findings;

/// <summary>A bound on a named quantity, and the line that states it.</summary>
/// <param name="Name">The quantity, evened out: <c>error rate</c>, <c>p95 response time</c>.</param>
/// <param name="Comparison">How it is compared.</param>
/// <param name="Bound">The bound.</param>
/// <param name="Item">The item that states it.</param>
internal sealed record StatedBound(string Name, Comparison Comparison, Quantity Bound, PlanItem Item)
{
    /// <summary>True for an upper bound: the number must stay below, or stops the release when above.</summary>
    public bool IsUpper => Comparison is Comparison.Less or Comparison.AtMost;

    /// <summary>True when it stops or reverses the release.</summary>
    public bool Stops => Item.Kind == ItemKind.Trigger;
}

/// <summary>Finds the bounds of a plan and names what they bound, so that the same quantity is known in several lines.</summary>
internal static class Quantities
{
    /// <summary>As an evened text says them, with the blanks around.</summary>
    private static readonly (string Said, string Name)[] Known =
    [
        (" error rate ", "error rate"),
        (" error rates ", "error rate"),
        (" errors rate ", "error rate"),
        (" error ratio ", "error rate"),
        (" failure rate ", "error rate"),
        (" fehlerrate ", "error rate"),
        (" success rate ", "success rate"),
        (" response time ", "response time"),
        (" response times ", "response time"),
        (" latency ", "response time"),
        (" antwortzeit ", "response time"),
        (" availability ", "availability"),
        (" uptime ", "availability"),
        (" verfügbarkeit ", "availability"),
        (" cpu ", "cpu"),
        (" memory ", "memory"),
        (" disk ", "disk"),
        (" queue size ", "queue size"),
        (" queue depth ", "queue size"),
        (" queue length ", "queue size"),
    ];

    private static readonly string[] Percentiles = ["p50", "p75", "p90", "p95", "p99", "avg", "average", "max", "median"];

    public static IEnumerable<StatedBound> In(IEnumerable<PlanItem> items) =>
        from item in items
        where
            item.Expect is not null && item.Scope is not (Scope.AlertList or Scope.Reference or Scope.Template) && item.Commands.Count == 0
        let name = NameOf(item)
        where name is not null
        from bound in BoundsOf(item.Expect!)
        select new StatedBound(name, bound.Comparison, bound.Bound, item);

    private static IEnumerable<(Comparison Comparison, Quantity Bound)> BoundsOf(Expectation expect)
    {
        foreach (var clause in expect.Clauses)
        {
            switch (clause)
            {
                case Clause.Value value:
                    yield return (value.Comparison, value.Bound);
                    break;
                case Clause.Between range:
                    yield return (Comparison.AtLeast, range.Low);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The quantity that a line speaks of, with whose it is; null when it is none that is known to recur.</summary>
    public static string? NameOf(PlanItem item)
    {
        var words = Words.Of(item.Text.Length > 200 ? item.Text[..200] : item.Text);
        foreach (var (said, name) in Known)
        {
            var at = words.Evened.IndexOf(said, StringComparison.Ordinal);
            if (at >= 0)
            {
                var owner = words
                    .Evened[..at]
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .LastOrDefault(it => !Passed.Contains(it) && !it.Any(char.IsDigit));
                var percentile = words.Split().FirstOrDefault(it => Percentiles.Contains(it));
                return $"{percentile} {owner} {name}".Replace("  ", " ", StringComparison.Ordinal).Trim();
            }
        }

        return null;
    }

    /// <summary>Words before a quantity that do not say whose it is.</summary>
    private static readonly HashSet<string> Passed = new(
        [
            "check",
            "verify",
            "monitor",
            "confirm",
            "ensure",
            "watch",
            "the",
            "api",
            "overall",
            "average",
            "avg",
            "max",
            "high",
            "first",
            "hour",
            "total",
            "that",
            "hourly",
            "if",
            "any",
            "when",
            "application",
            "system",
            "service",
        ],
        StringComparer.Ordinal
    );
}
