namespace Slipway.Judging.Comparing;

/// <summary>
/// Evidence that the candidate fails as a whole while the baseline does not. One interval may be one burst of errors; two in a row
/// are not, unless arms of this run were seen to fail so: how often they do is learned from both arms.
/// </summary>
internal sealed class OutageEvidence
{
    /// <summary>What counts as all requests: 95 %.</summary>
    private const double AllBut = 0.95;

    /// <summary>Intervals of healthy traffic that are taken for seen before the first.</summary>
    private const double SeenBefore = 2000;

    /// <summary>What a single request can say: it fails by itself now and then.</summary>
    private const double LoneFailure = 0.05;

    private const double AtStake = 0.9;

    /// <summary>The part of the stake that is bet from the first interval on: too little for that interval to decide alone.</summary>
    private const double StartShare = 0.1;

    private double _fromStart = 1;
    private double _fromChange;
    private double _spent;
    private long _looks;
    private long _seen;
    private long _failed;

    /// <summary>The e-value so far.</summary>
    public double Value { get; private set; } = 1;

    /// <summary>One more interval.</summary>
    public void Observe(in EventCounts counts)
    {
        _looks++;
        if (counts.Candidate > 0 && counts.Baseline > 0)
        {
            Bet(counts);
        }

        Learn(counts.Candidate, counts.CandidateEvents);
        Learn(counts.Baseline, counts.BaselineEvents);
    }

    private void Bet(in EventCounts counts)
    {
        var chance = counts.Candidate == 1 ? LoneFailure : (_failed + 0.5) / (_seen + SeenBefore);
        var isOut = Fails(counts.Candidate, counts.CandidateEvents) && 2 * counts.BaselineEvents <= counts.Baseline;
        var payoff = isOut ? AtStake / chance : (1 - AtStake) / (1 - chance);
        var spent = Spending.After(_looks);
        _fromStart = Wealth.Within(_fromStart * payoff);
        _fromChange = Wealth.Within((_fromChange + spent - _spent) * payoff);
        _spent = spent;
        Value = StartShare * _fromStart + (1 - StartShare) * (_fromChange + 1 - spent);
    }

    private void Learn(long requests, long errors)
    {
        if (requests >= 2)
        {
            _seen++;
            _failed += Fails(requests, errors) ? 1 : 0;
        }
    }

    private static bool Fails(long requests, long errors) => errors >= AllBut * requests;
}
