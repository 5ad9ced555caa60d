namespace Slipway.Judging.Comparing;

/// <summary>
/// The bets against "the candidate is no worse", each with its share of the stake. A payoff is never negative and is on average at
/// the most 1 while the arms are alike, so what a bet has won is evidence. See docs/decisions/0071.
/// </summary>
internal static class Bets
{
    /// <summary>
    /// Slopes of the bets on the difference of the counts: half the logarithm of the ratio of rates that each is best for
    /// (about ×6, ×2, ×1.25). The smaller ones also serve errors that come in clusters.
    /// </summary>
    private static readonly double[] Slopes = [0.95, 0.38, 0.12];

    /// <summary>Fractions of the stake that are put on the candidate's share of the events; right however events cluster, for arms of any size.</summary>
    private static readonly double[] Fractions = [0.9, 0.5, 0.15];

    /// <summary>Shares of the stake; they add up to 1. The bets on counts come first.</summary>
    public static readonly double[] Shares = [0.36, 0.3, 0.1, 0.08, 0.1, 0.06];

    /// <summary>A bet that could lose everything could never come back.</summary>
    private const double MostAtStake = 0.98;

    /// <summary>The payoffs of all bets for one interval in which both arms had traffic and there was an event.</summary>
    /// <param name="counts">What was seen.</param>
    /// <param name="isBalanced">Whether the candidate has no more traffic than the baseline; otherwise the bets on counts would favour alarms.</param>
    /// <param name="payoffs">One place a bet.</param>
    public static void Pay(in EventCounts counts, bool isBalanced, Span<double> payoffs)
    {
        var share = (double)counts.CandidateEvents / (counts.CandidateEvents + counts.BaselineEvents) / counts.CandidateShare;
        for (var i = 0; i < Slopes.Length; i++)
        {
            var lean = Slopes[i] * counts.Excess;
            payoffs[i] = isBalanced ? 1 + MostAtStake * lean / Math.Sqrt(1 + lean * lean) : 1 + Fractions[i] * (share - 1);
        }

        for (var i = 0; i < Fractions.Length; i++)
        {
            payoffs[Slopes.Length + i] = 1 + Fractions[i] * (share - 1);
        }
    }
}
