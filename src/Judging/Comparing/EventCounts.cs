using System.Runtime.InteropServices;

namespace Slipway.Judging.Comparing;

/// <summary>How many of an arm's requests were events (errors, or slow) in one interval.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EventCounts(long Candidate, long CandidateEvents, long Baseline, long BaselineEvents)
{
    /// <summary>How many requests each of the candidate's counts as: 1, or the margin that it is held against.</summary>
    public double Handicap { get; init; } = 1;

    /// <summary>The candidate's requests as they count.</summary>
    public double Counted => Handicap * Candidate;

    /// <summary>Whether both arms had traffic, and anything happened in it.</summary>
    public bool SaySomething => Candidate > 0 && Baseline > 0 && CandidateEvents + BaselineEvents > 0;

    /// <summary>The candidate's share of the traffic, above 0 and below 1.</summary>
    public double CandidateShare => Counted / (Counted + Baseline);

    /// <summary>
    /// How many more events the candidate had than the baseline, for arms of the same size: 0 on average while they are alike, and
    /// the opposite when the arms change places.
    /// </summary>
    public double Excess => 2 * (((double)CandidateEvents * Baseline) - (BaselineEvents * Counted)) / (Counted + Baseline);

    /// <summary>Both together.</summary>
    public EventCounts And(in EventCounts other) =>
        new(
            Candidate + other.Candidate,
            CandidateEvents + other.CandidateEvents,
            Baseline + other.Baseline,
            BaselineEvents + other.BaselineEvents
        );
}
