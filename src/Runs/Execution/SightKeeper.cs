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
    private const string Cut = "…";

    public KeptSight Keep(Observation seen)
    {
        var hidden = ObservationJson.Hide(seen, text => Hidden(text, seen.Truncated));
        return new(hidden, ObservationJson.Write(hidden, it => evidence.Keep(Encoding.UTF8.GetBytes(it))));
    }

    /// <summary>A raw output; null when it is empty.</summary>
    public Output? KeepOutput(string name, string? text, bool truncated)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var bytes = Encoding.UTF8.GetBytes(Hidden(text, truncated));
        return new(name, evidence.Keep(bytes).Hex, bytes.Length, truncated);
    }

    /// <summary>A text that was cut may end in the middle of a secret; the ellipsis says so to whoever hides.</summary>
    private string Hidden(string text, bool truncated) =>
        truncated && redact(text + Cut) is var hidden && hidden.EndsWith(Cut, StringComparison.Ordinal)
            ? hidden[..^Cut.Length]
            : redact(text);
}
