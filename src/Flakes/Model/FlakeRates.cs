namespace Slipway.Flakes.Model;

/// <summary>How sure a share is that was counted.</summary>
internal static class FlakeRates
{
    /// <summary>Wilson's score interval, 95 % (Wilson, J. Am. Stat. Assoc. 22, 1927).</summary>
    /// <param name="flakes">0 to <paramref name="outcomes"/>.</param>
    /// <param name="outcomes">0 counts as 1.</param>
    /// <returns>Low and high end, 0 to 1.</returns>
    public static (double Low, double High) Interval(int flakes, int outcomes)
    {
        const double z = 1.959964;
        double n = Math.Max(1, outcomes);
        var rate = flakes / n;
        var middle = (rate + z * z / (2 * n)) / (1 + z * z / n);
        var half = z / (1 + z * z / n) * Math.Sqrt(rate * (1 - rate) / n + z * z / (4 * n * n));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
