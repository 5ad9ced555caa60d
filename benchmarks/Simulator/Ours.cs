using Slipway.Judging;

namespace Slipway.Simulator;

/// <summary>The comparison of <c>Slipway.Judging</c>.</summary>
internal sealed class Ours(ComparisonRules rules) : IRule
{
    private readonly ComparedRun _run = new(rules);
    private TimeSpan _at;

    public Ours()
        : this(new()) { }

    /// <summary>After a check of how errors came on the day before: of one arm, or of two of the same version.</summary>
    public static Ours After(TrafficModel model, ulong seed, bool paired) =>
        new(new() { PerLook = Yesterday(model, seed, paired).PerLook });

    /// <summary>What a day without a release shows of how errors come.</summary>
    public static DispersionVerdict Yesterday(TrafficModel model, ulong seed, bool paired)
    {
        var (traffic, past) = (new Traffic(model, seed), new Dispersion());
        for (var look = 0; look < TrafficModel.Day; look++)
        {
            traffic.Next();
            ArmInterval one = new(traffic.Baseline, traffic.BaselineErrors, []);
            if (paired)
            {
                past.Observe(one, new(traffic.Candidate, traffic.CandidateErrors, []));
            }
            else
            {
                past.Observe(one);
            }
        }

        return past.Verdict();
    }

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
