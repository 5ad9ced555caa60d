using System.Globalization;
using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>What a run knows of itself and may write into a blank: dates, times, durations, the operator's name, its own measures.</summary>
internal static class Facts
{
    private static readonly string[] Operators =
    [
        "deployment engineer",
        "deployment lead",
        "deployed by",
        "deployer",
        "release engineer",
        "release lead",
        "released by",
        "release manager",
        "operator",
        "executed by",
        "performed by",
    ];

    /// <summary>Labels of blanks that take the name of whoever answered the line above them.</summary>
    private static readonly string[] Signers =
    [
        "name",
        "signature",
        "signed",
        "sign",
        "signed by",
        "approved by",
        "decision maker",
        "decided by",
    ];

    /// <summary>True when a blank with this label is one that the run fills itself.</summary>
    public static bool Knows(string label, PlaceKind? blank, ItemKind kind, string text)
    {
        if (kind == ItemKind.Metric)
        {
            return MeasureOf(text) is not null;
        }

        var word = Even(label);
        return blank switch
        {
            PlaceKind.Time or PlaceKind.Date => TimeOf(word) is not null,
            PlaceKind.Name => Operators.Contains(word, StringComparer.Ordinal) || Signers.Contains(word, StringComparer.Ordinal),
            PlaceKind.Number => word is "duration" or "total duration" or "total deployment duration" or "total deployment time",
            PlaceKind.Text => TimeOf(word) is not null
                || Operators.Contains(word, StringComparer.Ordinal)
                || Signers.Contains(word, StringComparer.Ordinal),
            _ => false,
        };
    }

    /// <summary>The value, and how it stands against the step's expectation; null when it is not known after all.</summary>
    public static (string Value, Judgement Judgement)? Find(RunState state, Step step, DateTimeOffset now)
    {
        if (step.Kind == ItemKind.Metric || MeasureOf(step.Text) is not null && step.Expect is not null)
        {
            return Measure(state, step, now);
        }

        var said = step.Label is { } label ? Even(label) : "";
        var value =
            Operators.Contains(said, StringComparer.Ordinal) ? state.Started.Operator
            : said.Contains("duration", StringComparison.Ordinal)
            || said.EndsWith("deployment time", StringComparison.Ordinal) && step.Blank == PlaceKind.Number
                ? DurationOf(state, step, now) is { } took ? InUnit(took, step.Unit)
                    : null
            : Moment(state, step, TimeOf(said), now);
        return value is null ? null : (value, new(Verdict.Pass, "recorded by the run"));
    }

    /// <summary>What is called a smoke test on the way forward, or on the way back, without what was left out where that holds nothing up.</summary>
    public static IReadOnlyList<StepState> SmokeTests(RunState state, bool rollback) =>
        [.. Named(state, "smoke").Where(it => it.Step.Rollback == rollback && !Gates.IsExcused(state, it))];

    private enum Which
    {
        Begin,
        Now,
    }

    private static Which? TimeOf(string label) =>
        label switch
        {
            "start" or "start time" or "started" or "started at" or "begin" or "begin time" or "tests started" => Which.Begin,
            "date" or "time" or "date/time" or "date & time" or "datetime" or "timestamp" or "date and time" => Which.Now,
            "deployment date" or "release date" or "go-live date" or "deployment time" => Which.Now,
            "end time"
            or "end"
            or "completed at"
            or "finished at"
            or "completion time"
            or "complete time"
            or "finish time"
            or "tests completed" => Which.Now,
            _ when label.EndsWith(" start time", StringComparison.Ordinal) => Which.Begin,
            _ when label.EndsWith(" complete time", StringComparison.Ordinal) || label.EndsWith(" end time", StringComparison.Ordinal) =>
                Which.Now,
            _ => null,
        };

