using Slipway.Kernel;

namespace Slipway.Runs;

/// <summary>One step in one run of many.</summary>
/// <param name="Run">The run.</param>
/// <param name="At">When the run began.</param>
/// <param name="Step">The step as it ended up there.</param>
public sealed record StepPoint(RunId Run, DateTimeOffset At, StepState Step)
{
    /// <summary>Time of its last attempt; null when it was not attempted.</summary>
    public TimeSpan? Took => Step.Attempts is [.., var last] ? last.Ended - last.Began : null;
}

/// <summary>What one step of a document did from run to run.</summary>
/// <param name="Text">Its words, as the newest run has them.</param>
/// <param name="Points">The runs that have it, the oldest first.</param>
public sealed record StepTrend(string Text, IReadOnlyList<StepPoint> Points)
{
    /// <summary>Runs in which it was decided by evidence or a person: left out and not reached do not count.</summary>
    public int Decided => Points.Count(it => it.Step.Stage == StepStage.Decided && it.Step.Verdict != Verdict.NotRun);

    /// <summary>Runs in which it passed.</summary>
    public int Passed => Points.Count(it => it.Step.Verdict == Verdict.Pass);

    /// <summary>Median time of the attempts that passed; null when there are none.</summary>
    public TimeSpan? Median
    {
        get
        {
            var passed = Points.Where(it => it.Step.Verdict == Verdict.Pass).Select(it => it.Took).OfType<TimeSpan>().Order().ToList();
            return passed.Count == 0 ? null : passed[passed.Count / 2];
        }
    }

    /// <summary>The steps that these words, or this line of the newest run, mean; one trend for each wording.</summary>
    /// <param name="runs">Runs of one document, the newest first.</param>
    /// <param name="key">A line (<c>42</c>, <c>L42</c>) of the newest run, or three or more characters of the words.</param>
    public static IReadOnlyList<StepTrend> Of(IReadOnlyList<RunState> runs, string key)
    {
        if (runs.Count == 0)
        {
            return [];
        }

        var line = int.TryParse(key.TrimStart('L'), out var number) ? number : (int?)null;
        var meant = StepsOf(runs[0])
            .Where(it =>
                line is { } at ? it.Step.Line == at : key.Length >= 3 && it.Step.Text.Contains(key, StringComparison.OrdinalIgnoreCase)
            )
            .Select(it => it.Step.Text)
            .Distinct(StringComparer.Ordinal);
        return [.. meant.Select(text => new StepTrend(text, [.. In(runs, text)]))];
    }

    private static IEnumerable<StepPoint> In(IReadOnlyList<RunState> runs, string text) =>
        from run in runs.Reverse()
        from step in StepsOf(run).Where(it => it.Step.Text == text).Take(1)
        select new StepPoint(run.Started.Run, run.StartedAt, step);

    private static IEnumerable<StepState> StepsOf(RunState run) =>
        run.Order.Select(it => run.Steps[it]).Where(it => it.Step.Work is not (Work.Group or Work.Part));
}
