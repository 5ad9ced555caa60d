namespace Slipway.Flakes.Model;

/// <summary>
/// The hidden chain of one test, filtered forwards: a rate of failure that seldom changes, and for each line whether the test is
/// broken there, given that rate. Lines are independent of each other once the rate is known, so an outcome costs a few
/// operations for each rate, whatever came before (forward algorithm; Rabiner, "A Tutorial on Hidden Markov Models", 1989).
/// </summary>
internal sealed class TestChain
{
    private readonly Parameters parameters;
    private double likely = 1;
    private double logSoFar;

    public TestChain(Parameters parameters)
    {
        this.parameters = parameters;
        Level = [.. parameters.Shares];
        Main = Start(Math.Max(parameters.Main.Broken, Parameters.BrokenAtFirst));
    }

    /// <summary>Chance of each rate.</summary>
    public double[] Level { get; }

    /// <summary>Logarithm of how likely all was that came, up to what does not depend on the parameters.</summary>
    public double LogLikelihood => logSoFar + Math.Log(likely);

    /// <summary>Chance that the test is broken on the main line, for each rate.</summary>
    public double[] Main { get; }

    /// <summary>Chance that the test is broken on the main line.</summary>
    public double MainBroken
    {
        get
        {
            var sum = 0.0;
            for (var level = 0; level < Level.Length; level++)
            {
                sum += Level[level] * Main[level];
            }

            return sum;
        }
    }

    public static double[] Start(double broken)
    {
        var start = new double[Parameters.Levels];
        Array.Fill(start, broken);
        return start;
    }

    /// <summary>A line that leaves the main line here.</summary>
    public double[] Branch()
    {
        var start = new double[Parameters.Levels];
        for (var level = 0; level < start.Length; level++)
        {
            start[level] = parameters.Inherit * Main[level];
        }

        return start;
    }

    /// <summary>The line moves on to another commit, which breaks the test with these chances.</summary>
    public static void Move(double[] broken, LineParameters line, BreakChance breaks)
    {
        for (var level = 0; level < broken.Length; level++)
        {
            broken[level] = broken[level] * (1 - line.Fix) + (1 - broken[level]) * breaks.Of(level);
        }
    }

    /// <summary>A pass on a line where the test is not suspected.</summary>
    public void PassQuietly()
    {
        for (var level = 0; level < Level.Length; level++)
        {
            Level[level] *= 1 - Parameters.Rates[level];
        }

        Settle();
    }

    public void Pass(double[] broken)
    {
        for (var level = 0; level < Level.Length; level++)
        {
            var whenBroken = broken[level] * parameters.PassWhenBroken;
            var total = whenBroken + (1 - broken[level]) * (1 - Parameters.Rates[level]);
            Level[level] *= total;
            broken[level] = whenBroken / total;
        }

        Settle();
    }

    public void Fail(double[] broken, Factors factors)
    {
        var outage = factors.OutageShare * factors.Outage;
        var own = 1 - factors.OutageShare;
        for (var level = 0; level < Level.Length; level++)
        {
            var whenBroken = broken[level] * (outage + own * (1 - parameters.PassWhenBroken) * factors.Regression);
            var total = whenBroken + (1 - broken[level]) * (outage + own * Parameters.Rates[level] * factors.Flake);
            Level[level] *= total;
            broken[level] = whenBroken / total;
        }

        Settle();
    }

    /// <summary>Chances add up to 1 again, and a few of the tests change.</summary>
    private void Settle()
    {
        var sum = 0.0;
        foreach (var it in Level)
        {
            sum += it;
        }

        likely *= sum;
        if (likely < 1e-200)
        {
            logSoFar += Math.Log(likely);
            likely = 1;
        }

        var (stays, shares) = ((1 - parameters.Change) / sum, parameters.Shares);
        for (var level = 0; level < Level.Length; level++)
        {
            Level[level] = Level[level] * stays + parameters.Change * shares[level];
        }
    }
}
