using Slipway.Runs.Comparing;

namespace Slipway.Runs;

/// <summary>Two runs side by side: what was planned, what came out, what was measured, and how long it took.</summary>
public sealed record RunComparison
{
    /// <summary>The earlier one, or the one that was named first.</summary>
    public required RunState Before { get; init; }

    /// <summary>The other one.</summary>
    public required RunState After { get; init; }

    /// <summary>What differs of the runs as a whole: document, plan, environment, operator, outcome.</summary>
    public required IReadOnlyList<Difference> Whole { get; init; }

    /// <summary>Steps that only one of the two has.</summary>
    public required IReadOnlyList<LoneStep> Lone { get; init; }

    /// <summary>Steps that both have, and of which something differs, in the order of the second run.</summary>
    public required IReadOnlyList<StepComparison> Steps { get; init; }

    /// <summary>Number of steps that both have.</summary>
    public required int Shared { get; init; }

    /// <summary>Compares two runs. Pure. A step is the same while its words are; its line and its commands may differ.</summary>
    public static RunComparison Of(RunState before, RunState after) => new Comparer(before, after).Compare();
}

/// <summary>Something that is one way in the first run and another in the second.</summary>
/// <param name="What">What it is, in words.</param>
/// <param name="Before">In the first run; empty when it has none.</param>
/// <param name="After">In the second run; empty when it has none.</param>
public sealed record Difference(string What, string Before, string After);

/// <summary>A step that only one run has.</summary>
/// <param name="Step">It.</param>
/// <param name="Name">What it is called: the words of its item.</param>
/// <param name="Added">True when only the second run has it.</param>
public sealed record LoneStep(Step Step, string Name, bool Added);

/// <summary>One step in two runs.</summary>
/// <param name="Before">In the first.</param>
/// <param name="After">In the second.</param>
/// <param name="Name">What it is called in the second.</param>
/// <param name="Planned">What of its plan differs: commands, expectation, effect, kind.</param>
/// <param name="Found">What came out otherwise: verdict, value.</param>
/// <param name="Slower">Time of its last attempts, second over first; null when one of them has none, or the difference is within a second or a quarter.</param>
public sealed record StepComparison(
    StepState Before,
    StepState After,
    string Name,
    IReadOnlyList<Difference> Planned,
    IReadOnlyList<Difference> Found,
    double? Slower
);
