using Slipway.Checklists;
using Slipway.Cli.Output;
using Slipway.Cli.Terminal.Live;
using Slipway.Cli.Terminal.Talk;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Terminal;

/// <summary>A question as a person reads it: what it is about, who is asked, what is known, what a signature would cover.</summary>
internal static class QuestionText
{
    private const int Near = 4;
    private const int MostOpen = 5;
    private const int TailLines = 8;

    public static IEnumerable<ShownLine> Of(Question question, RunFolder folder)
    {
        yield return new();
        yield return new(
            new Piece("  ? ", Tone.Doubt),
            new($"{question.Step.Where}  ", Tone.Faint),
            new(PlainText.Short(Named(question), 1000), Tone.Strong)
        );
        foreach (var line in Asked(question).Concat(Evidence(question, folder)))
        {
            yield return line;
        }

        foreach (var line in HoldText.Of(question))
        {
            yield return line;
        }

        if (question is { Kind: QuestionKind.Answer, Step.Kind: ItemKind.Signoff })
        {
            foreach (var line in Covered(question.State))
            {
                yield return line;
            }
        }

        yield return new(new Piece("    "), new(PlainText.Short(question.Text, 2000)));
    }

    /// <summary>What a signature or a waiver binds to.</summary>
    public static IEnumerable<ShownLine> Covered(RunState state)
    {
        var decided = state
            .Order.Select(it => state.Steps[it])
            .Where(it => it.Stage == StepStage.Decided && it.Step.Work is not (Work.Group or Work.Part) && !it.Step.Rollback)
            .ToList();
        var counts = decided
            .GroupBy(it => it.Verdict)
            .OrderByDescending(it => it.Key == Verdict.Pass)
            .Select(it => $"{it.Count()} {Told.WordOf(it.Key)}");
        yield return Row(
            "covers",
            $"plan {state.Started.PlanDigest[..12]}, verdicts {state.VerdictsDigest.Hex[..12]}{(decided.Count > 0 ? $": {string.Join(", ", counts)}" : "")}"
        );
        if (!state.Started.NamesAreEnough)
        {
            yield return Row(
                "note",
                state.Started.KeysAreNeeded
                    ? "only a signature with a key counts in this environment (signatures: by-key in slipway.yaml)"
                    : "a name alone does not sign in this environment (signatures: by-name in slipway.yaml)"
            );
        }
    }

    /// <summary>A block is named with the item that it hangs on.</summary>
    private static string Named(Question question) =>
        question.Step.Parent is { } parent && question.State.Steps[parent].Step.Text is { Length: > 0 } above && !above.StartsWith('`')
            ? $"{above} > {question.Step.Text}"
            : question.Step.Text;

    private static IEnumerable<ShownLine> Asked(Question question)
    {
        if (question.Step.Role is not { } role)
        {
            yield break;
        }

        var named = question
            .State.Started.People.Where(it => it.Roles.Contains(role, StringComparer.OrdinalIgnoreCase))
            .Select(it => it.Name)
            .ToList();
        yield return Row("asked", $"{role}{(named.Count > 0 ? $": {string.Join(", ", named)}" : "")}");
    }

    private static IEnumerable<ShownLine> Evidence(Question question, RunFolder folder)
    {
        var decided = question.State.Order.Select(it => question.State.Steps[it]).Where(it => it.Stage == StepStage.Decided).ToList();
        var near = decided
            .Where(it => it.Attempts.Count > 0 && it.Step.Phase == question.Step.Phase && it.Step.Line <= question.Step.Line)
            .TakeLast(Near)
            .ToList();
        var open = question.Step.Kind == ItemKind.Signoff ? decided.Where(IsOpen).Except(near).ToList() : [];
        foreach (var step in open.Take(MostOpen).Concat(near))
        {
            yield return VerdictRow(step, question.State);
        }

        if (open.Count > MostOpen)
        {
            yield return Row("", $"and {open.Count - MostOpen} more that did not pass");
        }

        if (question.Kind == QuestionKind.Failure && question.State.Steps[question.Step.Id].Attempts is [.., var last])
        {
            foreach (var line in EvidenceTail.Of(folder, last.Evidence, TailLines))
            {
                yield return new(new Piece("    │ ", Tone.Bad), new(line, Tone.Faint));
            }
        }
    }

    private static bool IsOpen(StepState step) =>
        step is { Waiver: null, Verdict: Verdict.Fail or Verdict.Error or Verdict.Inconclusive } && !step.Step.Rollback;

    private static ShownLine VerdictRow(StepState step, RunState state) =>
        new(
            new Piece("    "),
            new(
                $"{Told.WordOf(step.Verdict), -12}",
                step.Verdict switch
                {
                    Verdict.Pass => Tone.Good,
                    Verdict.Fail or Verdict.Error => Tone.Bad,
                    _ => Tone.Doubt,
                }
            ),
            new($" {step.Step.Where}: ", Tone.Faint),
            new($"{PlainText.Short(StepName.Of(step.Step, state), 60)}: {PlainText.Short(step.Why, 140)}")
        );

    internal static ShownLine Row(string word, string text) =>
        new(new Piece($"    {word, -12} ", Tone.Faint), new(PlainText.Short(text, 1000)));
}
