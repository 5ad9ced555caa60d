using Slipway.Kernel;

namespace Slipway.Runs.Reports;

/// <summary>How a line counts where programs know only passed, failed, broken and skipped.</summary>
internal enum CaseEnd
{
    Passed,
    Failed,
    Broken,
    Skipped,
}

/// <summary>One line that holds a gate, or was left out where that holds nothing up.</summary>
/// <param name="Item">The line.</param>
/// <param name="End">How it counts.</param>
/// <param name="Word">Why, in one word: <c>fail</c>, <c>inconclusive</c>, <c>not-run</c>, <c>waived</c>.</param>
/// <param name="Why">Why, in words.</param>
internal sealed record ReportCase(ReportItem Item, CaseEnd End, string Word, string Why)
{
    public TimeSpan Took => TimeSpan.FromTicks(Item.Attempts.Sum(it => (it.Ended - it.Began).Ticks));

    public string Name => Item.Work == Work.Readiness ? Plainly.Line(Item.Words()) : $"{Item.Where}: {Plainly.Line(Item.Words())}";
}

/// <summary>The lines of a phase as cases. No data never passes: what is not proved counts as broken, never as skipped or passed.</summary>
internal static class ReportCases
{
    /// <summary>The phases that have any, in order.</summary>
    public static IEnumerable<(ReportPhase Phase, IReadOnlyList<ReportCase> Cases)> Of(ReportModel model) =>
        model
            .Phases.Select(phase =>
                (phase, (IReadOnlyList<ReportCase>)[.. phase.Items.SelectMany(All).Select(it => Of(model, it)).OfType<ReportCase>()])
            )
            .Where(it => it.Item2.Count > 0);

    /// <summary>The run as a whole; without it a run in which nothing was asked for would look as if it had passed.</summary>
    public static (CaseEnd End, string Word) OfRun(ReportModel model) =>
        model.Outcome switch
        {
            ReportOutcome.Go or ReportOutcome.Rehearsed => (CaseEnd.Passed, "pass"),
            ReportOutcome.NoGo => (CaseEnd.Failed, "no-go"),
            ReportOutcome.RolledBack => (CaseEnd.Failed, "rolled-back"),
            ReportOutcome.Waiting => (CaseEnd.Broken, "waiting"),
            ReportOutcome.Interrupted => (CaseEnd.Broken, "interrupted"),
            ReportOutcome.Running => (CaseEnd.Broken, "running"),
            _ => (CaseEnd.Broken, "not-run"),
        };

    private static IEnumerable<ReportItem> All(ReportItem item) => item.Children.SelectMany(All).Prepend(item);

    private static ReportCase? Of(ReportModel model, ReportItem it) =>
        it switch
        {
            { Proved: ProvedBy.NotNeeded } => new(it, CaseEnd.Skipped, "not-needed", Reason(it, "left out where that holds nothing up")),
            { Proved: ProvedBy.Later } => new(it, CaseEnd.Skipped, "later", Reason(it, "to be seen in the watch window")),
            { Open: null } => null,
            { Proved: ProvedBy.Waiver, Waiver: { } waiver } => new(it, CaseEnd.Skipped, "waived", Waived(it, waiver)),
            { Own: Verdict.Pass, Proved: ProvedBy.Nothing } => new(
                it,
                CaseEnd.Broken,
                "no-evidence",
                "it passed, but no evidence shows it"
            ),
            { Own: Verdict.Pass } => new(it, CaseEnd.Passed, "pass", Plainly.Line(it.Why)),
            { Own: Verdict.Fail } => new(it, CaseEnd.Failed, "fail", Reason(it, "it did not pass")),
            { Own: Verdict.Error } => new(it, CaseEnd.Broken, "error", Reason(it, "the look itself broke")),
            { Own: Verdict.Inconclusive } => new(it, CaseEnd.Broken, "inconclusive", Reason(it, "too little or contradictory data")),
            _ when ForTheNight(model, it) => new(it, CaseEnd.Skipped, "rehearsal", Reason(it, "not in a rehearsal")),
            _ => new(
                it,
                CaseEnd.Broken,
                "not-run",
                Reason(it, it.Stage == StepStage.Waiting ? "it waits for an answer" : "nothing was looked at")
            ),
        };

    private static bool ForTheNight(ReportModel model, ReportItem it) =>
        model.Started.Mode == RunMode.Rehearse && it.Left is { Because: LeftBecause.Rehearsal or LeftBecause.NeedsAPerson };

    private static string Waived(ReportItem it, ReportWaiver waiver) =>
        Plainly.Line(
            $"waived by {waiver.Given.By} until {waiver.Given.Expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {waiver.Given.Reason}; it said {it.Own?.InWords()}: {it.Why}"
        );

    private static string Reason(ReportItem it, string otherwise) => it.Why.Length > 0 ? Plainly.Line(it.Why) : otherwise;
}
