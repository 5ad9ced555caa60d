using System.Text.Json;

namespace Slipway.Judging.Comparing;

/// <summary>Numbers of a line.</summary>
internal static class JsonCounts
{
    private const decimal MostSeconds = 315_576_000_000m;
    private const double MostExact = 9_007_199_254_740_992;

    /// <summary>A whole number, written as one or as <c>100.0</c>; null when it is none.</summary>
    public static long? Whole(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.Number)
        {
            json.Skip();
            return null;
        }

        if (json.TryGetInt64(out var whole))
        {
            return whole;
        }

        return json.TryGetDouble(out var number) && Math.Abs(number) < MostExact && Math.Floor(number) == number ? (long)number : null;
    }

    /// <summary>A time in seconds, exact to 100 ns; null when it is none.</summary>
    public static TimeSpan? Seconds(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.Number)
        {
            json.Skip();
            return null;
        }

        return json.TryGetDecimal(out var seconds) && seconds is >= 0 and <= MostSeconds
            ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;
    }
}
