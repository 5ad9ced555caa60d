using Slipway.Kernel;

namespace Slipway.Checklists.Findings;

/// <summary>A number may lie where it is neither good nor a reason to stop, and then nobody knows what to do.</summary>
internal sealed class UndefinedZone : FindingRule
{
    public override string Code => "SW2401";

    public override string Name => "undefined-zone";

    public override string Says => "Between good and stop lies a zone for which nothing is said.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Look(FindingContext context)
    {
        foreach (var quantity in context.Bounds.GroupBy(it => it.Name, StringComparer.Ordinal))
        {
            foreach (var upper in (bool[])[true, false])
            {
                var good = quantity.Where(it => !it.Stops && it.IsUpper == upper && it.Comparison != Comparison.Equal).ToList();
                var bad = quantity.Where(it => it.Stops && it.IsUpper != upper).ToList();
                if (Gap(good, bad, upper) is var (best, worst))
                {
                    yield return At(
                        context,
                        worst.Item.Line,
                        $"{quantity.Key}: good is {best.Comparison.Sign()} {best.Bound} (line {best.Item.Line}), stop is {worst.Comparison.Sign()} {worst.Bound}; between {Ends(best, worst, upper)} nothing says what to do.",
                        "Let the two bounds meet, or say who decides in between."
                    );
                }
            }
        }
    }

    /// <summary>The loosest good bound and the nearest one that stops, when they do not meet.</summary>
    private static (StatedBound Best, StatedBound Worst)? Gap(List<StatedBound> good, List<StatedBound> bad, bool upper)
    {
        if (good.Count == 0 || bad.Count == 0 || good.Concat(bad).Any(it => it.Bound.In(good[0].Bound.Unit) is null))
        {
            return null;
        }

        double In(StatedBound bound) => bound.Bound.In(good[0].Bound.Unit)!.Value;
        var best = upper ? good.MaxBy(In)! : good.MinBy(In)!;
        var worst = upper ? bad.MinBy(In)! : bad.MaxBy(In)!;
        return (upper ? In(best) < In(worst) : In(best) > In(worst)) ? (best, worst) : null;
    }

    private static string Ends(StatedBound best, StatedBound worst, bool upper) =>
        upper ? $"{best.Bound} and {worst.Bound}" : $"{worst.Bound} and {best.Bound}";
}

/// <summary>Two lines want different things of one number.</summary>
internal sealed class ContradictoryBounds : FindingRule
{
    public override string Code => "SW2402";

    public override string Name => "contradictory-bounds";

    public override string Says => "Two lines want different things of one number.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Look(FindingContext context)
    {
        foreach (var quantity in context.Bounds.GroupBy(it => it.Name, StringComparer.Ordinal))
        {
            if (Crossing(quantity.ToList()) is var (good, bad))
            {
                yield return At(
                    context,
                    bad.Item.Line,
                    $"{quantity.Key}: {bad.Comparison.Sign()} {bad.Bound} stops the release, while line {good.Item.Line} calls {good.Comparison.Sign()} {good.Bound} good; some numbers are both.",
                    "Let one of the two hold."
                );
            }

            var first = quantity.FirstOrDefault(it => !it.Stops && it.IsUpper);
            var targets = quantity
                .Where(it => !it.Stops && it.IsUpper && it.Item != first?.Item && it.Bound.In(first!.Bound.Unit) is not null)
                .Prepend(first)
                .OfType<StatedBound>()
                .GroupBy(it => it.Bound)
                .OrderBy(it => it.Key.In(first!.Bound.Unit))
                .ToList();
            if (targets.Count > 1)
            {
                var said = string.Join(
                    ", ",
                    targets.Select(it => $"{it.First().Comparison.Sign()} {it.Key} (line {it.First().Item.Line})")
                );
                yield return At(
                    context,
                    targets[^1].First().Item.Line,
                    $"{quantity.Key} has {targets.Count} targets: {said}.",
                    "Say which one decides."
                );
            }
        }
    }

    private static (StatedBound Good, StatedBound Bad)? Crossing(List<StatedBound> bounds)
    {
        foreach (var good in bounds.Where(it => !it.Stops && it.Comparison != Comparison.Equal))
        {
            foreach (var bad in bounds.Where(it => it.Stops && it.IsUpper != good.IsUpper).Take(20))
            {
                if (bad.Bound.In(good.Bound.Unit) is { } stop && (good.IsUpper ? stop < good.Bound.Number : stop > good.Bound.Number))
                {
                    return (good, bad);
                }
            }
        }

        return null;
    }
}
