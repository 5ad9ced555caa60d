using System.Globalization;

namespace Slipway.Traffic.Making;

/// <summary>Shares of traffic, in per cent.</summary>
internal static class Shares
{
    /// <summary>The share, when it is one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 0 to 100.</exception>
    public static double Checked(double share) =>
        share is >= 0 and <= 100
            ? share
            : throw new ArgumentOutOfRangeException(nameof(share), share, "A share is from 0 to 100 per cent.");

    /// <summary>For people and programs: at most four places, a point between.</summary>
    public static string Write(double share) => share.ToString("0.####", CultureInfo.InvariantCulture);
}
