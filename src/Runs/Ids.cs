namespace Slipway.Runs;

/// <summary>Names one run: the moment it began and four random digits, <c>20261120-080300-3f9a</c>, so that later runs sort later and a person can say it.</summary>
public readonly record struct RunId(string Value)
{
    /// <summary>A new name.</summary>
    public static RunId New(TimeProvider clock) =>
        new($"{clock.GetUtcNow():yyyyMMdd-HHmmss}-{Convert.ToHexStringLower(Guid.CreateVersion7(clock.GetUtcNow()).ToByteArray()[^2..])}");

    /// <summary>The name.</summary>
    public override string ToString() => Value;
}

/// <summary>
/// Names one step of a run: <c>L</c> and the line of its item, <c>L164</c>; <c>L164.proof</c> for the check of a part of it, <c>L164.share-1</c> for the first of several shares of traffic;
/// <c>rollback-plan</c> for the way back itself, <c>old-on-new-schema</c> for the question whether the old version can run after it, <c>traffic-back</c> for its first step where traffic was moved.
/// </summary>
public readonly record struct StepId(string Value)
{
    /// <summary>The step that asks whether the way back can be gone.</summary>
    public static StepId RollbackPlan { get; } = new("rollback-plan");

    /// <summary>The step that asks a person whether the old version can run on the new schema.</summary>
    public static StepId OldOnNewSchema { get; } = new("old-on-new-schema");

    /// <summary>The first step of the way back where a run moves traffic: all of it goes to the version that served.</summary>
    public static StepId TrafficBack { get; } = new("traffic-back");

    /// <summary>The step of the item on a line.</summary>
    public static StepId OfLine(int line) => new($"L{line}");

    /// <summary>One of several steps of traffic of an item; the first is 1.</summary>
    public static StepId OfShare(int line, int number) => new($"L{line}.share-{number}");

    /// <summary>The step that looks at the part of an item that a machine can prove.</summary>
    public static StepId OfProof(int line) => new($"L{line}.proof");

    /// <summary>The name.</summary>
    public override string ToString() => Value;
}
