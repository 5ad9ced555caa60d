using System.Globalization;

namespace Slipway.Runs.Telling;

/// <summary>Moments and numbers in sentences.</summary>
internal sealed class Numbers
{
    private readonly TimeZoneInfo _zone;

    public Numbers(string timeZone)
    {
        _zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var known) ? known : TimeZoneInfo.Utc;
    }

    /// <summary><c>from 2026-11-20 22:03:10 to 22:08:25</c>, in the zone of the run.</summary>
    public string Between(DateTimeOffset from, DateTimeOffset to)
    {
        var (one, other) = (TimeZoneInfo.ConvertTime(from, _zone), TimeZoneInfo.ConvertTime(to, _zone));
        var end = other.ToString(one.Date == other.Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return $"from {Moment(from)} to {end}";
    }

    /// <summary>A moment with its day.</summary>
    public string Moment(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, _zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A rate from 0 to 1 as per cent.</summary>
    public static string Percent(double rate) => string.Create(CultureInfo.InvariantCulture, $"{100 * rate:0.###} %");

    /// <summary>A share in per cent.</summary>
    public static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{share:0.##} %");

    /// <summary>A natural logarithm, or a ratio; nought without a sign.</summary>
    public static string Short(double number) => (Math.Round(number, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    public static string Count(long number, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");
}