    private static string? Moment(RunState state, Step step, Which? which, DateTimeOffset now)
    {
        if (which is null)
        {
            return null;
        }

        var answered = AnswerAbove(state, step) is not null ? DecidedAbove(state, step) : null;
        var moment = which == Which.Begin ? PhaseBegan(state, step) ?? now : answered ?? now;
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(state.Started.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        return TimeZoneInfo.ConvertTime(moment, zone).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
    }

    /// <summary>The signature or decision that a blank belongs to: of its parent, or of the line before it under the same parent.</summary>
    private static RunEvent.HoldAnswered? AnswerAbove(RunState state, Step step) => Above(state, step)?.Answer;

    private static DateTimeOffset? DecidedAbove(RunState state, Step step) => Above(state, step)?.Decided;

    private static StepState? Above(RunState state, Step step)
    {
        if (step.Parent is not { } parent)
        {
            return null;
        }

        return state
            .Children[parent]
            .TakeWhile(it => it != step.Id)
            .Append(parent)
            .Select(it => state.Steps[it])
            .LastOrDefault(it => it.Step.Kind is ItemKind.Signoff or ItemKind.Decision && it.Answer is { Verdict: Verdict.Pass });
    }

    private static DateTimeOffset? PhaseBegan(RunState state, Step step) =>
        state
            .Order.Select(it => state.Steps[it])
            .Where(it => it.Step.Phase == step.Phase && it.Step.Work is not Work.Record && it.Began is not null)
            .Min(it => it.Began);

    /// <summary>Of the block beside a blank, otherwise of its phase, otherwise of the run since T-0.</summary>
    private static TimeSpan? DurationOf(RunState state, Step step, DateTimeOffset now)
    {
        var siblings =
            step.Parent is { } parent && state.Children.TryGetValue(parent, out var children)
                ? children.Select(it => state.Steps[it]).ToList()
                : [];
        var attempts = siblings.SelectMany(it => it.Attempts).ToList();
        if (attempts.Count > 0)
        {
            return TimeSpan.FromTicks(attempts.Sum(it => (it.Ended - it.Began).Ticks));
        }

        return step.Parent is null ? SinceT0(state, now) : null;
    }

    /// <summary>Null while T-0 lies ahead: there is no duration yet, and least of all a negative one.</summary>
    private static TimeSpan? SinceT0(RunState state, DateTimeOffset now) =>
        now - (state.T0 ?? state.StartedAt) is { Ticks: >= 0 } span ? span : null;

    private static string? InUnit(TimeSpan took, string? unit)
    {
        var wanted = unit is null ? "s" : Units.Canonical(unit);
        return new Quantity(took.TotalSeconds, "s").In(wanted) is { } number
            ? number.ToString(number < 10 ? "0.0" : "0", CultureInfo.InvariantCulture)
            : null;
    }

    private enum Measured
    {
        Total,
        Migration,
        Smoke,
        Rollback,
        Interventions,
    }

    private static Measured? MeasureOf(string text)
    {
        var said = Even(text);
        return said switch
        {
            _ when said.Contains("total deployment", StringComparison.Ordinal)
                    || said.Contains("deployment duration", StringComparison.Ordinal) => Measured.Total,
            _ when said.Contains("migration", StringComparison.Ordinal)
                    && (said.Contains("time", StringComparison.Ordinal) || said.Contains("duration", StringComparison.Ordinal)) =>
                Measured.Migration,
            _ when said.Contains("smoke", StringComparison.Ordinal) && said.Contains("rate", StringComparison.Ordinal) => Measured.Smoke,
            _ when said.StartsWith("rollback required", StringComparison.Ordinal)
                    || said.StartsWith("rollback needed", StringComparison.Ordinal) => Measured.Rollback,
            _ when said.Contains("manual intervention", StringComparison.Ordinal) => Measured.Interventions,
            _ => null,
        };
    }

    private static (string Value, Judgement Judgement)? Measure(RunState state, Step step, DateTimeOffset now)
    {
        switch (MeasureOf(step.Text))
        {
            case Measured.Total:
                return SinceT0(state, now) is { } total ? Number(step, new(Math.Round(total.TotalMinutes, 2), "min")) : null;
            case Measured.Migration:
                var migrations = Named(state, "migrat").SelectMany(it => it.Attempts).ToList();
                return migrations.Count == 0
                    ? null
                    : Number(
                        step,
                        new(Math.Round(TimeSpan.FromTicks(migrations.Sum(it => (it.Ended - it.Began).Ticks)).TotalMinutes, 2), "min")
                    );
            case Measured.Smoke:
                var smokes = SmokeTests(state, step.Rollback);
                return smokes.All(it => it.Attempts.Count == 0)
                    ? null
                    : Number(step, new(Math.Round(100.0 * smokes.Count(it => it.Verdict == Verdict.Pass) / smokes.Count, 1), "%"));
            case Measured.Interventions:
                return Number(step, new(state.Interventions, ""));
            case Measured.Rollback:
                var needed = state.RollingBack is null ? "No" : "Yes";
                return (
                    needed,
                    step.Expectation is { } wanted
                        ? wanted.Judge(new Observation { Answer = needed })
                        : new(Verdict.Pass, "recorded by the run")
                );
            default:
                return null;
        }
    }

    private static (string Value, Judgement Judgement) Number(Step step, Quantity value)
    {
        var judged = step.Expectation is { } wanted
            ? wanted.Judge(new Observation { Value = value })
            : new Judgement(Verdict.Pass, "recorded by the run");
        return (value.ToString(), judged with { Why = $"{judged.Why}, as the run measured it" });
    }

    private static IEnumerable<StepState> Named(RunState state, string word) =>
        state
            .Order.Select(it => state.Steps[it])
            .Where(it =>
                it.Step.Work is Work.Block or Work.Check
                && (
                    it.Step.Text.Contains(word, StringComparison.OrdinalIgnoreCase)
                    || it.Step.Phase.Contains(word, StringComparison.OrdinalIgnoreCase)
                    || it.Step.Parent is { } parent && state.Steps[parent].Step.Text.Contains(word, StringComparison.OrdinalIgnoreCase)
                )
            );

    private static string Even(string text) =>
        string.Join(' ', text.Trim().TrimEnd(':').ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
