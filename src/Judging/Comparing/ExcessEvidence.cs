namespace Slipway.Judging.Comparing;

/// <summary>
/// An e-process against "the candidate has no more events a request than the baseline", or no more than the handicap of its counts times as many: half of its stake is bet from the first
/// interval on, half on a change that comes later. Sources: docs/decisions/0071.
/// </summary>
internal sealed class ExcessEvidence
{
    /// <summary>Standard deviations of an even split that a candidate's surplus of traffic may be without counting as one.</summary>
    private const double Surplus = 3;

    private readonly double[] _fromStart = new double[Bets.Shares.Length];
    private readonly double[] _fromChange = new double[Bets.Shares.Length];
    private double _candidate;
    private double _baseline;
    private double _spent;
    private long _looks;

    public ExcessEvidence()
    {
        _fromStart.AsSpan().Fill(1);
    }

    /// <summary>The e-value so far: at the most 1 on average while the arms are alike, whenever one looks.</summary>
    public double Value { get; private set; } = 1;

    /// <summary>One more interval.</summary>
    public void Observe(in EventCounts counts)
    {
        _looks++;
        if (counts.SaySomething)
        {
            Bet(counts);
        }

        // Traffic of some hours: a split that is changed by hand is seen soon.
        const double fading = 1 - 1.0 / 1024;
        _candidate = _candidate * fading + counts.Counted;
        _baseline = _baseline * fading + counts.Baseline;
    }

    private void Bet(in EventCounts counts)
    {
        Span<double> payoffs = stackalloc double[Bets.Shares.Length];
        Bets.Pay(counts, IsBalanced(counts), payoffs);
        var spent = Spending.After(_looks);
        var (start, change) = (0.0, 1 - spent);
        for (var i = 0; i < payoffs.Length; i++)
        {
            _fromStart[i] = Wealth.Within(_fromStart[i] * payoffs[i]);
            _fromChange[i] = Wealth.Within((_fromChange[i] + spent - _spent) * payoffs[i]);
            start += Bets.Shares[i] * _fromStart[i];
            change += Bets.Shares[i] * _fromChange[i];
        }

        _spent = spent;
        Value = (start + change) / 2;
    }

    private bool IsBalanced(in EventCounts counts)
    {
        var (candidate, baseline) = _looks == 1 ? (counts.Counted, counts.Baseline) : (_candidate, _baseline);
        return candidate - baseline <= Surplus * Math.Sqrt(candidate + baseline);
    }
}
