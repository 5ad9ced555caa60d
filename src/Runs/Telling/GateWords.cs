using Slipway.Judging;
using Slipway.Kernel;
using Slipway.Runs.Execution;
using Slipway.Runs.Reports;
using Slipway.Traffic;

namespace Slipway.Runs.Telling;

/// <summary>What a gate compared and what it was decided by, in words with numbers.</summary>
internal static class GateWords
{
    /// <summary>What was compared, and what was seen of it.</summary>
    public static string Compared(TrafficMove move, GateSight sight, string between)
    {
        var asked = $"{between} the new version was to have {Numbers.Share(move.Share)} of the traffic";
        if (sight.Seen is not { } seen)
        {
            return $"{Figures.Large(asked)}; what was seen of it is not there.";
        }

        if (seen.Looking != Looking.Saw)
        {
            return $"{Figures.Large(asked)}, and nobody could look: {seen.Problem ?? "nothing was seen"}.";
        }

        var split = TrafficJudge.SplitOf(move, seen);
        if (sight.Trail is not { Last: { } last } trail)
        {
            return $"{Figures.Large(asked)}: it answered {split.Candidate} of {Numbers.Count(split.Requests, "request", "requests")}, and no version was compared with it.";
        }

        return $"{Figures.Large(asked)}: in {Numbers.Count(trail.Looks, "look", "looks")} it failed {Arm(last.Candidate)}, what serves {Arm(last.Baseline)}.";
    }

    /// <summary>The evidence against its bound; without an end, as what followed stands behind it.</summary>
    public static string Evidence(TrafficMove move, GateSight sight)
    {
        if (sight.Seen is not { Looking: Looking.Saw } seen)
        {
            return "no data is no pass";
        }

        var split = TrafficJudge.SplitOf(move, seen);
        if (sight.Trail is not { } trail)
        {
            return split.Verdict == SplitVerdict.Matches ? $"the split was seen ({split.Why})" : $"the split was not shown ({split.Why})";
        }

        var (run, rules) = (trail.Run, trail.Rules);
        var against = $"the evidence against it is {Numbers.Short(run.EvidenceAgainst)} of {Numbers.Short(run.BoundAgainst)}";
        var within = $"within {Numbers.Short(rules.Margin)} times the rate of what serves";
        var good = rules.Floor > 0 ? $"{within} or below {Numbers.Percent(rules.Floor)}" : within;
        var goes = $"the evidence that it is {good} is {Numbers.Short(run.EvidenceFor)} of {Numbers.Short(run.BoundFor)}";
        var shown = split.Verdict == SplitVerdict.Matches ? "the split was seen" : $"but the split was not shown ({split.Why})";
        return run.Decision.Reason switch
        {
            ComparisonReason.WithinMargin or ComparisonReason.BelowFloor => $"{goes}, and {shown}",
            ComparisonReason.MoreErrors => $"{against}: it fails more than what serves",
            ComparisonReason.Slower => $"{against}: it is slower than what serves by more than {Numbers.Short(rules.LatencyMargin)} times",
            ComparisonReason.Outage => $"{against}: it fails as a whole, and what serves does not",
            ComparisonReason.BothBreach => $"both versions failed at once, an incident of the world; {against}",
            _ =>
                $"{against}, and {goes}{(run.LatencyIsOpen ? ", with the latencies not shown to be within it" : "")}: {Undecided(run.Decision.Reason)}",
        };
    }

    /// <summary>What would be needed for a go; empty when nothing is.</summary>
    public static string Needed(Verdict verdict, GateSight sight)
    {
        if (verdict == Verdict.Pass)
        {
            return "";
        }

        if (sight.Seen is not { Looking: Looking.Saw })
        {
            return "a go needs a proxy that answers, and requests";
        }

        return sight.Trail?.Run.Decision switch
        {
            { Outcome: ComparisonOutcome.NoGo } => "no more traffic changes that: a go needs another version",
            { Reason: ComparisonReason.BothBreach } => "a go needs the world to be well again, and another attempt",
            { Needed: > 0 } open =>
                $"a go needs about {Numbers.Count(open.Needed, "more request", "more requests")} of the new version, if it is as good",
            { Outcome: ComparisonOutcome.Go } => "a go needs the split that was asked for",
            null => "a pass needs the split that was asked for, and requests that show it",
            _ => "a go needs another attempt with data",
        };
    }

    private static string Undecided(ComparisonReason reason) =>
        reason switch
        {
            ComparisonReason.NoData => "a version had no traffic for too long",
            ComparisonReason.TooLittle => "too few requests came",
            ComparisonReason.InDoubt => "part of it could not be read",
            ComparisonReason.Doubtful => "it was good enough, and then something spoke against it",
            _ => "neither is shown",
        };

    private static string Arm(ArmRate arm) =>
        arm.Rate is { } rate
            ? $"{arm.Errors} of {Numbers.Count(arm.Requests, "request", "requests")} ({Numbers.Percent(rate)}, 95 %: {Numbers.Percent(arm.Low)} to {Numbers.Percent(arm.High)})"
            : "0 of 0 requests";
}
