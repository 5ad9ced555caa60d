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
/// <param name="Text">What it is called: the words of its item.</param>
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

        var named = runs.Select(Named).ToList();
        return
        [
            .. named[0]
                .Where(it => Means(key, it.Value.Step, runs[0]))
                .Select(it => new StepTrend(StepName.Of(it.Value.Step, runs[0]), [.. In(runs, named, it.Key)])),
        ];
    }

    /// <summary>A line is that of a step, or of the item that it carries out; words are those of either.</summary>
    private static bool Means(string key, Step step, RunState run)
    {
        var item = StepName.ItemOf(step, run);
        return int.TryParse(key.TrimStart('L'), out var line)
            ? step.Line == line || item?.Line == line
            : key.Length >= 3
                && (
                    step.Text.Contains(key, StringComparison.OrdinalIgnoreCase)
                    || item?.Text.Contains(key, StringComparison.OrdinalIgnoreCase) == true
                );
    }

    private static IEnumerable<StepPoint> In(IReadOnlyList<RunState> runs, List<Dictionary<string, StepState>> named, string name)
    {
        for (var at = runs.Count - 1; at >= 0; at--)
        {
            if (named[at].TryGetValue(name, out var step))
            {
                yield return new(runs[at].Started.Run, runs[at].StartedAt, step);
            }
        }
    }

    /// <summary>The steps of a run by what they are called; of those that share a name, by their order too.</summary>
    private static Dictionary<string, StepState> Named(RunState run) =>
        run
            .Order.Select(it => run.Steps[it])
            .Where(it => it.Step.Work is not (Work.Group or Work.Part))
            .GroupBy(it => StepName.Of(it.Step, run), StringComparer.Ordinal)
            .SelectMany(same => same.Select((step, at) => (Name: $"{same.Key}\n{at}", step)))
            .ToDictionary(it => it.Name, it => it.step, StringComparer.Ordinal);
}
