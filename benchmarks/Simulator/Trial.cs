using Slipway.Judging;

namespace Slipway.Simulator;

/// <summary>One run judged by a rule.</summary>
internal static class Trial
{
    public readonly record struct End(int? NoGoAt, int? GoAt, ComparisonReason Reason = default);

    public static End Ours(TrafficModel model, ulong seed, double ratio, int changeAt, int intervals, bool stopAtGo = false)
    {
        var traffic = new Traffic(model, seed, ratio, changeAt);
        var run = new ComparedRun(new());
        int? go = null;
        for (var i = 0; i < intervals; i++)
        {
            traffic.Next();
            var outcome = run.Observe(
                TimeSpan.FromSeconds(15 * (i + 1)),
                new(traffic.Baseline, traffic.BaselineErrors, []),
                new(traffic.Candidate, traffic.CandidateErrors, [])
            );
            if (outcome == ComparisonOutcome.NoGo)
            {
                return new(i, go, run.Decision.Reason);
            }

            if (outcome == ComparisonOutcome.Go)
            {
                go ??= i;
                if (stopAtGo)
                {
                    return new(null, go);
                }
            }
        }

        return new(null, go);
    }
}
