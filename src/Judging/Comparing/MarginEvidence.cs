namespace Slipway.Judging.Comparing;

/// <summary>
/// An e-process against "the candidate has at least margin times as many events a request as the baseline". Bets are linear in the
/// candidate's share of the events, which is the one form that holds however events cluster. A bet is made on as many intervals
/// together as bring each arm 100 requests, so that a burst that runs on is mostly within one. Sources: docs/decisions/0071.
/// </summary>
internal sealed class MarginEvidence(double margin)
{
    private static readonly double[] Fractions = [0.06, 0.13, 0.28, 0.6, 0.9];

    private const long FewestRequests = 100;

    private readonly double[] _wealth = [1, 1, 1, 1, 1];
    private EventCounts _block;
    private double _candidate;
    private double _requests;
    private double _events;
    private long _telling;
    private double _deviation;

    /// <summary>The e-value so far: at the most 1 on average while the candidate is at the margin or beyond.</summary>
    public double Value { get; private set; } = 1;

    /// <summary>One more interval.</summary>
    public void Observe(in EventCounts counts)
    {
        _candidate += counts.Candidate;
        _requests += counts.Candidate + counts.Baseline;
        _events += counts.CandidateEvents + counts.BaselineEvents;
        _block = _block.And(counts);
        if (Math.Min(_block.Candidate, _block.Baseline) < FewestRequests)
        {
            return;
        }

        if (_block.SaySomething)
        {
            Bet(_block);
        }

        _block = default;
    }

    /// <summary>About how many more requests the candidate needs until this reaches a bound, if it is as good as the baseline.</summary>
    public long Needed(double bound)
    {
        var missing = Math.Max(Math.Log(bound / Value), 0.1);
        var requests = missing / GrowthPerRequest();
        return (long)Math.Min(Math.Ceiling(requests), 1e15);
    }

    private void Bet(in EventCounts counts)
    {
        var share = (double)counts.CandidateEvents / (counts.CandidateEvents + counts.BaselineEvents);
        var wanted = AtMargin(counts.CandidateShare);
        var gain = (wanted - share) / (1 - wanted);
        Value = 0;
        for (var i = 0; i < Fractions.Length; i++)
        {
            _wealth[i] = Wealth.Within(_wealth[i] * (1 + Fractions[i] * gain));
            Value += _wealth[i] / Fractions.Length;
        }

        _telling++;
        _deviation += (share - counts.CandidateShare) * (share - counts.CandidateShare);
    }

    /// <summary>
    /// A bet on a mean that is off by d with the variance v grows by d²/2(v + d²) a time, as best it can. Before there are enough
    /// intervals to know the variance by, events are taken to be independent, and about one in a hundred requests.
    /// </summary>
    private double GrowthPerRequest()
    {
        var share = _requests > 0 ? Math.Clamp(_candidate / _requests, 0.001, 0.999) : 0.5;
        var off = AtMargin(share) - share;
        if (_telling >= 20 && _candidate > 0)
        {
            return off * off / (2 * (_deviation / _telling + off * off)) * _telling / _candidate;
        }

        var rate = (_events + 1) / (_requests + 100);
        return off * off / (2 * share * (1 - share)) * rate / share;
    }

    /// <summary>The candidate's share of the events when its rate is the margin times that of the baseline.</summary>
    private double AtMargin(double share) => margin * share / (margin * share + 1 - share);
}
