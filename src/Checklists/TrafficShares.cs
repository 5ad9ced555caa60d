using System.Text.RegularExpressions;
using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>Which lines move traffic in an environment, and where to. What is not clear stays with people.</summary>
public static partial class TrafficShares
{
    /// <summary>
    /// The candidate's share that the line asks for, in per cent (0 to 100); null when a person has to move it: the environment names no
    /// driver, the line no single share, or it speaks of the version that serves now.
    /// </summary>
    public static double? Of(PlanItem item, EnvironmentSpec? environment) =>
        environment?.Traffic is not null
        && item is { Kind: ItemKind.Traffic, Forward: true, Check: null, Commands.Count: 0 }
        && item.Expect?.Clauses is [Clause.Weight { Comparison: Comparison.Equal, Percent: >= 0 and <= 100 } weight]
        && (item.ExpectIsSaid || (Percent().Count(item.Text) <= 1 && !OfOld().IsMatch(item.Text)))
            ? weight.Percent
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
