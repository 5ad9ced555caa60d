using System.Diagnostics;
using Slipway.Flakes;

namespace Slipway.FlakeSimulation;

/// <summary>Plays a history to a <see cref="FlakeWatch"/> as it came in.</summary>
public sealed record Replay(double MedianRuns, int Quarantined, int Wrongly, double NanosecondsPerOutcome)
{
    /// <summary>Where a test is called flaky.</summary>
    private const double QuarantineFrom = 0.5;

    public static Replay Of(Simulation simulation)
    {
        var watch = FlakeWatch.New("main");
        var first = new Dictionary<string, int>();
        var waits = new Dictionary<string, int>();
        var wrongly = new HashSet<string>();
        var busy = TimeSpan.Zero;
        var runs = simulation.Outcomes.GroupBy(it => it.Run).ToList();
        for (var run = 0; run < runs.Count; run++)
        {
            var outcomes = runs[run].ToList();
            var clock = Stopwatch.GetTimestamp();
            foreach (var outcome in outcomes)
            {
                watch.Add(outcome);
            }

            watch.End(runs[run].Key);
            busy += Stopwatch.GetElapsedTime(clock);
            foreach (var failure in outcomes.Where(it => it.Outcome == OutcomeKind.Fail))
            {
                if (simulation.Truths[(failure.Run, failure.Attempt, failure.Test)] == Truth.Flake)
                {
                    first.TryAdd(failure.Test, run);
                }
                else if (!first.ContainsKey(failure.Test) && watch.FlakeProbability(failure.Suite, failure.Test) >= QuarantineFrom)
                {
                    wrongly.Add(failure.Test);
                }
            }

            foreach (var (test, from) in first)
            {
                if (!waits.ContainsKey(test) && watch.FlakeProbability("suite", test) >= QuarantineFrom)
                {
                    waits[test] = run - from + 1;
                }
            }
        }

        var sorted = waits.Values.Order().ToList();
        return new(
            sorted.Count == 0 ? double.NaN : sorted[sorted.Count / 2],
            waits.Count,
            wrongly.Count,
            busy.TotalNanoseconds / simulation.Outcomes.Count
        );
    }
}
