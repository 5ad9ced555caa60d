using Slipway.Kernel;

namespace Slipway.Runs.Execution;

/// <summary>What one attempt brought home.</summary>
internal sealed record AttemptEnd(Judgement Judgement, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>The number that was read.</summary>
    public Quantity? Value { get; init; }

    /// <summary>Ends of the commands that are steps of their own.</summary>
    public IReadOnlyList<PartEnd> Parts { get; init; } = [];

    /// <summary>How it ended when it did not simply end.</summary>
    public Cut? Cut { get; init; }
}
