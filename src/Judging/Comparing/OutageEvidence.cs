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

    /// <summary>How likely one more request fails by itself is taken to be at the least: one or two that fail say little.</summary>
    private const double GoesOn = 0.01;

    private const double AtStake = 0.9;

    /// <summary>What of the recent past is left after one more interval: it lasts some three minutes.</summary>
    private const double Recent = 0.92;

    /// <summary>A recent share of errors in the baseline beyond which there is an incident.</summary>
    private const double Restless = 0.05;

    /// <summary>The part of the stake that is bet from the first interval on: too little for that interval to decide alone.</summary>
    private const double StartShare = 0.1;

    private readonly Persistence _persistence = new();
    private double _fromStart = 1;
    private double _fromChange;
    private double _spent;
    private long _looks;
    private long _seen;
    private long _failed;
    private double _recentRequests;
    private double _recentErrors;

    /// <summary>The e-value so far.</summary>
    public double Value { get; private set; } = 1;

    /// <summary>One more interval.</summary>
    public void Observe(in EventCounts counts)
    {
        _looks++;
        if (counts.Candidate > 0 && counts.Baseline > 0)
        {
            Bet(counts);
            _persistence.Observe(counts);
        }

        Learn(counts.Candidate, counts.CandidateEvents);
        Learn(counts.Baseline, counts.BaselineEvents);
        _recentRequests = _recentRequests * Recent + counts.Baseline;
        _recentErrors = _recentErrors * Recent + counts.BaselineEvents;
    }

    private double ByHistory(long requests)
    {
        var burst = 1.0;
        for (var i = 0; i < Math.Min(requests, 64); i++)
        {
            burst *= GoesOn;
        }

        return Math.Max(burst, (_failed + 0.5) / (_seen + SeenBefore));
    }

    /// <summary>During an incident of the world: a share of at least 95 % is no more likely than the mean share, over 0.95 (Markov).</summary>
    private double Unrest() => _recentErrors > Restless * _recentRequests ? _recentErrors / _recentRequests / AllBut : 0;

    private void Bet(in EventCounts counts)
    {
        var chance = Math.Max(Math.Max(ByHistory(counts.Candidate), Unrest()), _persistence.Chance);
        var isOut = Fails(counts.Candidate, counts.CandidateEvents) && 2 * counts.BaselineEvents <= counts.Baseline;
        var payoff = Payoff(chance, isOut);
        var spent = Spending.After(_looks);
        _fromStart = Wealth.Within(_fromStart * payoff);
        _fromChange = Wealth.Within((_fromChange + spent - _spent) * payoff);
        _spent = spent;
        Value = StartShare * _fromStart + (1 - StartShare) * (_fromChange + 1 - spent);
    }

    /// <summary>On average at the most 1 as long as the true chance is not above this one. Where it is likely, nothing is bet: seeing it says nothing.</summary>
    private static double Payoff(double chance, bool isOut)
    {
        if (chance >= AtStake)
        {
            return 1;
        }

        return isOut ? AtStake / chance : (1 - AtStake) / (1 - chance);
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
