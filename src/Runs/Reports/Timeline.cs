using Slipway.Kernel;

namespace Slipway.Runs.Reports;

/// <summary>A bar of a row.</summary>
/// <param name="Left">From 0 to 100.</param>
/// <param name="Width">Up to 100.</param>
/// <param name="Class">How it looks: the verdict of an attempt, <c>hold</c>, <c>moment</c>, <c>goes-on</c>.</param>
/// <param name="Says">What it is, with its times.</param>
internal sealed record TimelineBar(double Left, double Width, string Class, string Says);

/// <summary>One row of the timeline.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Anchor">Id of the part of the page that tells of it.</param>
/// <param name="Verdict">What became of it; null when it has no verdict.</param>
/// <param name="Says">Its times in words.</param>
/// <param name="Bars">What was, in order.</param>
/// <param name="Planned">Planned lengths.</param>
/// <param name="Moments">Planned moments.</param>
internal sealed record TimelineRow(
    string Title,
    string? Anchor,
    Verdict? Verdict,
    string Says,
    IReadOnlyList<TimelineBar> Bars,
    IReadOnlyList<TimelineBar> Planned,
    IReadOnlyList<TimelineBar> Moments
)
{
    /// <summary>Rows of its most telling lines.</summary>
    public IReadOnlyList<TimelineRow> Lines { get; init; } = [];

    /// <summary>Its gates are open, and not because all of it passed.</summary>
    public bool Waived { get; init; }

    /// <summary>How many lines of it have no row.</summary>
    public int OtherLines { get; init; }
}

/// <summary>
/// The picture of a run's times. It stays readable, whatever the size of the run: at the most 40 phases have a row, at the
/// most 12 lines of a phase, and bars that would stand on one spot are one.
/// </summary>
internal sealed class Timeline
{
    private const int MostRows = 40;
    private const int MostLines = 12;
    private const int MostLinesOfAll = 160;

    /// <summary>What is nearer than this, on a width of 100, is drawn as one.</summary>
    private const double Apart = 0.4;

    private readonly ReportModel _model;
    private readonly ReportContext _context;
    private readonly ILookup<StepId, ReportSpan> _spans;
    private readonly ILookup<int, ReportPlanned> _planned;

    public Timeline(ReportModel model, ReportContext context)
    {
        _model = model;
        _context = context;
        _spans = model.Times.Spans.Where(it => it.Step is not null).ToLookup(it => it.Step!.Value);
        _planned = model.Times.Planned.ToLookup(it => it.Line);
        var end = model.EndedAt ?? model.LastAt;
        var busy = new Stretches().With(
            model.Times.Spans.Where(it => it.Kind == ReportSpanKind.Attempt).Select(it => (it.Began, it.Ended))
        );
        Scale = new(model.StartedAt, end > model.StartedAt ? end : model.StartedAt.AddSeconds(1), busy, context.Zone);
        Rows = Chosen();
        Away = [.. model.Times.Spans.Where(it => it.Kind == ReportSpanKind.Away).Select(it => Bar(it, "away"))];
    }

    public TimeScale Scale { get; }

    public IReadOnlyList<TimelineRow> Rows { get; }

    /// <summary>Phases that were begun, and have no row.</summary>
    public int OtherPhases { get; private set; }

    /// <summary>When nobody carried the run on; across all rows.</summary>
    public IReadOnlyList<TimelineBar> Away { get; }

    /// <summary>Turning points with a name, across all rows.</summary>
    public IEnumerable<(double X, string Class, string Label, string Says)> Flags()
    {
        var given = _model.Started.T0;
        if (given is { } planned && Scale.Holds(planned))
        {
            yield return (Scale.X(planned), "t0", "T-0", $"T-0, as it was given: {_context.Words(planned)}");
        }
        else if (given is null && _model.T0 is { } t0)
        {
            yield return (Scale.X(t0), "t0", "T-0", $"T-0, the first change: {_context.Words(t0)}");
        }

        if (_model.Times.WayBack is { } back)
        {
            yield return (Scale.X(back), "back", "way back", $"The way back began: {_context.Words(back)}");
        }
    }

    /// <summary>The picture in words.</summary>
    public string Description()
    {
        var times = _model.Times;
        var parts = new List<string>
        {
            $"From {_context.Words(_model.StartedAt)} to {_context.Words(_model.EndedAt ?? _model.LastAt)}: {Figures.Took(_model.Took)}.",
            $"Carried out for {Figures.Took(times.Carried)}",
        };
        if (times.Held > TimeSpan.Zero)
        {
            parts.Add($", waited for people for {Figures.Took(times.Held)}");
        }

        if (times.Waited > TimeSpan.Zero)
        {
            parts.Add($", for planned moments for {Figures.Took(times.Waited)}");
        }

        if (times.Away > TimeSpan.Zero)
        {
            parts.Add($", not carried on for {Figures.Took(times.Away)}");
        }

        parts.Add(". The tables below say the same in words.");
        return string.Concat(parts[..1]) + " " + string.Concat(parts[1..]);
    }

