using Slipway.Kernel;

namespace Slipway.Runs;

/// <summary>What was seen of the version that serves, beside a look at the one that is being released.</summary>
/// <param name="Holds">Whether the condition holds there; null when that could not be seen.</param>
/// <param name="Why">In words.</param>
/// <param name="Evidence">What was seen.</param>
public sealed record LaneLook(bool? Holds, string Why, Evidence Evidence)
{
    /// <summary>The number that was read; null when none was.</summary>
    public Quantity? Value { get; init; }
}
