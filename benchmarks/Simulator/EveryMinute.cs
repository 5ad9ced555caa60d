namespace Slipway.Simulator;

/// <summary>Four intervals together: the classical rules look once a minute.</summary>
internal abstract class EveryMinute : IRule
{
    private int _looks;
    private int _candidate;
    private int _candidateErrors;
    private int _baseline;
    private int _baselineErrors;

    public Answer Look(Traffic traffic)
    {
        _candidate += traffic.Candidate;
        _candidateErrors += traffic.CandidateErrors;
        _baseline += traffic.Baseline;
        _baselineErrors += traffic.BaselineErrors;
        if (++_looks % 4 != 0)
        {
            return Answer.Nothing;
        }

        var rollsBack = Look(_candidate, _candidateErrors, _baseline, _baselineErrors);
        (_candidate, _candidateErrors, _baseline, _baselineErrors) = (0, 0, 0, 0);
        return rollsBack ? Answer.RollBack : Answer.Nothing;
    }

    /// <summary>One minute; true takes the candidate back.</summary>
    protected abstract bool Look(int candidate, int candidateErrors, int baseline, int baselineErrors);
}