    private List<TimelineRow> Chosen()
    {
        var begun = _model
            .Phases.Select((phase, index) => (phase, index))
            .Where(it => it.phase.Began is not null || HasPlan(it.phase))
            .ToList();
        var chosen =
            begun.Count <= MostRows ? begun : [.. begun.OrderByDescending(it => Weight(it.phase)).Take(MostRows).OrderBy(it => it.index)];
        OtherPhases = begun.Count - chosen.Count;
        var linesEach = chosen.Count == 0 ? 0 : Math.Clamp(MostLinesOfAll / chosen.Count, 3, MostLines);
        return [.. chosen.Select(it => Phase(it.phase, it.index, linesEach))];
    }

    private bool HasPlan(ReportPhase phase) =>
        phase.Items.SelectMany(All).Any(it => _planned[it.Line].Any(plan => plan.From is { } from && Scale.Holds(from)));

    /// <summary>What did not pass comes before what took long.</summary>
    private static double Weight(ReportPhase phase) =>
        (phase.Verdict is { } verdict && verdict != Verdict.Pass ? 1e9 : 0) + (phase.Took?.TotalSeconds ?? 0);

    private TimelineRow Phase(ReportPhase phase, int index, int linesEach)
    {
        var items = phase.Items.SelectMany(All).ToList();
        var spans = items.Where(it => it.Step is not null).SelectMany(it => _spans[it.Step!.Value]).ToList();
        var timed = items.Where(it => it.Step is { } step && _spans[step].Any()).ToList();
        var lines =
            timed.Count < 2 ? []
            : timed.Count <= linesEach ? timed
            : [.. timed.OrderByDescending(Weight).Take(linesEach).OrderBy(timed.IndexOf)];
        return new(
            phase.Title,
            $"phase-{index + 1}",
            phase.Verdict,
            Says(phase),
            Bars(spans),
            phase is { Estimate: { } estimate, Began: { } began }
                ? [Outline(began, began + estimate, $"Estimated: {Figures.Took(estimate)}")]
                : [],
            [
                .. items
                    .SelectMany(it => _planned[it.Line])
                    .DistinctBy(it => (it.Line, it.Kind))
                    .Where(it => it.Kind == ReportPlannedKind.Moment)
                    .SelectMany(Diamond),
            ]
        )
        {
            Lines = [.. lines.Select(Line)],
            Waived = PhasesPart.Waived(phase),
            OtherLines = lines.Count == 0 ? 0 : timed.Count - lines.Count,
        };
    }

    private double Weight(ReportItem item) =>
        (item.Own is { } own && own != Verdict.Pass ? 1e9 : 0) + _spans[item.Step!.Value].Sum(it => it.Took.TotalSeconds);

    private TimelineRow Line(ReportItem item)
    {
        var spans = _spans[item.Step!.Value].ToList();
        var planned = _planned[item.Line].ToList();
        return new(
            item.Words(),
            item.Step.Value.Value,
            item.Whole,
            string.Join(", ", Told(spans)),
            Bars(spans),
            [
                .. planned
                    .Where(it => it is { From: not null, To: not null } && Scale.Holds(it.From.Value))
                    .Select(it => Outline(it.From!.Value, it.To!.Value, $"Planned: {it.Said}")),
            ],
            [.. planned.Where(it => it.Kind == ReportPlannedKind.Moment).SelectMany(Diamond)]
        )
        {
            Waived = item.Proved == ProvedBy.Waiver,
        };
    }

    private static IEnumerable<ReportItem> All(ReportItem item) => item.Children.SelectMany(All).Prepend(item);

    private static string Says(ReportPhase phase) =>
        phase.Took is not { } took ? "not begun"
        : phase.GoesOn ? $"{Figures.Took(took)} so far"
        : Figures.Took(took);

