namespace Slipway.Judging.Comparing;

/// <summary>Bounds that keep products of many payoffs in the range of a double.</summary>
internal static class Wealth
{
    private const double Most = 1e200;
    private const double Least = 1e-200;

    /// <summary>Within the range; both ends are far beyond what any bound asks for.</summary>
    public static double Within(double wealth) =>
        wealth > Most ? Most
        : wealth < Least ? Least
        : wealth;
}
