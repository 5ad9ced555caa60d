namespace Slipway.Judging.Comparing;

/// <summary>
/// How much of the stake for a later change is bet by when. It never runs out, and for a change within a day it costs little more
/// than a stake that is spread over that day evenly.
/// </summary>
internal static class Spending
{
    /// <summary>Looks after which half is spent: ten hours at 15 s.</summary>
    private const double HalfLooks = 2400;

    /// <summary>The part that is spent after so many looks, from 0 to below 1.</summary>
    public static double After(long looks) => looks / (looks + HalfLooks);
}
