namespace Slipway.Simulator;

/// <summary>One run of a model: what both arms did in one interval after the other.</summary>
internal sealed class Traffic(TrafficModel model, ulong seed, double ratio = 1, int changeAt = 0)
{
    private readonly Chance _chance = new(seed);
    private double _rate = TrafficModel.BaseRate;
    private int _incident;
    private int _gap;
    private int _interval;
    private int _restCandidate;
    private int _restBaseline;

    /// <summary>Requests and errors of the last interval.</summary>
    public int Candidate { get; private set; }

    /// <inheritdoc cref="Candidate"/>
    public int CandidateErrors { get; private set; }

    /// <inheritdoc cref="Candidate"/>
    public int Baseline { get; private set; }

    /// <inheritdoc cref="Candidate"/>
    public int BaselineErrors { get; private set; }

    /// <summary>Makes the next interval. From <c>changeAt</c> on the candidate's rate is so many times the shared one; an infinite ratio is an outage.</summary>
    public void Next()
    {
        Drift();
        _gap =
            _gap > 0 ? _gap - 1
            : model.Gaps && _chance.Uniform() < 1 / 400.0 ? 1 + (int)(120 * _chance.Uniform())
            : 0;
        _incident =
            _incident > 0 ? _incident - 1
            : model.Incidents && _chance.Uniform() < 1 / 1900.0 ? 40
            : 0;
        var rate = _incident > 0 ? 0.15 : _rate;
        var mean = _gap > 0 ? 0 : model.PerMinute / 4;
        Baseline = _chance.Poisson(mean);
        Candidate = _chance.Poisson(mean * model.CandidateWeight);
        BaselineErrors = Errors(Baseline, rate, ref _restBaseline);
        CandidateErrors =
            _interval >= changeAt && double.IsInfinity(ratio)
                ? Candidate
                : Errors(Candidate, Math.Min(1, rate * (_interval >= changeAt ? ratio : 1)), ref _restCandidate);
        _interval++;
    }

    private void Drift()
    {
        if (model.Drifts)
        {
            _rate = Math.Clamp(_rate * Math.Exp(0.02 * _chance.Normal()), 0.003, 0.03);
        }
    }

    private int Errors(int requests, double rate, ref int rest)
    {
        if (model.Cluster <= 1)
        {
            return _chance.Binomial(requests, rate);
        }

        var errors = model.RunsOn ? rest : 0;
        for (var bursts = _chance.Poisson(requests * rate / model.Cluster); bursts > 0; bursts--)
        {
            errors += _chance.Geometric(model.Cluster);
        }

        rest = Math.Max(0, errors - requests);
        return Math.Min(errors, requests);
    }
}
