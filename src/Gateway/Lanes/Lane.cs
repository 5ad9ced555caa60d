namespace Slipway.Gateway.Lanes;

/// <summary>A version of the service that takes traffic.</summary>
internal enum Lane
{
    /// <summary>The one that serves.</summary>
    Stable,

    /// <summary>The one that is being released.</summary>
    Candidate,
}
