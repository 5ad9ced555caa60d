using Slipway.Kernel;

namespace Slipway.Runs.Execution;

/// <summary>What one attempt brought home.</summary>
internal sealed record AttemptEnd(Judgement Judgement, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>The number that was read.</summary>
    public Quantity? Value { get; init; }

    /// <summary>Ends of the commands that are steps of their own.</summary>
    public IReadOnlyList<PartEnd> Parts { get; init; } = [];

    /// <summary>Whoever lived on after the attempt was ended.</summary>
    public IReadOnlyList<string> Survivors { get; init; } = [];
}
