namespace Slipway.Judging;

/// <summary>
/// Between what two rates the rate of an arm is, at every look at once: the chance that any of the intervals of a run leaves it out is at
/// the most alpha. Only for showing: nothing is decided by it.
/// </summary>
public static class ConfidenceSequence
{
    /// <summary>The chance that is usual: 95 % of the runs are within it from the first look to the last.</summary>
    public const double Usual = 0.05;

    private const int Halvings = 60;

    /// <summary>The interval after so many requests.</summary>
    /// <param name="events">How many of them failed; 0 to <paramref name="requests"/>. May be broken.</param>
    /// <param name="requests">Requests, each of which fails by itself; 0 or more. May be broken: where errors come in bursts, fewer than there were.</param>
    /// <param name="alpha">The chance to be wrong at any look; above 0, below 1.</param>
    /// <returns>Two rates from 0 to 1; all of it while nothing was seen.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside the range given above.</exception>
    /// <remarks>
    /// Source: H. Robbins, Ann. Math. Stat. 41 (1970) 1397–1409, as the mixture of S. Howard et al., Ann. Stat. 49 (2021) 1055–1080:
    /// the likelihood ratio of Beta(½, ½) to one rate is on average 1 while that rate is the true one, so it passes 1/alpha with the
    /// chance alpha at the most (Ville 1939).
    /// </remarks>
    public static (double Low, double High) Of(double events, double requests, double alpha = Usual)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, requests);
        if (alpha is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "A chance is above 0 and below 1.");
        }

        if (requests <= 0)
        {
            return (0, 1);
        }

        var fine = requests - events;
        var mixed = LogGamma(events + 0.5) + LogGamma(fine + 0.5) - LogGamma(requests + 1) - Math.Log(Math.PI);
        var bound = Math.Log(1 / alpha);
        double Ratio(double rate) => mixed - Times(events, rate) - Times(fine, 1 - rate);

        var seen = events / requests;
        return (
            events <= 0 ? 0 : Edge(0, seen, rate => Ratio(rate) >= bound),
            fine <= 0 ? 1 : 1 - Edge(0, 1 - seen, rate => Ratio(1 - rate) >= bound)
        );
    }

    /// <summary>The lower end between two rates, of which only those below it are outside.</summary>
    private static double Edge(double outside, double inside, Func<double, bool> isOutside)
    {
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (outside + inside) / 2;
            (outside, inside) = isOutside(middle) ? (middle, inside) : (outside, middle);
        }

        return inside;
    }

    private static double Times(double count, double rate) => count > 0 ? count * Math.Log(rate) : 0;

    /// <summary>Stirling's series behind eight steps of the recurrence (NIST Handbook of Mathematical Functions, 5.11.1).</summary>
    private static double LogGamma(double z)
    {
        var product = 1.0;
        for (; z < 8; z++)
        {
            product *= z;
        }

        var (over, square) = (1 / z, 1 / (z * z));
        var series = over * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
        return (z - 0.5) * Math.Log(z) - z + 0.5 * Math.Log(2 * Math.PI) + series - Math.Log(product);
    }
}
