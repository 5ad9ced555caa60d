namespace Slipway.Gateway.Lanes;

/// <summary>How traffic is split at one moment. Never changed: another split takes its place as a whole.</summary>
/// <param name="Share">Of the candidate, in per cent; 0 to 100.</param>
internal sealed record Split(double Share)
{
    /// <summary>
    /// The lane of a point. The candidate has the points below its share, so a larger share takes further points and gives none
    /// back: whoever keeps a point changes lanes only when the share passes it.
    /// </summary>
    /// <param name="point">0 to 100, 100 itself excluded.</param>
    public Lane At(double point) => point < Share ? Lane.Candidate : Lane.Stable;

    /// <summary>Whether a number is a share.</summary>
    public static bool IsShare(double number) => number is >= 0 and <= 100;
}
