using System.Globalization;

namespace Slipway.Checklists.Configuration;

/// <summary>Moments as people write them in settings.</summary>
internal static class Moments
{
    private static readonly string[] Local = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss"];

    private static readonly string[] WithOffset = [.. Local.SelectMany<string, string>(it => [it + "zzz", it + " zzz", it + "'Z'"])];

    /// <summary>The moment; its offset is null when none was written. Null when it is no moment.</summary>
    public static (DateTime Clock, TimeSpan? Offset)? TryRead(string text)
    {
        const DateTimeStyles style = DateTimeStyles.AssumeUniversal;
        if (DateTimeOffset.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, style, out var full))
        {
            return (full.DateTime, full.Offset);
        }

        return DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? (local, null) : null;
    }

    /// <summary>
    /// The moment in time; one without an offset counts in <paramref name="zone"/>. Null when it has no offset and there is no zone,
    /// or when the zone's clocks show it twice or never that night.
    /// </summary>
    public static DateTimeOffset? Read(string text, string? zone)
    {
        if (TryRead(text) is not var (clock, offset))
        {
            return null;
        }

        if (offset is { } known)
        {
            return new(clock, known);
        }

        return
            zone is not null
            && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var rules)
            && !rules.IsInvalidTime(clock)
            && !rules.IsAmbiguousTime(clock)
            ? new(clock, rules.GetUtcOffset(clock))
            : null;
    }
}

/// <summary>Time zones by their IANA names.</summary>
internal static class TimeZones
{
    /// <summary>Whether there is such a zone; where the machine has no zone data, whether it looks like one.</summary>
    public static bool Known(string name)
    {
        var looksLikeOne =
            name is "UTC" || name.Contains('/') && name.All(it => char.IsAsciiLetterOrDigit(it) || it is '/' or '_' or '-' or '+');
        return looksLikeOne
            && (TimeZoneInfo.TryFindSystemTimeZoneById(name, out _) || !TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Berlin", out _));
    }
}
