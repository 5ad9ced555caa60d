using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Slipway.Runs.Reports;

/// <summary>What every part of a report needs: raw outputs, and times in the zone of the run.</summary>
internal sealed class ReportContext
{
    private readonly Func<string, byte[]?> _evidence;
    private readonly RawLimits _limits;
    private readonly DateTime _day;

    public ReportContext(ReportModel model, Func<string, byte[]?> evidence, RawLimits limits)
    {
        Model = model;
        _evidence = evidence;
        _limits = limits;
        Zone = TimeZoneInfo.TryFindSystemTimeZoneById(model.Started.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        _day = In(model.StartedAt).Date;
    }

    public ReportModel Model { get; }

    /// <summary>Read when the first of them is shown.</summary>
    public RawOutputs Outputs => field ??= new(Model, _evidence, _limits);

    /// <summary>The bytes of a piece of evidence; null when they are missing, or are not what was recorded.</summary>
    public byte[]? Find(string sha256) => _evidence(sha256);

    /// <summary>The lines of phases are rendered by whoever renders this, a few at a time, where <see cref="PhasesPart.ItemsHere"/> stands.</summary>
    public bool ItemsApart { get; init; }

    /// <summary>The zone of the run.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>A moment as plain text: <c>08:03:12</c>, with the date on another day than that of the start.</summary>
    public string Words(DateTimeOffset at)
    {
        var local = In(at);
        return local.ToString(local.Date == _day ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>A moment as markup: <c>08:03:12</c>, with the date on another day than that of the start; in full with date and zone.</summary>
    public MarkupString Moment(DateTimeOffset at, bool full = false)
    {
        var local = In(at);
        var form =
            full ? "yyyy-MM-dd HH:mm:ss zzz"
            : local.Date == _day ? "HH:mm:ss"
            : "yyyy-MM-dd HH:mm:ss";
        return new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""<time datetime="{at.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}">{local.ToString(form, CultureInfo.InvariantCulture)}</time>"""
            )
        );
    }

    private DateTimeOffset In(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);
}
