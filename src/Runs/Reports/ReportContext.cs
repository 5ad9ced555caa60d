using System.Globalization;

namespace Slipway.Runs.Reports;

/// <summary>What every part of a report needs: raw outputs, and times in the zone of the run.</summary>
internal sealed class ReportContext
{
    private readonly TimeZoneInfo _zone;
    private readonly DateTime _day;

    public ReportContext(ReportModel model, Func<string, byte[]?> evidence, RawLimits limits)
    {
        Model = model;
        Outputs = new(model, evidence, limits);
        _zone = TimeZoneInfo.TryFindSystemTimeZoneById(model.Started.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        _day = In(model.StartedAt).Date;
    }

    public ReportModel Model { get; }

    public RawOutputs Outputs { get; }

    /// <summary><c>2026-11-20 08:03:12 +07:00</c>.</summary>
    public string Full(DateTimeOffset moment) => In(moment).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    /// <summary><c>08:03:12</c> on the day of the start, otherwise with the date.</summary>
    public string Short(DateTimeOffset moment) =>
        In(moment) is var local && local.Date == _day
            ? local.ToString("HH:mm:ss", CultureInfo.InvariantCulture)
            : local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private DateTimeOffset In(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, _zone);
}
