using System.Text.RegularExpressions;
using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>Which lines move traffic here, and where to. What is not clear stays with people. Pure.</summary>
internal static partial class TrafficSteps
{
    /// <summary>Where the line moves traffic; null when a person has to: the environment names no driver, the line no single share, or the version that serves now as its goal.</summary>
    public static TrafficMove? MoveOf(PlanItem item, EnvironmentSpec? environment) =>
        environment?.Traffic is { } traffic
        && item is { Kind: ItemKind.Traffic, Forward: true, Check: null, Commands.Count: 0 }
        && item.Expect?.Clauses is [Clause.Weight { Comparison: Comparison.Equal, Percent: >= 0 and <= 100 } weight]
        && (item.ExpectIsSaid || (Percent().Count(item.Text) <= 1 && !OfOld().IsMatch(item.Text)))
            ? new(weight.Percent, traffic.Gate ?? new())
            : null;

    /// <summary>The first step of the way back: all traffic to the version that served before. Null when no step moves any.</summary>
    public static Step? WayBack(IReadOnlyList<Step> forward, IReadOnlyList<Step> back) =>
        forward.FirstOrDefault(it => it.Traffic is not null) is { } first
            ? first with
            {
                Id = StepId.TrafficBack,
                Line = back.Count > 0 ? back[0].Line : first.Line,
                From = back.Count > 0 ? back[0].From : first.From,
                Phase = back.Count > 0 ? back[0].Phase : first.Phase,
                Text = "All traffic goes back to the version that served before",
                Rollback = true,
                Scope = Scope.Rollback,
                Parent = null,
                Condition = null,
                Optional = false,
                Expect = "weight = 0 %",
                Traffic = first.Traffic! with { Share = 0 },
                At = null,
                Estimate = null,
                Label = null,
                Blank = null,
                Choices = [],
                HoldsGate = true,
            }
            : null;

    [GeneratedRegex("[0-9]\\s?[%％]", RegexOptions.NonBacktracking)]
    private static partial Regex Percent();

    /// <summary>"90 % stay on the old version" is no share of the candidate.</summary>
    [GeneratedRegex(
        @"\b(old|previous|stable|current|existing|blue|alte[nrms]?|bisherige[nrms]?|antigu[oa]s?|antig[oa]s?|anterior(es)?|actual|ancien(ne)?s?|pr[ée]c[ée]dente?s?|actuelle?s?|atual)\b|стар(ый|ую|ой|ая)|предыдущ|旧|老版|以前|現行|舊|기존|이전|구버전",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    )]
    private static partial Regex OfOld();
}
