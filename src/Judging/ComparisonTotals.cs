using Slipway.Judging.Comparing;

namespace Slipway.Judging;

/// <summary>Requests and errors of both arms.</summary>
public readonly record struct ComparisonTotals(long Candidate, long CandidateErrors, long Baseline, long BaselineErrors)
{
    internal ComparisonTotals And(in EventCounts counts) =>
        new(
            Candidate + counts.Candidate,
            CandidateErrors + counts.CandidateEvents,
            Baseline + counts.Baseline,
            BaselineErrors + counts.BaselineEvents
        );
}
