namespace Slipway.Flakes.Model;

/// <summary>
/// What is assumed of a test before its outcomes, and learned from all tests together. Rates are per outcome, chances of a break
/// and of a fix per commit.
/// </summary>
internal sealed class Parameters
{
    /// <summary>Rates of failure of a test that is not broken. The first is that of a healthy one.</summary>
    public static readonly double[] Rates = [1e-7, 0.0002, 0.0007, 0.002, 0.006, 0.02, 0.05, 0.12, 0.25, 0.4, 0.55, 0.7];

    public static readonly int Levels = Rates.Length;

    /// <summary>Share of the tests at each rate; sums to 1.</summary>
    public double[] Shares { get; set; } = [0.9, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.005, 0.005];

    /// <summary>Chance that the rate is drawn anew, per outcome.</summary>
    public double Change { get; set; } = 2e-4;

    public LineParameters Main { get; set; } = new(3e-4, 0.25);

    public LineParameters Pull { get; set; } = new(2e-3, 0.4);

    /// <summary>Chance that a broken test passes all the same.</summary>
    public double PassWhenBroken { get; set; } = 0.004;

    /// <summary>Chance that a pull request begins with what is broken on its base.</summary>
    public double Inherit { get; set; } = 0.7;

    /// <summary>Chance that a commit of a pull request is built together with what is broken on its base at that time.</summary>
    public double Follow { get; set; } = 0.3;

    public MessageParameters Messages { get; set; } = new(0.2, 0.6, 0.25);

    public LineParameters Of(bool isPull) => isPull ? Pull : Main;
}

/// <summary>Chances per commit on a kind of line.</summary>
internal sealed record LineParameters(double Break, double Fix)
{
    public double Broken => Break / (Break + Fix);
}

/// <summary>How messages tell flakes from regressions.</summary>
/// <param name="FreshFlake">Chance that a test's new flake says what no other test ever said.</param>
/// <param name="FreshRegression">The same of a regression.</param>
/// <param name="Borrowed">Chance that a regression says what the test's flakes say.</param>
internal sealed record MessageParameters(double FreshFlake, double FreshRegression, double Borrowed);
