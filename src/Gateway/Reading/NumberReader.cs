using System.Globalization;
using Slipway.Kernel;

namespace Slipway.Gateway.Reading;

/// <summary>Shares and durations of a call.</summary>
internal static class NumberReader
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>A share in per cent, 0 to 100; null, and a fault, for everything else.</summary>
    public static double? Share(string option, string text, List<string> faults)
    {
        if (
            double.TryParse(text.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            && share is >= 0 and <= 100
        )
        {
            return share;
        }

        faults.Add($"{option} {text}: a share is a number of per cent from 0 to 100");
        return null;
    }

    /// <summary>A duration between the shortest and one hour; zero, and a fault, for everything else.</summary>
    public static TimeSpan Span(string option, string text, TimeSpan shortest, List<string> faults)
    {
        if (Durations.TryParse(text) is { } span && span >= shortest && span <= Longest)
        {
            return span;
        }

        faults.Add($"{option} {text}: a duration from {Durations.Write(shortest)} to {Durations.Write(Longest)} is wanted, such as 30s");
        return TimeSpan.Zero;
    }
}
