using System.Text;
using Slipway.Judging;
using Slipway.Kernel;
using Slipway.Traffic;

namespace Slipway.Runs.Execution;

/// <summary>
/// The verdict of a step that moved traffic, over what was seen: what the proxy says, the split that really happened, and the
/// candidate beside its baseline. Pure: the same facts have the same verdict, tonight and when an auditor makes it again.
/// </summary>
internal static class TrafficJudge
{
    /// <summary>Name of the count of requests that the version that serves has answered.</summary>
    public const string Stable = "stable";

    /// <summary>Name of the count of requests that the version that is being released has answered.</summary>
    public const string Candidate = "candidate";

    /// <summary>What the proxy can be off by because its weights are whole numbers, in per cent.</summary>
    private const double Granularity = 0.5;

    /// <summary>The rules of the comparison at a gate.</summary>
    public static ComparisonRules RulesOf(TrafficGate gate) =>
        new()
        {
            Alpha = gate.Alpha,
            Margin = gate.Margin,
            LatencyMargin = gate.LatencyMargin,
            Floor = gate.Floor,
            PerLook = gate.PerLook,
            StaleAfter = gate.Interval * 4,
        };

    /// <summary>True where there is a version beside it to compare with.</summary>
    public static bool IsCompared(TrafficMove move) => move.Share is > 0 and < 100;

    /// <summary>The verdict.</summary>
    public static Judgement Judge(TrafficMove move, Observation seen)
    {
        if (seen.Looking != Looking.Saw)
        {
            return new(seen.Looking == Looking.ProbeBroke ? Verdict.Error : Verdict.Inconclusive, seen.Problem ?? "nothing was seen");
        }

        if (seen.Value is not { Unit: "%" } share || Math.Abs(share.Number - move.Share) > Granularity)
        {
            return new(Verdict.Inconclusive, $"the proxy says {seen.Value}, and {move.Share} % is asked");
        }

        var compared = IsCompared(move) ? Compare(move.Gate, seen.Body ?? "") : null;
        if (compared is { Outcome: ComparisonOutcome.NoGo })
        {
            return new(Verdict.Fail, ComparisonWords.Why(compared));
        }

        var split = SplitOf(move, seen);
        return split.Verdict != SplitVerdict.Matches
                ? new(Verdict.Inconclusive, $"{(split.Verdict == SplitVerdict.Differs ? "the split is another one: " : "")}{split.Why}")
            : compared is null ? new(Verdict.Pass, split.Why)
            : compared.Outcome == ComparisonOutcome.Go ? new(Verdict.Pass, $"{split.Why}; {ComparisonWords.Why(compared)}")
            : new(Verdict.Inconclusive, $"{ComparisonWords.Why(compared)} ({split.Why})");
    }

    /// <summary>The comparison over recorded intervals, one line each as <c>slipway judge compare</c> reads them.</summary>
    public static ComparedRun Compare(TrafficGate gate, string intervals) => Trail(gate, intervals).Run;

    /// <summary>The same, with how it stood at each look.</summary>
    public static ComparisonTrail Trail(TrafficGate gate, string intervals)
    {
        var trail = new ComparisonTrail(RulesOf(gate));
        var line = new IntervalLine();
        foreach (var text in intervals.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Read(Encoding.UTF8.GetBytes(text)) is null && line.At > (trail.Run.At ?? TimeSpan.MinValue))
            {
                trail.Observe(line.At, line.Baseline, line.Candidate);
            }
            else
            {
                trail.Doubt();
            }
        }

        return trail;
    }

    /// <summary>Whether the split that was asked for is the one that happened.</summary>
    public static SplitSeen SplitOf(TrafficMove move, Observation seen)
    {
        var (stable, candidate) = (seen.Counts?.GetValueOrDefault(Stable) ?? 0, seen.Counts?.GetValueOrDefault(Candidate) ?? 0);
        return SplitWatch.Judge(Lanes(0, 0), Lanes(stable, candidate), move.Share, new());
    }

    private static LaneCounts Lanes(long stable, long candidate) => new(default, "", new(stable, 0, []), new(candidate, 0, []));
}