    private static IEnumerable<string> Told(List<ReportSpan> spans)
    {
        var attempts = spans.Where(it => it.Kind == ReportSpanKind.Attempt).ToList();
        if (attempts.Count > 0)
        {
            var took = Figures.Took(TimeSpan.FromTicks(attempts.Sum(it => it.Took.Ticks)));
            yield return attempts.Exists(it => it.Open) ? $"{took} so far"
            : attempts.Count == 1 ? took
            : $"{took} in {attempts.Count} attempts";
        }

        foreach (var hold in spans.Where(it => it.Kind == ReportSpanKind.Hold))
        {
            yield return hold.Open
                ? $"waits {Figures.Took(hold.Took)} for {hold.Role ?? "a person"}"
                : $"{Figures.Took(hold.Took)} for {hold.By ?? hold.Role ?? "a person"}";
        }

        foreach (var moment in spans.Where(it => it.Kind == ReportSpanKind.Moment))
        {
            yield return $"{Figures.Took(moment.Took)} until its moment";
        }
    }

    /// <summary>Bars that would stand on one spot become one, with the worst of their verdicts.</summary>
    private List<TimelineBar> Bars(List<ReportSpan> spans)
    {
        var bars = new List<TimelineBar>();
        foreach (var kind in spans.GroupBy(it => it.Kind).OrderByDescending(it => it.Key))
        {
            var run = new List<ReportSpan>();
            var end = 0.0;
            foreach (var span in kind.OrderBy(it => it.Began))
            {
                if (run.Count > 0 && !Together(run, end, span))
                {
                    bars.Add(One(run));
                    run = [];
                    end = 0;
                }

                run.Add(span);
                end = Math.Max(end, Scale.X(span.Ended));
            }

            bars.Add(One(run));
        }

        return bars;
    }

    /// <summary>Side by side, or too small to be told apart. What is long enough to be seen keeps the colour of its own verdict.</summary>
    private bool Together(List<ReportSpan> run, double end, ReportSpan next)
    {
        var from = Scale.X(next.Began);
        var small = end - Scale.X(run[0].Began) < Apart;
        var smallNext = Scale.X(next.Ended) - from < Apart;
        return from < end - 1e-9 || from - end < Apart / 4 && (small && smallNext || (small || smallNext) && Class(run[^1]) == Class(next));
    }

    private TimelineBar One(List<ReportSpan> run)
    {
        if (run.Count == 1)
        {
            return Bar(run[0], Class(run[0]));
        }

        var worst = run.Select(Class).MinBy(it => Array.IndexOf(Worst, it))!;
        var (from, to) = (run[0].Began, run.Max(it => it.Ended));
        return new(
            Scale.X(from),
            Scale.X(to) - Scale.X(from),
            worst,
            $"{run.Count} × {Noun(run[0].Kind)}: {_context.Words(from)} to {_context.Words(to)}"
        );
    }

    private static readonly string[] Worst = ["fail", "error", "unsure", "goes-on", "notrun", "hold", "moment", "pass", "away"];

    private TimelineBar Bar(ReportSpan span, string kind) =>
        new(
            Scale.X(span.Began),
            Scale.X(span.Ended) - Scale.X(span.Began),
            kind,
            $"{Plainly.Line(Figures.Start(span.Text, 80))}: {Noun(span.Kind)}{Whom(span)}, {_context.Words(span.Began)} to {(span.Open ? "now" : _context.Words(span.Ended))}, {Figures.Took(span.Took)}"
        );

    private static string Whom(ReportSpan span) =>
        span.Kind switch
        {
            ReportSpanKind.Hold => $" for {Plainly.Line(span.By ?? span.Role ?? "a person")}",
            ReportSpanKind.Attempt when span.Verdict is { } verdict => $" {span.Attempt}, {verdict.InWords()}",
            _ => "",
        };

    private static string Noun(ReportSpanKind kind) =>
        kind switch
        {
            ReportSpanKind.Attempt => "attempt",
            ReportSpanKind.Hold => "waited",
            ReportSpanKind.Moment => "waited for its moment",
            _ => "not carried on",
        };

    private static string Class(ReportSpan span) =>
        span switch
        {
            { Kind: ReportSpanKind.Hold } => "hold",
            { Kind: ReportSpanKind.Moment } => "moment",
            { Open: true } or { Verdict: null } => "goes-on",
            { Verdict: { } verdict } => Badges.Class(verdict),
        };

    private TimelineBar Outline(DateTimeOffset from, DateTimeOffset to, string says) =>
        new(Scale.X(from), Scale.X(to) - Scale.X(from), Scale.Holds(to) ? "planned" : "planned beyond", says);

    private IEnumerable<TimelineBar> Diamond(ReportPlanned plan) =>
        plan.From is { } at && Scale.Holds(at) ? [new(Scale.X(at), 0, "at", $"Planned: {plan.Said}, {_context.Words(at)}")] : [];
}
