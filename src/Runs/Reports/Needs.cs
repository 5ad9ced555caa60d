using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Reports;

/// <summary>What would open a gate that is shut.</summary>
internal static class Needs
{
    public static string Of(RunState state, StepState step, DateTimeOffset now)
    {
        if (step.Waiver is { } waiver && waiver.Expires <= now)
        {
            return $"The waiver by {waiver.By} has run out: mend it, or have it waived again.";
        }

        return step.Stage switch
        {
            StepStage.Waiting when step.Step.Quorum is not null => $"More people: {Deciding.HoldTimes.Missing(state, step)}.",
            StepStage.Waiting => $"An answer by {Whom(step.Step)}.",
            StepStage.Begun => "It began, and its end is not known: it is verified when the run is taken up again.",
            StepStage.Pending => Pending(step.Step),
            _ => step.Left is { } left ? Left(step.Step, left) : Decided(state, step),
        };
    }

    private static string Pending(Step step) =>
        step switch
        {
            { Blocked.Count: > 0 } => $"A person who does it by hand: {string.Join("; ", step.Blocked)}.",
            { Work: Work.Trigger } => "It is watched until the run is at its end.",
            { Work: Work.Watch, Window: { } window } => $"It is watched, {window}.",
            { Work: Work.Moment } => "Its moment has not come yet.",
            { Work: Work.Ask } => $"An answer by {Whom(step)}.",
            _ => "It has not been carried out yet.",
        };

    private static string Left(Step step, RunEvent.StepLeft left) =>
        left.Because switch
        {
            LeftBecause.ByChoice => "It was left out: it has to be carried out, or waived with a signature.",
            LeftBecause.NotSelected => "It was not selected: a run without --only, --from and --skip.",
            LeftBecause.Rehearsal => "A run: a rehearsal does not change anything.",
            LeftBecause.NeedsAPerson => $"An answer by {Whom(step)}.",
            LeftBecause.CannotRun => $"A person who does it by hand: {string.Join("; ", step.Blocked)}.",
            LeftBecause.NotArmed => "Nothing: there was no change to come back from.",
            LeftBecause.NotReached => "The commands before it in its block have to end well.",
            LeftBecause.LeftEmpty => "Its blank has to be filled.",
            _ => "It has to be carried out.",
        };

    private static string Decided(RunState state, StepState step) =>
        step switch
        {
            { Step.Quorum: { } quorum } => $"{quorum.Need} distinct people who approve, asked anew; or two who break the glass.",
            { Step.Work: Work.Trigger, Verdict: Verdict.Fail } => "The way back, or a signed waiver by whoever goes on all the same.",
            { Step.Work: Work.Readiness } => "Mend the way back, or waive it with a signature.",
            { Step.GuardsChanges: true } => "Another version of the schema or of the way back, or a signed waiver.",
            { Step.Kind: ItemKind.Signoff, Verdict: Verdict.Inconclusive } when !state.Started.NamesAreEnough =>
                $"A signature that counts here by {Whom(step.Step)}: in this environment a name alone does not sign.",
            { Step.Kind: ItemKind.Signoff } => $"An approval by {Whom(step.Step)}.",
            { Step.Kind: ItemKind.Decision, Verdict: Verdict.Inconclusive } when state.Started.KeysAreNeeded =>
                $"A decision signed with a key by {Whom(step.Step)}.",
            { Step.Kind: ItemKind.Decision } => "Another decision, or a signed waiver.",
            { Verdict: Verdict.Error } => "The look itself broke: mend the probe and look again, or have it waived.",
            { Verdict: Verdict.Inconclusive } => "More data: look again, or have it waived.",
            { Verdict: Verdict.Pass } => "It passed.",
            _ => "Mend it and try again, or have it waived with a signature.",
        };

    private static string Whom(Step step) => step.Role ?? "a person";
}
