namespace Slipway.FlakeSimulation;

/// <summary>Measures of a ranking and of decisions.</summary>
public static class Scores
{
    /// <summary>Area under the ROC curve; ties count half. NaN without both kinds.</summary>
    public static double Auc(IReadOnlyList<(double Score, bool Is)> items)
    {
        var sorted = items.OrderBy(it => it.Score).ToList();
        double ranks = 0;
        long positives = 0;
        for (var at = 0; at < sorted.Count; )
        {
            var end = at;
            while (end < sorted.Count && sorted[end].Score.Equals(sorted[at].Score))
            {
                end++;
            }

            var here = sorted.Skip(at).Take(end - at).Count(it => it.Is);
            ranks += here * ((at + 1 + end) / 2.0);
            positives += here;
            at = end;
        }

        var negatives = sorted.Count - positives;
        return positives == 0 || negatives == 0
            ? double.NaN
            : (ranks - positives * (positives + 1) / 2.0) / (positives * (double)negatives);
    }

    /// <summary>Average precision: the mean of the precision at each rank that holds one. Ties stand as a group.</summary>
    public static double AveragePrecision(IReadOnlyList<(double Score, bool Is)> items)
    {
        double sum = 0;
        int seen = 0,
            found = 0;
        foreach (var group in items.GroupBy(it => it.Score).OrderByDescending(it => it.Key))
        {
            var here = group.Count(it => it.Is);
            seen += group.Count();
            found += here;
            sum += here * (found / (double)seen);
        }

        return found == 0 ? double.NaN : sum / found;
    }

    public static double Brier(IReadOnlyList<(double Score, bool Is)> items) =>
        items.Count == 0 ? double.NaN : items.Average(it => Math.Pow(it.Score - (it.Is ? 1 : 0), 2));

    /// <summary>Matthews correlation of a decision.</summary>
    public static double Matthews(IReadOnlyList<(bool Said, bool Is)> items)
    {
        double tp = items.Count(it => it is { Said: true, Is: true }),
            tn = items.Count(it => it is { Said: false, Is: false }),
            fp = items.Count(it => it is { Said: true, Is: false }),
            fn = items.Count(it => it is { Said: false, Is: true });
        var below = Math.Sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
        return below == 0 ? double.NaN : (tp * tn - fp * fn) / below;
    }

    /// <summary>Share of <paramref name="items"/> that the condition holds for; NaN of none.</summary>
    public static double Share<T>(this IReadOnlyCollection<T> items, Func<T, bool> holds) =>
        items.Count == 0 ? double.NaN : items.Count(holds) / (double)items.Count;
}
