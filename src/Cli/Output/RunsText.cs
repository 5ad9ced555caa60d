using System.Globalization;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Output;

/// <summary>Runs for people: a list, one run, two side by side, one item from run to run.</summary>
internal static class RunsText
{
    public static void WriteList(TextWriter text, IReadOnlyList<RunGlance> runs)
    {
        var rows = runs.Select(it =>
                (string[])
                    [
                        Path.GetFileName(it.Folder.Path),
                        Standing(it),
                        it.StartedAt is { } at ? Moment(at) : "",
                        it.Took is { } took ? Span(took) : "",
                        it.Started?.Environment ?? "",
                        it.Started?.Operator ?? "",
                        it.Started?.Document ?? it.Why,
                    ]
            )
            .ToList();
        if (rows.Count > 0)
        {
            WriteTable(text, ["run", "stands", "began", "took", "environment", "by", "document"], rows);
        }
    }

    /// <summary>The word by which a run is listed and filtered.</summary>
    public static string Standing(RunGlance run) =>
        run switch
        {
            { Standing: RunStanding.Ended, Outcome: { } outcome } => Checklists.PlanJson.Name(outcome),
            _ => run.Standing.ToString().ToLowerInvariant(),
        };

    public static void WriteOne(TextWriter text, RunState run)
    {
        StatusText.WriteHead(text, run);
        foreach (var phase in run.Order.Select(it => run.Steps[it]).Where(it => it.Step.Work is not Work.Part).GroupBy(it => it.Step.Phase))
        {
            text.WriteLine();
            text.WriteLine(PlainText.Short(phase.Key.Length > 0 ? phase.Key : "Before the first heading", 200));
            foreach (var step in phase.Where(it => it.Step.Work is not Work.Group))
            {
                text.WriteLine(
                    $"  {step.Step.Line, 4}  {Verdict(step), -12}  {Took(step), 8}  {PlainText.Short(StepName.Of(step.Step, run).Split('\n')[0], 80)}{Beside(step)}"
                );
            }
        }
    }

    public static void WriteComparison(TextWriter text, RunComparison compared)
    {
        text.WriteLine(
            $"{compared.Before.Started.Run} ({Moment(compared.Before.StartedAt)}) against {compared.After.Started.Run} ({Moment(compared.After.StartedAt)})"
        );
        foreach (var it in compared.Whole)
        {
            WriteDifference(text, "  ", it);
        }

        foreach (var it in compared.Lone)
        {
            text.WriteLine($"  {(it.Added ? "+" : "-")} line {it.Step.Line, -4} {PlainText.Short(it.Name.Split('\n')[0], 100)}");
        }

        foreach (var it in compared.Steps)
        {
            text.WriteLine($"  ~ line {Line(it), -4} {PlainText.Short(it.Name.Split('\n')[0], 100)}");
            foreach (var difference in it.Planned.Concat(it.Found))
            {
                WriteDifference(text, "      ", difference);
            }

            if (it.Slower is { } slower)
            {
                text.WriteLine($"      took: {Took(it.Before)} → {Took(it.After)} ({Times(slower)})");
            }
        }

        text.WriteLine(
            $"{compared.Shared} steps in both: {compared.Steps.Count(it => it.Planned.Count > 0)} planned otherwise, {compared.Steps.Count(it => it.Found.Count > 0)} came out otherwise, {compared.Steps.Count(it => it.Slower is not null)} took another time. {compared.Lone.Count(it => it.Added)} added, {compared.Lone.Count(it => !it.Added)} gone."
        );
    }

    public static void WriteTrends(TextWriter text, IReadOnlyList<StepTrend> trends)
    {
        foreach (var trend in trends)
        {
            text.WriteLine(PlainText.Short(trend.Text.Split('\n')[0], 120));
            WriteTable(
                text,
                ["run", "began", "verdict", "attempts", "took", "value", "why"],
                [
                    .. trend.Points.Select(it =>
                        (string[])
                            [
                                it.Run.Value,
                                Moment(it.At),
                                Verdict(it.Step),
                                $"{it.Step.Attempts.Count}",
                                it.Took is { } took ? Span(took) : "",
                                it.Step.Value ?? "",
                                it.Step.Verdict == Kernel.Verdict.Pass ? "" : it.Step.Why,
                            ]
                    ),
                ]
            );
            text.WriteLine(
                $"passed in {trend.Passed} of {trend.Decided} runs that decided it{(trend.Median is { } median ? $"; median {Span(median)} where it passed" : "")}"
            );
            text.WriteLine();
        }
    }

    private static string Line(StepComparison it) =>
        it.Before.Step.Line == it.After.Step.Line ? $"{it.After.Step.Line}" : $"{it.Before.Step.Line}→{it.After.Step.Line}";

    private static void WriteDifference(TextWriter text, string indent, Difference it) =>
        text.WriteLine($"{indent}{it.What}: {Side(it.Before)} → {Side(it.After)}");

    private static string Side(string side) =>
        side.Length == 0 ? "(none)" : PlainText.Short(side.Length == 64 && side.All(char.IsAsciiHexDigitLower) ? side[..12] : side, 120);

    private static string Times(double factor) =>
        factor >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{factor:0.0} times as long")
            : string.Create(CultureInfo.InvariantCulture, $"{factor * 100:0} % of it");

    private static string Verdict(StepState step) =>
        step.Waiver is not null ? "waived"
        : step.Left is not null ? "left out"
        : step.Stage switch
        {
            StepStage.Decided => step.Verdict switch
            {
                Kernel.Verdict.Pass => "pass",
                Kernel.Verdict.Fail => "FAIL",
                Kernel.Verdict.Error => "ERROR",
                Kernel.Verdict.Inconclusive => "inconclusive",
                _ => "not run",
            },
            StepStage.Waiting => "waits",
            StepStage.Begun => "began",
            _ => "not run",
        };

    private static string Took(StepState step) => step.Attempts is [.., var last] ? Span(last.Ended - last.Began) : "";

    private static string Beside(StepState step) =>
        step switch
        {
            { Answer: { } said } => $"  {PlainText.Short($"{said.Answer}, {said.By}", 60)}",
            { Value: { } value } => $"  {PlainText.Short(value, 60)}",
            { Stage: StepStage.Decided, Verdict: not Kernel.Verdict.Pass, Why.Length: > 0 } => $"  {PlainText.Short(step.Why, 100)}",
            _ => "",
        };

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span) =>
        span.TotalSeconds < 1 ? $"{span.TotalMilliseconds:0} ms" : Durations.Write(TimeSpan.FromSeconds(Math.Round(span.TotalSeconds)));

    /// <summary>Columns as wide as their widest cell; the last one runs free.</summary>
    private static void WriteTable(TextWriter text, string[] heads, IReadOnlyList<string[]> rows)
    {
        var widths = heads.Select((head, at) => Math.Min(40, rows.Select(it => it[at].Length).Append(head.Length).Max())).ToArray();
        foreach (var row in rows.Prepend(heads))
        {
            var cells = row.Select(
                (cell, at) => at == row.Length - 1 ? PlainText.Short(cell, 160) : PlainText.Short(cell, 40).PadRight(widths[at])
            );
            text.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }
}
