using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Deciding;

namespace Slipway.Runs.Reports;

/// <summary>What was against what was planned.</summary>
internal sealed class TimesBuilder(RunState state, Plan plan, RecordTimes times, DateTimeOffset now)
{
    private static readonly ReportSpanKind[] Order =
    [
        ReportSpanKind.Attempt,
        ReportSpanKind.Hold,
        ReportSpanKind.Moment,
        ReportSpanKind.Away,
    ];

    public ReportTimes Times()
    {
        var lengths = Lengths();
        return new()
        {
            Spans = times.Spans,
            Planned = [.. Planned()],
            FirstChange = times.FirstChange,
            WayBack = times.WayBack,
            Carried = lengths[ReportSpanKind.Attempt],
            Held = lengths[ReportSpanKind.Hold],
            Waited = lengths[ReportSpanKind.Moment],
            Away = lengths[ReportSpanKind.Away],
        };
    }

    public ReportMeasures Measures()
    {
        var attempts = state.Steps.Values.Where(it => it.Step.Work != Work.Part).SelectMany(it => it.Attempts).ToList();
        var back = state.Order.Select(it => state.Steps[it]).Where(it => it.Step.Rollback && it.Step.Work != Work.Group).ToList();
        var smokes = Facts.SmokeTests(state, rollback: false);
        return new()
        {
            SinceT0 = state.T0 is { } t0 && now >= t0 ? now - t0 : null,
            Attempts = attempts.Count,
            Repeated = attempts.Count(it => it.Number > 1),
            Interventions = state.Interventions,
            SmokePassed = smokes.All(it => it.Attempts.Count == 0) ? null : smokes.Count(it => it.Verdict == Verdict.Pass),
            SmokeTests = smokes.Count,
            RollbackNeeded = state.RollingBack is not null,
            RollbackVerified = state.RollingBack is null ? null : back.Count > 0 && back.TrueForAll(it => state.Opens(it.Step.Id, now)),
        };
    }

    /// <summary>Lines that hold a figure against a target, in order.</summary>
    public IReadOnlyList<ReportTarget> Targets() =>
        [
            .. state
                .Order.Select(it => state.Steps[it])
                .Where(it => it.Step is { Kind: ItemKind.Metric, Work: not (Work.Group or Work.Part) })
                .Select(Target),
        ];

    private static ReportTarget Target(StepState it) =>
        new(it.Step.Id, it.Step.Line, it.Step.Words(), it.Step.Phase)
        {
            Target = it.Step.Expect,
            Actual =
                it.Value ?? it.Answer?.Answer ?? (it.Attempts is [.., { Evidence: [.., { Seen.Length: > 0 } seen] }] ? seen.Seen : null),
            Verdict = it.Verdict,
            Source =
                it.Answer is not null ? ReportSource.Person
                : it.Attempts is [.., { Evidence.Count: > 0 }] ? ReportSource.Evidence
                : it.Value is not null ? ReportSource.Run
                : ReportSource.None,
            Why = it.Answer?.By ?? it.Why,
        };

    /// <summary>Each instant counts once: for the first of attempt, hold, moment, away that covers it.</summary>
    private Dictionary<ReportSpanKind, TimeSpan> Lengths()
    {
        var lengths = Order.ToDictionary(it => it, _ => TimeSpan.Zero);
        var covered = new Stretches();
        foreach (var kind in Order)
        {
            var before = covered.Length;
            covered = covered.With(times.Spans.Where(it => it.Kind == kind).Select(it => (it.Began, it.Ended)));
            lengths[kind] = covered.Length - before;
        }

        return lengths;
    }

    private IEnumerable<ReportPlanned> Planned()
    {
        if (state.Started.T0 is { } t0)
        {
            yield return new(ReportPlannedKind.T0, 0, "T-0", "T-0") { From = t0, Actual = times.FirstChange };
        }

        foreach (var item in plan.Items.Where(it => it.Forward || it.Scope == Scope.Watch))
        {
            if (item.At is { } at && Moments.Resolve(at, state.T0, state.StartedAt, state.Started.TimeZone) is var moment)
            {
                yield return Of(item, ReportPlannedKind.Moment, at) with
                {
                    From = moment,
                    Actual = ReachedOf(item),
                };
            }

            if (item.Estimate is { } estimate && Durations.TryParse(estimate) is { } length)
            {
                yield return Estimate(item, estimate, length);
            }

            if (item.Window is { } window && WindowOf(window) is { } bounds)
            {
                yield return Of(item, ReportPlannedKind.Window, window) with
                {
                    From = bounds.From,
                    To = bounds.To,
                    Length = bounds.To - bounds.From,
                };
            }
        }
    }

    private static ReportPlanned Of(PlanItem item, ReportPlannedKind kind, string said) =>
        new(kind, item.Line, item.Text, said) { Step = StepId.OfLine(item.Line) };

    private ReportPlanned Estimate(PlanItem item, string said, TimeSpan length)
    {
        var spans = SpansOf(item);
        DateTimeOffset? began = spans.Count == 0 ? null : spans.Min(it => it.Began);
        return Of(item, ReportPlannedKind.Estimate, said) with
        {
            Step = state.Steps.ContainsKey(StepId.OfLine(item.Line)) ? StepId.OfLine(item.Line) : null,
            From = began,
            To = began + length,
            Length = length,
            Actual = began,
            Took = spans.Count == 0 || spans.Exists(it => it.Open) ? null : spans.Max(it => it.Ended) - began,
        };
    }

    /// <summary>Of a heading all that stands under it, otherwise the line with what hangs on it.</summary>
    private List<ReportSpan> SpansOf(PlanItem item)
    {
        var ids =
            item.Kind == ItemKind.HeadingGroup && item.Text == item.Phase
                ? state.Steps.Values.Where(it => it.Step.Phase == item.Phase && !it.Step.Rollback).Select(it => it.Step.Id)
                : Below(StepId.OfLine(item.Line));
        var wanted = ids.ToHashSet();
        return [.. times.Spans.Where(it => it.Kind != ReportSpanKind.Moment && it.Step is { } step && wanted.Contains(step))];
    }

    private IEnumerable<StepId> Below(StepId id) =>
        state.Children.TryGetValue(id, out var children) ? children.SelectMany(Below).Prepend(id) : [id];

    private DateTimeOffset? ReachedOf(PlanItem item)
    {
        var id = StepId.OfLine(item.Line);
        if (times.Reached.TryGetValue(id, out var reached))
        {
            return reached;
        }

        var spans = SpansOf(item);
        return spans.Count == 0 ? state.Steps.GetValueOrDefault(id)?.Decided : spans.Min(it => it.Began);
    }

    /// <summary><c>0h..2h</c> after T-0; null when T-0 is not known, or it is not understood.</summary>
    private (DateTimeOffset From, DateTimeOffset To)? WindowOf(string window) =>
        window.Split("..") is [var from, var to]
        && state.T0 is { } t0
        && Durations.TryParse(from) is { } begin
        && Durations.TryParse(to) is { } end
        && DateTimeOffset.MaxValue - t0 > end
            ? (t0 + begin, t0 + end)
            : null;
}
