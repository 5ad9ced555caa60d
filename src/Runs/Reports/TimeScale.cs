using System.Globalization;

namespace Slipway.Runs.Reports;

/// <summary>A stretch of the axis. A break stands for a long time in which nothing was carried out, and has a width of its own.</summary>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends.</param>
/// <param name="Left">Where it begins, from 0 to 100.</param>
/// <param name="Right">Where it ends, from 0 to 100.</param>
/// <param name="IsBreak">It is not to scale.</param>
internal sealed record AxisPart(DateTimeOffset From, DateTimeOffset To, double Left, double Right, bool IsBreak);

/// <summary>A mark on the axis.</summary>
/// <param name="X">From 0 to 100.</param>
/// <param name="Label">The time, with the date where the day changes.</param>
/// <param name="Narrow">There is room for the label on a phone too.</param>
internal sealed record AxisTick(double X, string Label, bool Narrow);

/// <summary>
/// Moments to places on a line from 0 to 100. A night's wait would squash everything else: a stretch in which nothing was
/// carried out, that is an hour or a quarter of the whole, and more than twice as long as all that is shorter than half of it, is
/// drawn as a break.
/// </summary>
internal sealed class TimeScale
{
    private const int MostBreaks = 8;

    private static readonly TimeSpan[] Steps =
    [
        .. ((int[])[1, 2, 5, 10, 15, 30]).Select(it => TimeSpan.FromSeconds(it)),
        .. ((int[])[1, 2, 5, 10, 15, 30]).Select(it => TimeSpan.FromMinutes(it)),
        .. ((int[])[1, 2, 3, 6, 12]).Select(it => TimeSpan.FromHours(it)),
        .. ((int[])[1, 2, 7, 14, 30, 90, 365, 3650]).Select(it => TimeSpan.FromDays(it)),
    ];

    private readonly TimeZoneInfo _zone;

    /// <summary>Lays the axis out.</summary>
    /// <param name="from">The beginning.</param>
    /// <param name="to">The end, after the beginning.</param>
    /// <param name="busy">The stretches in which something was carried out.</param>
    /// <param name="zone">Of the times on the axis.</param>
    public TimeScale(DateTimeOffset from, DateTimeOffset to, Stretches busy, TimeZoneInfo zone)
    {
        _zone = zone;
        Parts = Laid(from, to, Breaks(from, to, busy));
        Ticks = [.. Spaced(Marks())];
    }

    public IReadOnlyList<AxisPart> Parts { get; }

    public IReadOnlyList<AxisTick> Ticks { get; }

    public IEnumerable<AxisPart> BreaksOf => Parts.Where(it => it.IsBreak);

    public bool Holds(DateTimeOffset moment) => moment >= Parts[0].From && moment <= Parts[^1].To;

    /// <summary>Where a moment stands; what lies outside stands at the edge.</summary>
    public double X(DateTimeOffset moment)
    {
        if (moment <= Parts[0].From)
        {
            return 0;
        }

        foreach (var part in Parts)
        {
            if (moment <= part.To)
            {
                return part.Left + (part.Right - part.Left) * (moment - part.From).Ticks / (part.To - part.From).Ticks;
            }
        }

        return 100;
    }

    private static List<(DateTimeOffset From, DateTimeOffset To)> Breaks(DateTimeOffset from, DateTimeOffset to, Stretches busy)
    {
        var idle = busy.Between(from, to).OrderByDescending(it => it.To - it.From).ToList();
        var work = (to - from).Ticks - idle.Sum(it => (it.To - it.From).Ticks);
        return [.. idle.Take(MostBreaks).TakeWhile(it => IsLong(it.To - it.From)).OrderBy(it => it.From)];

        bool IsLong(TimeSpan length) =>
            (length >= TimeSpan.FromHours(1) || length >= (to - from) / 4)
            && length.Ticks > 2 * (work + idle.Select(it => (it.To - it.From).Ticks).Where(it => it < length.Ticks / 2).Sum());
    }

    private static List<AxisPart> Laid(DateTimeOffset from, DateTimeOffset to, List<(DateTimeOffset From, DateTimeOffset To)> breaks)
    {
        var width = breaks.Count > 4 ? 5.0 : 8.0;
        var drawn = (to - from).Ticks - breaks.Sum(it => (it.To - it.From).Ticks);
        // With nothing drawn to scale the breaks share the whole width.
        var each = drawn == 0 ? 100.0 / breaks.Count : width;
        var scale = drawn == 0 ? 0 : (100 - each * breaks.Count) / drawn;
        var parts = new List<AxisPart>();
        var at = from;
        var left = 0.0;
        foreach (var gap in breaks.Append((From: to, To: to)))
        {
            if (gap.From > at)
            {
                var right = left + scale * (gap.From - at).Ticks;
                parts.Add(new(at, gap.From, left, right, IsBreak: false));
                left = right;
            }

            if (gap.To > gap.From)
            {
                parts.Add(new(gap.From, gap.To, left, left + each, IsBreak: true));
                left += each;
            }

            at = gap.To;
        }

        parts[^1] = parts[^1] with { Right = 100 };
        return parts;
    }

    /// <summary>Even times of the day: at the most seven on what is drawn to scale.</summary>
    private IEnumerable<(double X, DateTime Local, TimeSpan Step)> Marks()
    {
        var drawn = TimeSpan.FromTicks(Parts.Where(it => !it.IsBreak).Sum(it => (it.To - it.From).Ticks));
        var step = Array.Find(Steps, it => drawn.Ticks / it.Ticks <= 7) is { Ticks: > 0 } fits ? fits : Steps[^1];
        foreach (var part in Parts.Where(it => !it.IsBreak))
        {
            var local = TimeZoneInfo.ConvertTime(part.From, _zone);
            var first = new DateTime((local.Ticks + step.Ticks - 1) / step.Ticks * step.Ticks, DateTimeKind.Unspecified);
            for (var mark = first; mark - local.DateTime <= part.To - part.From; mark += step)
            {
                yield return (X(part.From + (mark - local.DateTime)), mark, step);
            }
        }
    }

    /// <summary>Labels that would touch are left out; on a phone more of them.</summary>
    private static IEnumerable<AxisTick> Spaced(IEnumerable<(double X, DateTime Local, TimeSpan Step)> marks)
    {
        double? last = null;
        double? lastNarrow = null;
        DateTime? day = null;
        foreach (var (x, local, step) in marks)
        {
            if (x - last < 8)
            {
                continue;
            }

            var narrow = lastNarrow is not { } at || x - at >= 24;
            yield return new(x, Label(local, step, day is { } known && known != local.Date), narrow);
            (last, lastNarrow, day) = (x, narrow ? x : lastNarrow, local.Date);
        }
    }

    private static string Label(DateTime local, TimeSpan step, bool newDay) =>
        local.ToString(
            step >= TimeSpan.FromDays(1) ? "d MMM"
                : newDay ? "d MMM, HH:mm"
                : step < TimeSpan.FromMinutes(1) ? "HH:mm:ss"
                : "HH:mm",
            CultureInfo.InvariantCulture
        );
}
