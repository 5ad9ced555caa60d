namespace Slipway.Simulator;

/// <summary>What a rule says at a look.</summary>
internal enum Answer
{
    /// <summary>Go on looking.</summary>
    Nothing,

    /// <summary>Take the candidate back.</summary>
    RollBack,

    /// <summary>The candidate is as good as the baseline.</summary>
    Go,
}

/// <summary>A rule that looks at a run every 15 s.</summary>
internal interface IRule
{
    /// <summary>Looks at the interval that the traffic has just made.</summary>
    Answer Look(Traffic traffic);
}
