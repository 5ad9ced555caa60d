using System.Text.Json.Serialization;
using Slipway.Kernel;

namespace Slipway.Runs;

/// <summary>What decided. The names are sent.</summary>
public enum DecisionKind
{
    /// <summary>The gate of a step that moved traffic.</summary>
    [JsonStringEnumMemberName("gate")]
    Gate,

    /// <summary>A condition in which the release comes back.</summary>
    [JsonStringEnumMemberName("trigger")]
    Trigger,
}

/// <summary>One decision of a run, made again of the evidence that is stored, and told.</summary>
public sealed record ToldDecision
{
    /// <summary>The step.</summary>
    public required StepId Step { get; init; }

    /// <summary>1-based line, as the plan counts.</summary>
    public required int Line { get; init; }

    /// <summary>Where a person finds it.</summary>
    public required string Where { get; init; }

    /// <summary>The author's words.</summary>
    public required string Text { get; init; }

    /// <summary>What decided.</summary>
    public required DecisionKind Kind { get; init; }

    /// <summary>Which attempt of a gate, or which decision of a trigger; the first is 1.</summary>
    public required int Number { get; init; }

    /// <summary>From when it was looked at.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Until when; of a trigger the moment at which it was decided.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The verdict as it is recorded.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Its reason as it is recorded.</summary>
    public required string Why { get; init; }

    /// <summary>
    /// Whether it comes out again: <see cref="Verdict.Pass"/> as it is recorded, <see cref="Verdict.Fail"/> otherwise, or its evidence was
    /// changed; <see cref="Verdict.Inconclusive"/> where evidence is missing, so that nobody can tell.
    /// </summary>
    public required Verdict Again { get; init; }

    /// <summary>What is missing, or is not as it is recorded; null when it comes out again.</summary>
    public string? Fault { get; init; }

    /// <summary>What was compared, and what was seen of it. One sentence.</summary>
    public required string Compared { get; init; }

    /// <summary>The evidence against its bound, what followed, and what would be needed. One sentence.</summary>
    public required string Decided { get; init; }

    /// <summary>The numbers of a gate; null of a trigger, and where they are missing.</summary>
    public ToldComparison? Comparison { get; init; }

    /// <summary>Every decision of a run's gates and triggers, in the order of its journal. Changes nothing.</summary>
    /// <param name="run">The run, opened.</param>
    public static IReadOnlyList<ToldDecision> In(OpenedRun run) => new Telling.DecisionTeller(run).Tell();
}
