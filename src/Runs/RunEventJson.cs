using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Runs.Journal;

namespace Slipway.Runs;

/// <summary>An event as the journal writes it, for whoever is told of it.</summary>
public static class RunEventJson
{
    /// <summary>The <c>body</c> of the record. What a listener is told was stored already, so its secrets are hidden.</summary>
    public static JsonNode Write(RunEvent happened) => JsonSerializer.SerializeToNode(happened, JournalJson.Options)!;
}
