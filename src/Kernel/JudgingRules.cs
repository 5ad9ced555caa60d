namespace Slipway.Kernel;

/// <summary>
/// The rules by which facts become verdicts: expectations, their clauses, and what commands and checks are held against where
/// nothing is said. A record names the version it was made by, so that its verdicts can be made again.
/// </summary>
public static class JudgingRules
{
    /// <summary>The present version. It goes up by one when the same facts could get another verdict or another reason.</summary>
    public const int Version = 1;
}
