using Slipway.Kernel;

namespace Slipway.Runs.Tests.Crashing;

/// <summary>What was heard, what stands in the journal at the end, and what was done in the world; and what does not fit together.</summary>
/// <param name="Heard">Each line that a process told, in order.</param>
/// <param name="Records">The journal at the end.</param>
/// <param name="Effects">How often the world changed, by step.</param>
internal sealed record Aftermath(
    IReadOnlyList<string> Heard,
    IReadOnlyList<JournalRecord> Records,
    IReadOnlyDictionary<string, int> Effects
)
{
    public IReadOnlyList<string> Breaches => [.. Lost(), .. Twice(), .. Swallowed(), .. Open()];

    private IReadOnlyList<Step> Steps => Records is [{ Body: RunEvent.RunStarted started }, ..] ? started.Steps : [];

    private IEnumerable<string> Lost()
    {
        var kept = Records.Select(it => Witness.Line(it.Sequence, it.Body)).ToHashSet(StringComparer.Ordinal);
        return Heard.Where(it => !kept.Contains(it)).Select(it => $"lost: event {it} was told, and the journal does not hold it");
    }

    private IEnumerable<string> Twice() =>
        Steps
            .Where(it => it.Effect >= Effect.Changes)
            .Where(it => Effects.GetValueOrDefault(it.Id.Value) > 1 + AskedAgain(it.Id))
            .Select(it =>
                $"twice: {it.Id} changed the world {Effects[it.Id.Value]} times, and was asked for again {AskedAgain(it.Id)} times"
            );

    private int AskedAgain(StepId step) =>
        Records.Count(it => it.Body is RunEvent.OutcomeSettled { How: Settled.RunAgain, By: not null } again && again.Step == step);

    private IEnumerable<string> Swallowed() =>
        Records
            .Select(it => it.Body)
            .OfType<RunEvent.StepEnded>()
            .Where(it => it.Verdict == Verdict.Pass && !IsTrue(Steps.First(step => step.Id == it.Step)))
            .Select(it => $"swallowed: {it.Step} passed ({it.Why}), and in the world it did not");

    private bool IsTrue(Step step) =>
        !step.Commands.Any(it => it.Text == RealPlan.Fails)
        && (step.Work != Work.Block || step.Effect < Effect.Changes || Effects.GetValueOrDefault(step.Id.Value) > 0);

    private IEnumerable<string> Open() => Records is [.., { Body: RunEvent.RunEnded }] ? [] : ["open: the run has not come to its end"];
}
