using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>Which lines move traffic in an environment, and where to. What is not clear stays with people.</summary>
public static partial class TrafficShares
{
    /// <summary>
    /// The candidate's shares that the line asks for, one after the other, in per cent (0 to 100); empty when a person has to move it: the
    /// environment names no driver, the shares are not clear (they do not rise, two of them are a split, others stand beside them), or the
    /// line speaks of the version that serves now.
    /// </summary>
    public static IReadOnlyList<double> Of(PlanItem item, EnvironmentSpec? environment)
    {
        if (
            environment?.Traffic is null
            || item is not { Kind: ItemKind.Traffic, Forward: true, Check: null, Commands.Count: 0 }
            || item.Expect?.Clauses is not [Clause.Weight { Comparison: Comparison.Equal, Percent: >= 0 and <= 100 } weight]
        )
        {
            return [];
        }

        if (item.ExpectIsSaid)
        {
            return [weight.Percent];
        }

        if (OfOld().IsMatch(item.Text))
        {
            return [];
        }

        return Sequence().Matches(item.Text) switch
        {
            [] => Percent().Count(item.Text) <= 1 ? [weight.Percent] : [],
            [var one] => Steps(item.Text, one, weight.Percent),
            _ => [],
        };
    }

    /// <summary>"10/90 %" is a split and no way up; so is what falls, or has a share beside it.</summary>
    private static double[] Steps(string text, Match found, double weight)
    {
        var shares = Number().Matches(found.Value).Select(it => double.Parse(it.Value, CultureInfo.InvariantCulture)).ToArray();
        var isRising = shares.Zip(shares.Skip(1)).All(it => it.First < it.Second);
        var isSplit =
            shares is [var one, var other] && Math.Abs(one + other - 100) < 1e-9 && found.Value.Contains('/', StringComparison.Ordinal);
        return
            isRising
            && !isSplit
            && shares is [> 0, .., <= 100]
            && shares.Contains(weight)
            && Percent().Count(text) == Percent().Count(found.Value)
            ? shares
            : [];
    }

    [GeneratedRegex("[0-9]\\s?[%％]", RegexOptions.NonBacktracking)]
    private static partial Regex Percent();

    [GeneratedRegex("[0-9]+(?:\\.[0-9]+)?", RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    /// <summary>Numbers with signs of a way between them, each with its own sign of per cent, or the last alone.</summary>
    [GeneratedRegex(
        @"(?<![0-9.,/])[0-9]+(?:\.[0-9]+)?\s?[%％](?:\s*(?:→|⇒|➔|->|=>|>|/|,|;|,?\s*\bthen\b)\s*[0-9]+(?:\.[0-9]+)?\s?[%％])+|(?<![0-9.,/])[0-9]+(?:\.[0-9]+)?(?:\s*(?:→|⇒|➔|->|=>|>|/|,|;|,?\s*\bthen\b)\s*[0-9]+(?:\.[0-9]+)?)+\s?[%％]",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Sequence();

    /// <summary>"90 % stay on the old version" is no share of the candidate.</summary>
    [GeneratedRegex(
        @"\b(old|previous|stable|current|existing|blue|alte[nrms]?|bisherige[nrms]?|antigu[oa]s?|antig[oa]s?|anterior(es)?|actual|ancien(ne)?s?|pr[ée]c[ée]dente?s?|actuelle?s?|atual)\b|стар(ый|ую|ой|ая)|предыдущ|旧|老版|以前|現行|舊|기존|이전|구버전",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    )]
    private static partial Regex OfOld();
}
