using System.Text;
using System.Text.Json.Nodes;
using Slipway.Kernel;
using Slipway.Runs.Journal;

namespace Slipway.Runs.Execution;

/// <summary>What was seen, as it is kept: the verdict is made of these facts and of no others, so that it can be made again.</summary>
/// <param name="Seen">The facts, their secrets hidden.</param>
/// <param name="Observed">The same for the journal.</param>
internal sealed record KeptSight(Observation Seen, JsonObject Observed);

/// <summary>Hides the secrets of what was seen, and keeps its texts as evidence.</summary>
internal sealed class SightKeeper(EvidenceStore evidence, Func<string, string> redact)
{
    public KeptSight Keep(Observation seen)
    {
        var hidden = ObservationJson.Hide(seen, redact);
        return new(hidden, ObservationJson.Write(hidden, it => evidence.Keep(Encoding.UTF8.GetBytes(it))));
    }

    /// <summary>A raw output; null when it is empty.</summary>
    public Output? KeepOutput(string name, string? text, bool truncated)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var bytes = Encoding.UTF8.GetBytes(redact(text));
        return new(name, evidence.Keep(bytes).Hex, bytes.Length, truncated);
    }
}
