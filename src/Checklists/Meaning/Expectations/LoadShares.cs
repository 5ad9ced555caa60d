using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Checklists.Meaning.Expectations;

/// <summary>
/// The share of load that a line moves. Several rising ones joined only by arrows, commas or a short word are steps of one line, and
/// the line is done when the last is reached: with the first as the expectation it would pass too early.
/// </summary>
internal static partial class LoadShares
{
    /// <summary>The share at which the line ends; null when it names none.</summary>
    public static string? LastIn(string text) =>
        Percent().Matches(text) is { Count: > 0 } shares ? (AreSteps(text, shares) ? shares[^1] : shares[0]).Groups[1].Value : null;

    /// <summary>True when the line goes up in steps.</summary>
    public static bool GoesUp(string text) => Percent().Matches(text) is { Count: > 1 } shares && AreSteps(text, shares);

    private static bool AreSteps(string text, MatchCollection shares)
    {
        for (var i = 1; i < shares.Count; i++)
        {
            var between = text[(shares[i - 1].Index + shares[i - 1].Length)..shares[i].Index];
            if (between.Count(char.IsLetter) > 6 && !Then().IsMatch(between) || Number(shares[i]) <= Number(shares[i - 1]))
            {
                return false;
            }
        }

        return true;
    }

    private static decimal Number(Match share) => decimal.Parse(share.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\b(?:then|dann|danach|puis|ensuite|luego|después|depois|затем|потом)\b|然后|再|その後|이후|다음",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Then();

    [GeneratedRegex(@"([0-9]{1,3}(?:\.[0-9]+)?)\s?[%％]")]
    private static partial Regex Percent();
}
