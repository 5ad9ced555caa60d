namespace Slipway.Judging;

/// <summary>Which way a number goes over time: the median of the slopes between all pairs of points, which a few wild points do not move.</summary>
/// <param name="PerHour">The slope, in units of the number per hour.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
/// <param name="Points">Points that it rests on, after thinning.</param>
/// <remarks>
/// Sources: H. Theil, Proc. Kon. Ned. Akad. Wetensch. A 53 (1950) 386–392; P. K. Sen, J. Am. Stat. Assoc. 63 (1968) 1379–1389, for the
/// interval (normal approximation, ties in the values corrected). The interval takes the points for independent of each other; a number
/// that drifts slowly has a wider one than this says.
/// </remarks>
public sealed record Trend(double PerHour, double Low, double High, int Points)
{
    /// <summary>With fewer points there is no trend to speak of.</summary>
    public const int LeastPoints = 8;

    /// <summary>More points are thinned to the medians of so many stretches of equal count.</summary>
    public const int MostPoints = 400;

    private const double Normal = 1.959963984540054;

    /// <summary>True when the interval holds no zero: the number rises, or falls.</summary>
    public bool Moves => Low > 0 || High < 0;

    /// <summary>The trend of points in the order of time; null with fewer than <see cref="LeastPoints"/>, or when all stand at one time.</summary>
    /// <param name="points">Hours since any moment, and the number. What is not finite is left out.</param>
    public static Trend? Of(IReadOnlyList<(double Hours, double Value)> points)
    {
        var kept = Thinned([.. points.Where(it => double.IsFinite(it.Hours) && double.IsFinite(it.Value))]);
        if (kept.Count < LeastPoints)
        {
            return null;
        }

        var slopes = new List<double>(kept.Count * (kept.Count - 1) / 2);
        for (var i = 0; i < kept.Count; i++)
        {
            for (var j = i + 1; j < kept.Count; j++)
            {
                if (kept[j].Hours > kept[i].Hours)
                {
                    slopes.Add((kept[j].Value - kept[i].Value) / (kept[j].Hours - kept[i].Hours));
                }
            }
        }

        if (slopes.Count == 0)
        {
            return null;
        }

        slopes.Sort();
        var half = Normal * Math.Sqrt(VarianceOfS(kept)) / 2;
        var (low, high) = ((int)Math.Round(slopes.Count / 2.0 - half) - 1, (int)Math.Round(slopes.Count / 2.0 + half));
        return new(Median(slopes), slopes[Math.Clamp(low, 0, slopes.Count - 1)], slopes[Math.Clamp(high, 0, slopes.Count - 1)], kept.Count);
    }

    /// <summary>Variance of Kendall's S where there is no trend; values that stand there several times carry less.</summary>
    private static double VarianceOfS(List<(double Hours, double Value)> points)
    {
        static double Term(double n) => n * (n - 1) * (2 * n + 5);
        var ties = points.GroupBy(it => it.Value).Sum(it => Term(it.Count()));
        return (Term(points.Count) - ties) / 18;
    }

    private static List<(double Hours, double Value)> Thinned(List<(double Hours, double Value)> points)
    {
        if (points.Count <= MostPoints)
        {
            return points;
        }

        return
        [
            .. Enumerable
                .Range(0, MostPoints)
                .Select(at =>
                    points.GetRange(
                        (int)((long)at * points.Count / MostPoints),
                        (int)((long)(at + 1) * points.Count / MostPoints) - (int)((long)at * points.Count / MostPoints)
                    )
                )
                .Select(it => (Median([.. it.Select(point => point.Hours).Order()]), Median([.. it.Select(point => point.Value).Order()]))),
        ];
    }

    private static double Median(List<double> sorted) =>
        sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
}
