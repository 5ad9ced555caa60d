using System.Collections.Immutable;
using Slipway.Kernel;

namespace Slipway.Judging.For;

/// <summary>Whether all parts of a condition hold at one look: true, false, or null where that cannot be told.</summary>
internal static class PartsOf
{
    /// <summary>How many values a growth needs at the least.</summary>
    private const int FewestPoints = 5;

    /// <summary>Share of the pairs that have to rise, and share of the window that the values have to reach over.</summary>
    private const double Most = 0.75;

    /// <summary>One part that is seen not to hold settles it; otherwise one that cannot be told leaves it open.</summary>
    public static bool? Hold(TriggerRule rule, TriggerMemory seen, TimeSpan at, TriggerLook look)
    {
        bool?[] parts =
        [
            Level(rule, look),
            rule.Parts.GrowingOver is { } window ? Grows(seen.Trail, window, at, look) : true,
            rule.Parts.After is not { } since || at >= since,
            rule.Parts.ChangedWithin is not { } last || at - (seen.ChangedAt ?? TimeSpan.Zero) <= last,
        ];
        return parts.Contains(false) ? false
            : parts.Contains(null) ? null
            : true;
    }

    /// <summary>What is remembered of a look whatever comes of it: the value, and when something was changed.</summary>
    public static TriggerMemory Noted(TriggerRule rule, TriggerMemory memory, TimeSpan at, TriggerLook look)
    {
        var changed = look.Changed && rule.Parts.ChangedWithin is not null ? memory with { ChangedAt = at } : memory;
        return rule.Parts.GrowingOver is { } window && look.Grows is { } number
            ? changed with
            {
                Trail = Kept(memory.Trail, window, new(at, number)),
            }
            : changed;
    }

    private static bool? Level(TriggerRule rule, TriggerLook look)
    {
        var number = look.Sample.Number;
        if (!rule.Parts.OfBaseline)
        {
            return rule.Comparison.Holds(number, rule.Bound) && (rule.Parts.UpTo is not { } top || number <= top);
        }

        return look.Baseline is { } baseline && double.IsFinite(baseline) && baseline != 0
            ? rule.Comparison.Holds(number, baseline * rule.Bound)
            : null;
    }

    /// <summary>Source: M. G. Kendall, Biometrika 30 (1938) 81–93: the pairs that rise, among all of them.</summary>
    private static bool? Grows(ImmutableList<TrailPoint> trail, TimeSpan window, TimeSpan at, TriggerLook look)
    {
        if (look.Grows is not { } number)
        {
            return null;
        }

        var points = trail.Where(it => it.At >= at - window && it.At < at).Append(new(at, number)).ToList();
        if (points.Count < FewestPoints || at - points[0].At < window * Most)
        {
            return null;
        }

        var rising = points.Select((late, index) => points.Take(index).Count(early => early.Number < late.Number)).Sum();
        return number > points[0].Number && rising >= Most * points.Count * (points.Count - 1) / 2;
    }

    /// <summary>Values closer to each other than the window's share of one are not kept, so that their number stays small however often is looked.</summary>
    private static ImmutableList<TrailPoint> Kept(ImmutableList<TrailPoint> trail, TimeSpan window, TrailPoint now)
    {
        var kept = trail.RemoveAll(it => it.At < now.At - window);
        return kept.IsEmpty || now.At - kept[^1].At >= window / TriggerParts.MostPoints ? kept.Add(now) : kept;
    }
}
