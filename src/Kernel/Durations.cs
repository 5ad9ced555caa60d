using System.Globalization;

namespace Slipway.Kernel;

/// <summary>Durations in the plan's words: <c>30s</c>, <c>5m</c>, <c>48h</c>, <c>7d</c>, <c>250ms</c>.</summary>
public static class Durations
{
    private static readonly (string Unit, TimeSpan Span)[] Units =
    [
        ("w", TimeSpan.FromDays(7)),
        ("d", TimeSpan.FromDays(1)),
        ("h", TimeSpan.FromHours(1)),
        ("min", TimeSpan.FromMinutes(1)),
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("s", TimeSpan.FromSeconds(1)),
    ];

    private const long MostSeconds = 315_360_000;

    /// <summary>Reads one duration, or a sum of them (<c>1h30m</c>); null when it is none, negative, or over 10 years.</summary>
    public static TimeSpan? TryParse(string text)
    {
        var rest = text.Replace(" ", "", StringComparison.Ordinal);
        var sum = 0m;
        while (rest.Length > 0)
        {
            var digits = rest.TakeWhile(it => char.IsAsciiDigit(it) || it == '.').Count();
            var unit = Units.FirstOrDefault(it => rest.AsSpan(digits).StartsWith(it.Unit, StringComparison.Ordinal));
            if (
                digits == 0
                || unit.Unit is null
                || digits > 20
                || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            )
            {
                return null;
            }

            if (number > MostSeconds)
            {
                return null;
            }

            sum += number * unit.Span.Ticks;
            rest = rest[(digits + unit.Unit.Length)..];
        }

        return string.IsNullOrWhiteSpace(text) || sum > MostSeconds * TimeSpan.TicksPerSecond ? null : TimeSpan.FromTicks((long)sum);
    }

    /// <summary>The shortest form that reads back: the largest unit that divides it, otherwise a sum.</summary>
    public static string Write(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        if (span == TimeSpan.Zero)
        {
            return "0s";
        }

        foreach (var (unit, size) in Units.Where(it => it.Unit is "d" or "h" or "m" or "s" or "ms").OrderByDescending(it => it.Span))
        {
            if (span.Ticks % size.Ticks == 0)
            {
                return (span.Ticks / size.Ticks).ToString(CultureInfo.InvariantCulture) + unit;
            }
        }

        return ((decimal)span.Ticks / TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture) + "s";
    }
}
