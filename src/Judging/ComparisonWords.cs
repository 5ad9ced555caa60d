namespace Slipway.Judging;

/// <summary>A decision in words, for people.</summary>
public static class ComparisonWords
{
    /// <summary>Why the run says what it says, in one sentence.</summary>
    public static string Why(ComparedRun run)
    {
        var (totals, needed) = (run.Totals, $"about {run.Decision.Needed} more requests of the candidate needed");
        var errors =
            $"{totals.CandidateErrors} errors in {totals.Candidate} requests, the baseline {totals.BaselineErrors} in {totals.Baseline}";
        return run.Decision.Reason switch
        {
            ComparisonReason.NoData => $"no data: an arm has had no traffic for too long; {needed}",
            ComparisonReason.TooLittle =>
                $"too little data: {totals.Candidate} requests of the candidate, {totals.Baseline} of the baseline; {needed}",
            ComparisonReason.InDoubt => "part of this run could not be read, so it is no go",
            ComparisonReason.BothBreach => "both arms fail at once: an incident of the world, not of the candidate",
            ComparisonReason.Undecided => $"neither worse nor within the margin is shown: {errors}; {needed}",
            ComparisonReason.Doubtful => $"it was within the margin, but there is evidence against it now: {errors}",
            ComparisonReason.WithinMargin => $"within the margin: {errors}",
            ComparisonReason.BelowFloor => $"fewer errors than anybody minds: {errors}",
            ComparisonReason.MoreErrors => $"more errors than the baseline: {errors}",
            ComparisonReason.Slower => "slower than the baseline by more than the margin",
            ComparisonReason.Outage => $"the candidate fails as a whole, the baseline does not: {errors}",
            _ => throw new ArgumentOutOfRangeException(nameof(run), run.Decision.Reason, "Not a reason."),
        };
    }

    /// <summary>The word by which programs know an outcome: <c>go</c>, <c>no-go</c>, <c>watch</c>, <c>hold</c>.</summary>
    public static string Word(ComparisonOutcome outcome) =>
        outcome switch
        {
            ComparisonOutcome.Go => "go",
            ComparisonOutcome.NoGo => "no-go",
            ComparisonOutcome.Watch => "watch",
            _ => "hold",
        };

    /// <summary>The word by which programs know whose a breach is: <c>candidate</c>, <c>both</c>, <c>none</c>.</summary>
    public static string Word(Attribution attribution) =>
        attribution switch
        {
            Attribution.Candidate => "candidate",
            Attribution.Both => "both",
            _ => "none",
        };

    /// <summary>A natural logarithm as it is told to programs: four decimals, zero without a sign.</summary>
    public static double Told(double logarithm) => Math.Round(logarithm, 4) + 0.0;
}
