using System.Globalization;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>Moments in the plan's words (<c>07:00</c>, <c>T-24h</c>, <c>2024-12-10</c>, <c>D+1</c>) to points in time.</summary>
internal static class Moments
{
    public static NextAct.Wait Due(RunState state, Step step, DateTimeOffset now)
    {
        var planned = Resolve(step.At ?? "", state.T0, state.StartedAt, state.Started.TimeZone);
        if (planned is not { } moment)
        {
            return new(step.Id, null, $"{step.At}: T-0 is not given (--t0), so this moment is not known; not waited for");
        }

        var said = moment.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
        if (moment <= now)
        {
            return new(step.Id, null, $"planned for {said}; late by {Spoken(now - moment)}");
        }

        return state.Started.Now is { } reason
            ? new(step.Id, null, $"planned for {said}; early by {Spoken(moment - now)}, not waited for: {reason}")
            : new(step.Id, moment, $"waits until {said}");
    }

    /// <summary>False when it hangs on a T-0 that nobody gave, or is not understood.</summary>
    public static bool IsKnown(RunState state, Step step) =>
        Resolve(step.At ?? "", state.T0, state.StartedAt, state.Started.TimeZone) is not null;

    /// <summary>Null when it hangs on a T-0 that nobody gave, or is not understood.</summary>
    public static DateTimeOffset? Resolve(string at, DateTimeOffset? t0, DateTimeOffset started, string zone)
    {
        var place = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? known : TimeZoneInfo.Utc;
        var today = TimeZoneInfo.ConvertTime(started, place).Date;
        if (at is "T-0" or "T+0" or "T0")
        {
            return t0 ?? started;
        }

        if (at.StartsWith("T-", StringComparison.Ordinal) || at.StartsWith("T+", StringComparison.Ordinal))
        {
            return t0 is { } zero && Offset(at[2..]) is { } offset ? Moved(zero, at[1] == '-' ? -offset : offset) : null;
        }

        if (
            at.StartsWith("D+", StringComparison.Ordinal)
            && int.TryParse(at.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            && days < 3660
        )
        {
            return In(place, today.AddDays(days));
        }

        if (TimeOnly.TryParseExact(at, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
        {
            // A night goes on after midnight: what lies half a day back is meant for tomorrow. Waiting too long is seen; not waiting is not.
            var moment = In(place, today + clock.ToTimeSpan());
            return started - moment > TimeSpan.FromHours(12) ? In(place, today.AddDays(1) + clock.ToTimeSpan()) : moment;
        }

        return DateTime.TryParseExact(
            at,
            ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? In(place, date)
            : null;
    }

    private static TimeSpan? Offset(string text)
    {
        var colon = text.Split(':');
        return
            colon is [var hours, var minutes]
            && int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var h)
            && int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var m)
            ? (h < 100_000 && m < 60 ? new TimeSpan(h, m, 0) : null)
            : Durations.TryParse(text);
    }

    /// <summary>Null beyond the calendar.</summary>
    private static DateTimeOffset? Moved(DateTimeOffset from, TimeSpan by) =>
        by < TimeSpan.Zero ? (from - DateTimeOffset.MinValue < -by ? null : from + by)
        : DateTimeOffset.MaxValue - from < by ? null
        : from + by;

    private static DateTimeOffset In(TimeZoneInfo place, DateTime local) => new(local, place.GetUtcOffset(local));

    /// <summary>For people: the two largest units.</summary>
    public static string Spoken(TimeSpan span) =>
        span switch
        {
            { TotalDays: >= 1 } => $"{(int)span.TotalDays} d {span.Hours} h",
            { TotalHours: >= 1 } => $"{(int)span.TotalHours} h {span.Minutes} min",
            { TotalMinutes: >= 1 } => $"{(int)span.TotalMinutes} min {span.Seconds} s",
            _ => $"{span.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s",
        };
}
