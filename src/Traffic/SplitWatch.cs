using System.Globalization;
using Slipway.Traffic.Making;
using Slipway.Traffic.Splits;

namespace Slipway.Traffic;

/// <summary>How the split that was asked for is held against the one that happened.</summary>
public sealed record SplitRules
{
    /// <summary>Chance of calling a split that is right another one. Default 0.001; above 0, below 0.5.</summary>
    public double Chance { get; init; } = 0.001;

    /// <summary>How far the split may be from the one that was asked for because the proxy cannot do better, in per cent points. Default 0.5; from 0.</summary>
    public double Grain { get; init; } = 0.5;

    /// <summary>How far the split may be from the one that was asked for and still be called the same, in per cent points. Default 5; above <see cref="Grain"/>.</summary>
    public double Tolerance { get; init; } = 5;

    /// <summary>
    /// Requests that go to one lane together, on average. Default 1: each is drawn for itself. Where a split sticks to people or
    /// addresses it is their mean number of requests, and the counts are divided by it: requests of one person are one draw, and
    /// taking each for itself would call a right split wrong. From 1.
    /// </summary>
    public double PerKey { get; init; } = 1;
}

/// <summary>
/// Says whether the split that was asked for really happened between two looks at the counters: by the exact interval of Clopper and
/// Pearson around the share that was seen. It <em>differs</em> when the interval leaves out what was asked for, and <em>matches</em> when
/// all of it is near that, so that a match is shown and not merely not refuted. Everything else is too few requests to say: none at
/// all, a lane that was to have traffic and had none, counters that began anew.
/// </summary>
public static class SplitWatch
{
    /// <summary>Holds what happened between two looks against a share.</summary>
    /// <param name="before">The counters at first.</param>
    /// <param name="after">The counters then.</param>
    /// <param name="share">Of the candidate, as it was asked for, in per cent.</param>
    /// <param name="rules">How strictly.</param>
    public static SplitSeen Judge(LaneCounts before, LaneCounts after, double share, SplitRules rules)
    {
        var (stable, candidate) = (after.Stable.Requests - before.Stable.Requests, after.Candidate.Requests - before.Candidate.Requests);
        if (before.Epoch != after.Epoch || stable < 0 || candidate < 0)
        {
            return new(SplitVerdict.TooFew, share, 0, 0, 0, 100, "the counters began anew between the two looks");
        }

        var requests = stable + candidate;
        if (requests == 0)
        {
            return new(SplitVerdict.TooFew, share, 0, 0, 0, 100, "there was no request");
        }

        var (low, high) = Binomial.Interval(candidate / rules.PerKey, requests / rules.PerKey, rules.Chance);
        var seen = new SplitSeen(SplitVerdict.TooFew, share, requests, candidate, 100 * low, 100 * high, "");
        var verdict = Verdict(seen, rules);
        return seen with { Verdict = verdict, Why = Why(seen, verdict) };
    }

    private static SplitVerdict Verdict(SplitSeen seen, SplitRules rules)
    {
        var leavesOut = seen.High < seen.Asked - rules.Grain || seen.Low > seen.Asked + rules.Grain;
        var isNear = seen.Low >= seen.Asked - rules.Tolerance && seen.High <= seen.Asked + rules.Tolerance;
        var lacksALane = (seen.Asked > 0 && seen.Candidate == 0) || (seen.Asked < 100 && seen.Candidate == seen.Requests);
        return leavesOut ? SplitVerdict.Differs
            : isNear && !lacksALane ? SplitVerdict.Matches
            : SplitVerdict.TooFew;
    }

    private static string Why(SplitSeen seen, SplitVerdict verdict)
    {
        var numbers = string.Create(
            CultureInfo.InvariantCulture,
            $"{seen.Candidate} of {seen.Requests} requests went to the candidate, which is {seen.Low:0.0} to {seen.High:0.0} %; asked for are {Shares.Write(seen.Asked)} %"
        );
        return verdict == SplitVerdict.TooFew ? $"{numbers}: too few to say" : numbers;
    }
}

/// <summary>Whether a split was as it was asked for.</summary>
public enum SplitVerdict
{
    /// <summary>Nothing was shown: never taken for a match.</summary>
    TooFew = 0,

    /// <summary>It was.</summary>
    Matches = 1,

    /// <summary>It was not.</summary>
    Differs = 2,
}

/// <summary>A split that was held against the one asked for.</summary>
/// <param name="Verdict">Whether they are the same.</param>
/// <param name="Asked">Share of the candidate that was asked for, in per cent.</param>
/// <param name="Requests">Requests of both lanes.</param>
/// <param name="Candidate">Of these, those of the candidate.</param>
/// <param name="Low">Least share that the counts do not contradict, in per cent.</param>
/// <param name="High">Greatest share that they do not contradict, in per cent.</param>
/// <param name="Why">The same in a sentence.</param>
public sealed record SplitSeen(SplitVerdict Verdict, double Asked, long Requests, long Candidate, double Low, double High, string Why);
