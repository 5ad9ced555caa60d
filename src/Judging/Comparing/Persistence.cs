namespace Slipway.Judging.Comparing;

/// <summary>
/// How often an arm that fails much in one interval still does in the next, learned from both arms while only one of them fails: bursts
/// of errors that run on must not look like an outage.
/// </summary>
internal sealed class Persistence
{
    /// <summary>The share of errors that counts as much.</summary>
    private const double Much = 0.3;

    private bool _candidateWas;
    private bool _baselineWas;
    private long _looked;
    private long _persisted;

    /// <summary>The chance that a candidate that fails now does so because it did; 0 while that was never seen, or it did not.</summary>
    public double Chance => _candidateWas && _persisted > 0 ? (double)_persisted / (_looked + 1) : 0;

    /// <summary>One more interval with traffic in both arms.</summary>
    public void Observe(in EventCounts counts)
    {
        var candidateIs = counts.CandidateEvents >= Much * counts.Candidate;
        var baselineIs = counts.BaselineEvents >= Much * counts.Baseline;
        if (_candidateWas != _baselineWas)
        {
            _looked++;
            _persisted += (_candidateWas ? candidateIs : baselineIs) ? 1 : 0;
        }

        (_candidateWas, _baselineWas) = (candidateIs, baselineIs);
    }
}
