using System.Text;
using Slipway.Judging;
using Slipway.Kernel;

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

        if (SplitOf(move, seen) is { IsSeen: false } unseen)
        {
            return new(Verdict.Inconclusive, unseen.Words);
        }

        var split = SplitOf(move, seen).Words;
        return compared is null ? new(Verdict.Pass, split)
            : compared.Outcome == ComparisonOutcome.Go ? new(Verdict.Pass, $"{split}; {ComparisonWords.Why(compared)}")
            : new(Verdict.Inconclusive, $"{ComparisonWords.Why(compared)} ({split})");
    }

    /// <summary>The comparison over recorded intervals, one line each as <c>slipway judge compare</c> reads them.</summary>
    public static ComparedRun Compare(TrafficGate gate, string intervals)
    {
        var run = new ComparedRun(RulesOf(gate));
        var line = new IntervalLine();
        foreach (var text in intervals.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Read(Encoding.UTF8.GetBytes(text)) is null && line.At > (run.At ?? TimeSpan.MinValue))
            {
                run.Observe(line.At, line.Baseline, line.Candidate);
            }
            else
            {
                run.Doubt();
            }
        }

        return run;
    }

    /// <summary>Whether the split that was asked for is the one that happened.</summary>
    public static (bool IsSeen, string Words) SplitOf(TrafficMove move, Observation seen)
    {
        var (stable, candidate) = (seen.Counts?.GetValueOrDefault(Stable) ?? 0, seen.Counts?.GetValueOrDefault(Candidate) ?? 0);
        return Splits.Hold(move.Share, stable, candidate);
    }
}
