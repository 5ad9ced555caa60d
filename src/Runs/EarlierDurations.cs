using Slipway.Kernel;

namespace Slipway.Runs;

/// <summary>How long a step took before.</summary>
/// <param name="Median">Of the earlier runs in which it ended.</param>
/// <param name="Runs">How many those are; at least 1.</param>
public sealed record EarlierDuration(TimeSpan Median, int Runs);

/// <summary>How much work of machines lies ahead. People's time is not in it: nobody can tell that.</summary>
/// <param name="Left">Time of the steps for which it is known.</param>
/// <param name="Unknown">Steps ahead for which nothing is known; when there are any, <paramref name="Left"/> is the least that it takes.</param>
/// <param name="Runs">Earlier runs that this rests on; 0 when it rests on the document's own estimates alone.</param>
public sealed record TimeAhead(TimeSpan Left, int Unknown, int Runs);

/// <summary>
/// Durations of steps in earlier runs of the same document. A step is the same while its words and commands are; its line may
/// have moved. Pure; <see cref="EarlierRuns"/> reads the runs.
/// </summary>
public sealed class EarlierDurations
{
    private readonly Dictionary<string, EarlierDuration> _known;

    private EarlierDurations(Dictionary<string, EarlierDuration> known) => _known = known;

    /// <summary>Nothing is known.</summary>
    public static EarlierDurations None { get; } = new([]);

    /// <summary>Takes what earlier runs say: of each the last attempt at each step, where it passed: a failure may end early.</summary>
    public static EarlierDurations Of(IEnumerable<RunState> runs) =>
        new(
            runs.SelectMany(it => it.Steps.Values)
                .Where(it => IsMachine(it.Step) && it.Attempts is [.., { Verdict: Verdict.Pass } last] && last.Ended >= last.Began)
                .GroupBy(it => KeyOf(it.Step), it => it.Attempts[^1].Ended - it.Attempts[^1].Began, StringComparer.Ordinal)
                .ToDictionary(it => it.Key, it => new EarlierDuration(MedianOf([.. it.Order()]), it.Count()), StringComparer.Ordinal)
        );

    /// <summary>How long this step took; null when it never ended before.</summary>
    public EarlierDuration? For(Step step) => _known.GetValueOrDefault(KeyOf(step));

    /// <summary>What lies ahead of a run; null when nothing is known of any step: then there is no estimate to give.</summary>
    public TimeAhead? AheadOf(RunState state, DateTimeOffset now)
    {
        var ahead = state
            .Order.Select(it => state.Steps[it])
            .Where(it => IsMachine(it.Step) && it.Stage != StepStage.Decided && it.Step.Rollback == (state.RollingBack is not null))
            .Select(it => (Step: it, Earlier: For(it.Step), Said: it.Step.Estimate is { } said ? Durations.TryParse(said) : null))
            .ToList();
        var known = ahead.Where(it => it.Earlier is not null || it.Said is not null).ToList();
        return known.Count == 0
            ? null
            : new(
                TimeSpan.FromTicks(known.Sum(it => Rest(it.Step, it.Earlier?.Median ?? it.Said!.Value, now).Ticks)),
                ahead.Count - known.Count,
                known.Max(it => it.Earlier?.Runs ?? 0)
            );
    }

    /// <summary>Of one that runs, what it has not used up yet.</summary>
    private static TimeSpan Rest(StepState step, TimeSpan whole, DateTimeOffset now) =>
        step is { Stage: StepStage.Begun, Began: { } began } && now > began
            ? TimeSpan.FromTicks(Math.Max(0, (whole - (now - began)).Ticks))
            : whole;

    private static bool IsMachine(Step step) => step.Work is Work.Block or Work.Check && step.Blocked.Count == 0;

    private static string KeyOf(Step step) => string.Join('\n', step.Commands.Select(it => it.Text).Prepend(step.Text));

    private static TimeSpan MedianOf(List<TimeSpan> sorted) =>
        sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
}
