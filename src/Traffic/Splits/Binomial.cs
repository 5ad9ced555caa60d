namespace Slipway.Traffic.Splits;

/// <summary>Tails of the binomial distribution by the regularised incomplete beta function (NIST Handbook of Mathematical Functions, 8.17.5).</summary>
internal static class Binomial
{
    private const int Steps = 500;
    private const double Tiny = 1e-300;

    /// <summary>Chance of at least <paramref name="hits"/> of <paramref name="trials"/> when each has the chance <paramref name="p"/>. Both counts may be broken.</summary>
    public static double AtLeast(double hits, double trials, double p) =>
        hits <= 0 ? 1
        : p <= 0 ? 0
        : p >= 1 ? 1
        : Beta(p, hits, trials - hits + 1);

    /// <summary>Chance of at most that many.</summary>
    public static double AtMost(double hits, double trials, double p) =>
        hits >= trials ? 1
        : p <= 0 ? 1
        : p >= 1 ? 0
        : Beta(1 - p, trials - hits, hits + 1);

    /// <summary>The chances which a count does not contradict (Clopper and Pearson, 1934): each end is contradicted at half of <paramref name="alpha"/>.</summary>
    public static (double Low, double High) Interval(double hits, double trials, double alpha) =>
        (
            hits <= 0 ? 0 : Root(p => AtLeast(hits, trials, p) - (alpha / 2)),
            hits >= trials ? 1 : Root(p => (alpha / 2) - AtMost(hits, trials, p))
        );

    /// <summary>Where a rising function from 0 to 1 is 0, by halving.</summary>
    private static double Root(Func<double, double> rising)
    {
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = rising(middle) < 0 ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>The regularised incomplete beta function.</summary>
    private static double Beta(double x, double a, double b)
    {
        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));
        // The fraction converges quickly on one side of the mean only.
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - (front * Fraction(1 - x, b, a) / b);
    }

    /// <summary>The continued fraction, by Lentz's method as Thompson and Barnett changed it (1986).</summary>
    private static double Fraction(double x, double a, double b)
    {
        var d = 1 / Away(1 - ((a + b) * x / (a + 1)));
        var (c, value) = (1.0, d);
        for (var m = 1; m <= Steps; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / Away(1 + (even * d));
            c = Away(1 + (even / c));
            value *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / Away(1 + (odd * d));
            c = Away(1 + (odd / c));
            value *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-14)
            {
                break;
            }
        }

        return value;
    }

    private static double Away(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    /// <summary>Stirling's series (NIST, 5.11.1) after the argument was raised to where it is exact in double precision.</summary>
    private static double LogGamma(double z)
    {
        var raised = 0.0;
        while (z < 15)
        {
            raised += Math.Log(z++);
        }

        var square = z * z;
        var series = ((1 / 12.0) - (((1 / 360.0) - ((1 / 1260.0) - (1 / (1680.0 * square))) / square) / square)) / z;
        return ((z - 0.5) * Math.Log(z)) - z + (0.5 * Math.Log(2 * Math.PI)) + series - raised;
    }
}
