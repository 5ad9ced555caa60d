using Slipway.Judging;

namespace Slipway.Simulator;

/// <summary>The comparison of <c>Slipway.Judging</c>.</summary>
internal sealed class Ours : IRule
{
    private readonly ComparedRun _run = new(new());
    private TimeSpan _at;

    public Answer Look(Traffic traffic)
    {
        _at += TimeSpan.FromSeconds(15);
        return _run.Observe(
            _at,
            new(traffic.Baseline, traffic.BaselineErrors, []),
            new(traffic.Candidate, traffic.CandidateErrors, [])
        ) switch
        {
            ComparisonOutcome.NoGo => Answer.RollBack,
            ComparisonOutcome.Go => Answer.Go,
            _ => Answer.Nothing,
        };
    }
}
