using Slipway.Judging;
using Slipway.Kernel;

namespace Slipway.Runs.Reports;

/// <summary>The looks of a journal, line by line.</summary>
internal static class WatchBuilder
{
    /// <summary>Null when nothing was looked at again and again.</summary>
    public static ReportWatch? Of(RunState state, IReadOnlyList<JournalRecord> records)
    {
        var looks = records.Select(Look).OfType<Seen>().ToLookup(it => it.Step);
        var lines = state.Order.Where(looks.Contains).Select(it => Line(state.Steps[it], [.. looks[it]])).ToList();
        return lines.Count == 0 && state.Watch is null ? null : new(state.Watch?.Since, state.Started.Follows, lines);
    }

    private sealed record Seen(StepId Step, DateTimeOffset At, Verdict Verdict, Quantity? Value);

    private static Seen? Look(JournalRecord record) =>
        record.Body switch
        {
            RunEvent.WatchLooked it => new(it.Step, record.Time, it.Verdict, it.Value),
            RunEvent.TriggerLooked it => new(
                it.Step,
                record.Time,
                it.Holds switch
                {
                    true => Verdict.Fail,
                    false => Verdict.Pass,
                    null => Verdict.Inconclusive,
                },
                null
            ),
            _ => null,
        };

    private static ReportWatched Line(StepState step, List<Seen> looks)
    {
        // Numbers of several units are not put on one scale.
        var values = looks.Where(it => it.Value is not null).ToList();
        var unit = values.Count == 0 ? null : values[0].Value!.Value.Unit;
        double? In(Seen look) => look.Value is { } value && unit is not null ? value.In(unit) : null;
        var isOneUnit = values.TrueForAll(it => In(it) is not null);
        var numbers = isOneUnit ? values.ConvertAll(it => (it.At, Number: In(it)!.Value)) : [];
        return new()
        {
            Step = step.Step.Id,
            Line = step.Step.Line,
            Text = step.Step.Words(),
            IsTrigger = step.Step.Work == Work.Trigger,
            Window = step.Step.Window,
            Verdict = step.Verdict,
            Why = step.Why,
            Looks = looks.Count,
            Seen = looks.Count(it => it.Verdict is Verdict.Pass or Verdict.Fail),
            Broken = looks.Count(it => it.Verdict == Verdict.Fail),
            Low = numbers.Count == 0 ? null : new Quantity(numbers.Min(it => it.Number), unit!),
            High = numbers.Count == 0 ? null : new Quantity(numbers.Max(it => it.Number), unit!),
            Trend = Trend.Of([.. numbers.Select(it => ((it.At - looks[0].At).TotalHours, it.Number))]),
            Points =
            [
                .. Together(looks)
                    .Select(it =>
                    {
                        var seen = it.Select(In).OfType<double>().ToList();
                        return new ReportLook(
                            it[0].At,
                            it[^1].At,
                            Verdicts.Worst(it.Select(look => look.Verdict)),
                            isOneUnit && seen.Count > 0 ? seen.Min() : null,
                            isOneUnit && seen.Count > 0 ? seen.Max() : null
                        );
                    }),
            ],
        };
    }

    private static IEnumerable<List<Seen>> Together(List<Seen> looks)
    {
        var parts = Math.Min(looks.Count, ReportWatched.MostPoints);
        for (var at = 0; at < parts; at++)
        {
            var from = (int)((long)at * looks.Count / parts);
            yield return looks.GetRange(from, (int)((long)(at + 1) * looks.Count / parts) - from);
        }
    }
}
