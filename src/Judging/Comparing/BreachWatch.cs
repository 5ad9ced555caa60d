namespace Slipway.Judging.Comparing;

/// <summary>Whether both arms fail at once, seen over two intervals: then it is the world, not the candidate.</summary>
internal sealed class BreachWatch
{
    /// <summary>What is a breach whatever was usual before.</summary>
    private const double Least = 0.1;

    /// <summary>And so many times what was usual.</summary>
    private const double TimesUsual = 5;

    /// <summary>Fewer errors than this in two intervals say nothing of an arm.</summary>
    private const long FewestErrors = 3;

    /// <summary>A candidate that fails so many times as often fails by itself too.</summary>
    private const double Alike = 3;

    private EventCounts _last;
    private double _requests;
    private double _errors;

    /// <summary>One more interval; true when both arms are in breach.</summary>
    public bool Observe(in EventCounts counts)
    {
        var candidate = Rate(counts.CandidateEvents + _last.CandidateEvents, counts.Candidate + _last.Candidate);
        var baseline = Rate(counts.BaselineEvents + _last.BaselineEvents, counts.Baseline + _last.Baseline);
        var usual = _requests > 0 ? Math.Max(Least, TimesUsual * _errors / _requests) : Least;
        var limit = Math.Min(usual, 0.5);
        var isBoth = candidate >= limit && baseline >= limit && candidate < Alike * baseline;
        if (!isBoth)
        {
            _requests += counts.Candidate + counts.Baseline;
            _errors += counts.CandidateEvents + counts.BaselineEvents;
        }

        _last = counts;
        return isBoth;
    }

    private static double Rate(long errors, long requests) => errors >= FewestErrors ? (double)errors / requests : 0;
}
