using Slipway.Kernel;

namespace Slipway.Runs.Reports;

/// <summary>Verdicts as people read them.</summary>
internal static class VerdictWords
{
    public static string InWords(this Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => "Pass",
            Verdict.Fail => "Fail",
            Verdict.Error => "Error",
            Verdict.Inconclusive => "Inconclusive",
            Verdict.NotRun => "Not run",
            _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Not a verdict."),
        };

    public static string InWords(this ReportOutcome outcome) =>
        outcome switch
        {
            ReportOutcome.Go => "GO",
            ReportOutcome.NoGo => "NO-GO",
            ReportOutcome.RolledBack => "ROLLED BACK",
            ReportOutcome.Rehearsed => "REHEARSED",
            ReportOutcome.Waiting => "WAITING",
            ReportOutcome.Interrupted => "INTERRUPTED",
            ReportOutcome.Running => "RUNNING",
            ReportOutcome.NotRun => "NOT RUN",
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not an outcome."),
        };
}
