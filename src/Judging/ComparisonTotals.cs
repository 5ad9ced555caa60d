using System.Runtime.InteropServices;
using Slipway.Judging.Comparing;

namespace Slipway.Judging;

/// <summary>Requests and errors of both arms.</summary>
[StructLayout(LayoutKind.Auto)]
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
