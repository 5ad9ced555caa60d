using System.Runtime.InteropServices;

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

    /// <summary>
    /// From this rate on a test flakes so often that one that never did is known to be none. Below it breaks must not be taken
    /// for a sign: many a healthy test would be called flaky for having been broken.
    /// </summary>
    public static readonly int Noticed = Array.FindIndex(Rates, it => it > 0.005);

    /// <summary>Share of the tests at each rate; sums to 1.</summary>
    public double[] Shares { get; set; } = [0.9, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.005, 0.005];

    /// <summary>Chance that the rate is drawn anew, per outcome.</summary>
    public double Change { get; set; } = 2e-4;

    public LineParameters Main { get; set; } = new(3e-4, 0.25);

    public LineParameters Pull { get; set; } = new(2e-3, 0.4);

    /// <summary>
    /// Chance that a test is broken where a history begins to know it, at the least. A test that nobody has seen pass is likelier to be
    /// broken than one that was well before it failed.
    /// </summary>
    public const double BrokenAtFirst = 0.05;

    /// <summary>Chance that a broken test passes all the same.</summary>
    public double PassWhenBroken { get; set; } = 0.004;

    /// <summary>Chance that a pull request begins with what is broken on its base.</summary>
    public double Inherit { get; set; } = 0.7;

    /// <summary>Chance that a commit of a pull request is built together with what is broken on its base at that time.</summary>
    public double Follow { get; set; } = 0.3;

    /// <summary>
    /// How much likelier it is that this many tests fail for the first time beside a break than beside a flake; the last stands for
    /// more. Breaks bring down several tests, flakes come by themselves.
    /// </summary>
    public double[] Beside { get; set; } = [0.5, 1.5, 2, 2];

    /// <summary>How much oftener a test that flakes noticeably is broken than another.</summary>
    public double FlakyBreaks { get; set; } = 1;

    public MessageParameters Messages { get; set; } = new(0.2, 0.6, 0.25);

    /// <summary>Chance of a break by a commit of a line, of which nothing is known but the tests that failed beside it.</summary>
    /// <param name="line">The kind of line.</param>
    /// <param name="likelier">What they say: a factor on the chance.</param>
    /// <param name="atLeast">What is known otherwise: chance of a break of any test.</param>
    public BreakChance Breaks(LineParameters line, double likelier, double atLeast) =>
        new(Math.Min(0.5, Math.Max(likelier * line.Break, atLeast)), Math.Min(0.5, Math.Max(likelier * FlakyBreaks * line.Break, atLeast)));

    public LineParameters Of(bool isPull) => isPull ? Pull : Main;
}

/// <summary>Chance that a commit breaks a test.</summary>
/// <param name="Healthy">One that never fails by itself, or hardly ever.</param>
/// <param name="Flaky">One that flakes at a rate from <see cref="Parameters.Noticed"/> on.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BreakChance(double Healthy, double Flaky)
{
    /// <summary>For a test of this level.</summary>
    public double Of(int level) => level < Parameters.Noticed ? Healthy : Flaky;
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
