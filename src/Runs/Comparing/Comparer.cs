using Slipway.Kernel;
using Slipway.Runs.Reports;

namespace Slipway.Runs.Comparing;

/// <summary>Pairs the steps of two runs by their words, and tells what differs.</summary>
internal sealed class Comparer(RunState before, RunState after)
{
    public RunComparison Compare()
    {
        var (pairs, lone) = Pairs();
        return new()
        {
            Before = before,
            After = after,
            Whole = [.. Whole()],
            Lone = lone,
            Steps = [.. pairs.Select(it => Of(it.Before, it.After)).Where(Differs)],
            Shared = pairs.Count,
        };
    }

    private IEnumerable<Difference> Whole()
    {
        var (one, other) = (before.Started, after.Started);
        return Differences(
            ("document", one.Document, other.Document),
            ("document's bytes", one.DocumentSha256, other.DocumentSha256),
            ("plan", one.PlanDigest, other.PlanDigest),
            ("environment", one.Environment, other.Environment),
            ("mode", one.Mode.ToString().ToLowerInvariant(), other.Mode.ToString().ToLowerInvariant()),
            ("operator", one.Operator, other.Operator),
            ("outcome", OutcomeOf(before), OutcomeOf(after)),
            (
                "took",
                Figures.Took((before.EndedAt ?? before.LastAt) - before.StartedAt),
                Figures.Took((after.EndedAt ?? after.LastAt) - after.StartedAt)
            ),
            ("people stepped in", $"{before.Interventions}", $"{after.Interventions}")
        );
    }

    private static string OutcomeOf(RunState run) => run.Ended is { } end ? Checklists.PlanJson.Name(end.Outcome) : "not ended";

    /// <summary>Steps of one wording are paired in their order.</summary>
    private (List<(StepState Before, StepState After)> Pairs, List<LoneStep> Lone) Pairs()
    {
        var waiting = StepsOf(before)
            .GroupBy(it => KeyOf(it, before), StringComparer.Ordinal)
            .ToDictionary(it => it.Key, it => new Queue<StepState>(it), StringComparer.Ordinal);
        var pairs = new List<(StepState, StepState)>();
        var added = new List<LoneStep>();
        foreach (var step in StepsOf(after))
        {
            if (waiting.TryGetValue(KeyOf(step, after), out var same) && same.TryDequeue(out var earlier))
            {
                pairs.Add((earlier, step));
            }
            else
            {
                added.Add(new(step.Step, StepName.Of(step.Step, after), Added: true));
            }
        }

        var gone = waiting
            .Values.SelectMany(it => it)
            .OrderBy(it => it.Step.Line)
            .Select(it => new LoneStep(it.Step, StepName.Of(it.Step, before), Added: false));
        return (pairs, [.. gone, .. added]);
    }

    /// <summary>Groups have no verdict of their own; a block is known by the item that it carries out.</summary>
    private static IEnumerable<StepState> StepsOf(RunState run) =>
        run.Order.Select(it => run.Steps[it]).Where(it => it.Step.Work is not Work.Group);

    private static string KeyOf(StepState step, RunState run) =>
        $"{step.Step.Work is Work.Part} {string.Join(' ', StepName.Of(step.Step, run).Split(' ', StringSplitOptions.RemoveEmptyEntries))}";

    private StepComparison Of(StepState one, StepState other) =>
        new(
            one,
            other,
            StepName.Of(other.Step, after),
            [
                .. Differences(
                    ("commands", Commands(one.Step), Commands(other.Step)),
                    ("expectation", one.Step.Expect ?? "", other.Step.Expect ?? ""),
                    ("effect", Lower(one.Step.Effect), Lower(other.Step.Effect)),
                    ("kind", Checklists.PlanJson.Name(one.Step.Kind), Checklists.PlanJson.Name(other.Step.Kind)),
                    ("role", one.Step.Role ?? "", other.Step.Role ?? "")
                ),
            ],
            [
                .. Differences(
                    ("verdict", VerdictOf(one), VerdictOf(other)),
                    ("value", one.Value ?? "", other.Value ?? ""),
                    ("attempts", $"{one.Attempts.Count}", $"{other.Attempts.Count}"),
                    ("answer", one.Answer?.Answer ?? "", other.Answer?.Answer ?? ""),
                    ("answered by", one.Answer?.By ?? "", other.Answer?.By ?? "")
                ),
            ],
            Slower(one, other)
        );

    private static bool Differs(StepComparison it) => it.Planned.Count > 0 || it.Found.Count > 0 || it.Slower is not null;

    private static double? Slower(StepState one, StepState other)
    {
        if (TookOf(one) is not { } was || TookOf(other) is not { } became)
        {
            return null;
        }

        var difference = (became - was).Duration();
        return difference < TimeSpan.FromSeconds(1) || difference < was * 0.25 || was <= TimeSpan.Zero ? null : became / was;
    }

    private static TimeSpan? TookOf(StepState step) => step.Attempts is [.., var last] ? last.Ended - last.Began : null;

    private static string VerdictOf(StepState step) => (step.Waiver is null ? "" : "waived, ") + step.Verdict.InWords().ToLowerInvariant();

    private static string Commands(Step step) => string.Join('\n', step.Commands.Select(it => it.Text));

    private static string Lower(Effect effect) => effect.ToString().ToLowerInvariant();

    private static IEnumerable<Difference> Differences(params IReadOnlyList<(string What, string Before, string After)> pairs) =>
        pairs.Where(it => it.Before != it.After).Select(it => new Difference(it.What, it.Before, it.After));
}
