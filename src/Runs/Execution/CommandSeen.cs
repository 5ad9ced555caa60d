using System.Text.Json.Nodes;
using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Execution;

/// <summary>One command of a block after the block: what was seen of it.</summary>
/// <param name="Command">As planned.</param>
/// <param name="Seen">The facts; null when the block did not come to it.</param>
/// <param name="Began">When it began.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Outputs">Raw outputs that were kept.</param>
/// <param name="Observed">The facts for the journal; null when the block did not come to it.</param>
internal sealed record CommandSeen(
    PlanCommand Command,
    Observation? Seen,
    DateTimeOffset Began,
    TimeSpan Took,
    IReadOnlyList<Output> Outputs,
    JsonObject? Observed = null
);
