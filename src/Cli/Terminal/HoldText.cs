using Slipway.Cli.Terminal.Live;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Terminal;

/// <summary>A hold of several people as a person reads it: how many, who, who has spoken, until when.</summary>
internal static class HoldText
{
    public static IEnumerable<ShownLine> Of(Question question)
    {
        if (question is not { Kind: QuestionKind.Answer, Step.Quorum: { } quorum })
        {
            yield break;
        }

        var step = question.State.Steps[question.Step.Id];
        yield return QuestionText.Row(
            "needs",
            $"{quorum.Need} {(quorum.Need == 1 ? "person" : "distinct people")}{Named(" of ", quorum.Of)}{Named("; not the ", quorum.Not)}; {(quorum.RejectByQuorum ? "as many have to decline" : "one who declines is enough")}"
        );
        foreach (var it in step.Given)
        {
            yield return QuestionText.Row(
                it.Verdict == Verdict.Pass ? "approved"
                    : it.Verdict == Verdict.Fail ? "declined"
                    : "said",
                $"{it.By}{(it.For is { } other ? $" in the place of {other}" : "")}, {(it.Signature is null ? "by name" : "with a key")}"
            );
        }

        if (step.Why.StartsWith("void", StringComparison.Ordinal))
        {
            yield return QuestionText.Row("note", step.Why);
        }

        if (step.Asked + quorum.Deadline is { } end)
        {
            yield return QuestionText.Row(
                "until",
                $"{end:yyyy-MM-dd HH:mm:ss zzz}; then {(quorum.AbortOnExpiry ? "the run ends as a no-go" : "its gate stays shut")}"
            );
        }
    }

    private static string Named(string before, IReadOnlyList<string> names) => names.Count == 0 ? "" : before + string.Join(" or ", names);
}
