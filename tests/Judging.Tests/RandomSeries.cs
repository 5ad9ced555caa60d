using System.Globalization;

namespace Slipway.Judging.Tests;

/// <summary>Series with gaps, NaN, stale markers, flaps and exact bounds, one sample a minute, for a bound of 0.1.</summary>
internal static class RandomSeries
{
    public static string[] Lines(Random chance, int length)
    {
        var (values, mood) = (new string[length], 0);
        for (var i = 0; i < length; i++)
        {
            mood = chance.Next(5) == 0 ? chance.Next(5) : mood;
            values[i] = string.Create(CultureInfo.InvariantCulture, $"{60 * i} {Value(chance, mood)}");
        }

        return values;
    }

    private static string Value(Random chance, int mood) =>
        (mood, chance.Next(12)) switch
        {
            (_, 0) => "0.1",
            (_, 1) => "NaN",
            (_, 2) => "missing",
            (4, > 8) => "stale",
            (3, _) => "missing",
            (2, _) => chance.Next(2) == 0 ? "0.2" : "0.05",
            (1, _) => "0.05",
            (_, 3) => "+Inf",
            _ => "0.11",
        };
}
