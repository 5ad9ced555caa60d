namespace Slipway.Flakes.Wording;

/// <summary>
/// What the flakes of a test have in common that its other outcomes do not: a machine, a time of day, how long it takes. Told only
/// where chance is no explanation.
/// </summary>
internal static class Circumstances
{
    /// <summary>Twice the log of the likelihood ratio (the G statistic, Sokal and Rohlf 1981), far beyond what dozens of hosts bring by chance.</summary>
    private const double Beyond = 18;
    private const int FewestFlakes = 4;

    public static IEnumerable<string> Of(TestStory story, IReadOnlyList<int> flakes)
    {
        if (flakes.Count < FewestFlakes)
        {
            yield break;
        }

        if (Common(story, flakes, it => it.Host < 0 ? null : it.Host) is { } host)
        {
            yield return $"{host.Flakes} of {flakes.Count} flakes on host {story.History.Hosts[host.Value]}, which ran {TestWording.Percent(host.Share)} of its outcomes";
        }

        if (Common(story, flakes, it => (int)(it.AtMs / 3_600_000 % 24 / 4)) is { } time)
        {
            yield return $"{time.Flakes} of {flakes.Count} flakes between {time.Value * 4:00}:00 and {time.Value * 4 + 4:00}:00 UTC, when {TestWording.Percent(time.Share)} of its outcomes were";
        }

        if (Drift(story) is { } drift)
        {
            yield return $"its passes take {drift:0.0} times as long as at the beginning";
        }
    }

    private static (int Value, int Flakes, double Share)? Common(TestStory story, IReadOnlyList<int> flakes, Func<HistoryRow, int?> valueOf)
    {
        var (all, ofFlakes, total) = (new Dictionary<int, int>(), new Dictionary<int, int>(), 0);
        foreach (ref readonly var it in story.Judged.Evidence.Of(story.Test))
        {
            if (valueOf(story.History.Rows[it.Row]) is { } value)
            {
                all[value] = all.GetValueOrDefault(value) + 1;
                total++;
            }
        }

        foreach (var flake in flakes)
        {
            if (valueOf(story.Row(flake)) is { } value)
            {
                ofFlakes[value] = ofFlakes.GetValueOrDefault(value) + 1;
            }
        }

        if (ofFlakes.Count == 0 || all.Count < 2)
        {
            return null;
        }

        var (most, count) = ofFlakes.OrderByDescending(it => it.Value).ThenBy(it => it.Key).First();
        var share = all[most] / (double)total;
        return count > share * flakes.Count && Surprise(count, flakes.Count, share) > Beyond ? (most, count, share) : null;
    }

    private static double Surprise(int count, int all, double share)
    {
        var inside = count * Math.Log(count / (share * all));
        var outside = count == all ? 0 : (all - count) * Math.Log((all - count) / ((1 - share) * all));
        return 2 * (inside + outside);
    }

    /// <summary>How many times as long the last quarter of the passes takes as the first, where that is more than half as long again and no noise.</summary>
    private static double? Drift(TestStory story)
    {
        var times = new List<double>();
        foreach (ref readonly var it in story.Judged.Evidence.Of(story.Test))
        {
            if (!it.Failed && story.History.Rows[it.Row].Ms is var ms && float.IsFinite(ms))
            {
                times.Add(ms);
            }
        }

        var quarter = times.Count / 4;
        if (quarter < 10)
        {
            return null;
        }

        var (early, late) = (times[..quarter], times[^quarter..]);
        var (from, to) = (early.Average(), late.Average());
        var noise = Math.Sqrt((Variance(early, from) + Variance(late, to)) / quarter);
        return from > 0 && to > 1.5 * from && to - from > 6 * noise ? to / from : null;
    }

    private static double Variance(List<double> values, double mean) => values.Average(it => (it - mean) * (it - mean));
}
