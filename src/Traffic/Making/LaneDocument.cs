using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kernel;

namespace Slipway.Traffic.Making;

/// <summary>
/// The JSON in which programs and gateways tell a share and the counters of both lanes:
/// <c>{"share": 25, "epoch": "…", "stable": {"requests": 900, "errors": 1, "latency": [33 counts]}, "candidate": {…}}</c>. What a call
/// does not ask for may be absent, and so may <c>latency</c>. Whatever else does not fit is not told.
/// </summary>
internal sealed class LaneDocument
{
    /// <summary>Longest text that is read, in bytes.</summary>
    public const int MostBytes = 64 * 1024;

    private const int LongestEpoch = 200;

    private readonly JsonObject _root;

    private LaneDocument(JsonObject root) => _root = root;

    /// <summary>Reads the text of one object.</summary>
    /// <exception cref="NotToldException">It is none.</exception>
    public static LaneDocument Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new NotToldException("it answered nothing");
        }

        try
        {
            var node = JsonNode.Parse(text, documentOptions: new() { MaxDepth = 32, AllowDuplicateProperties = false });
            // Half a character, escaped, is found only when it is written.
            _ = node?.ToJsonString();
            return node is JsonObject root ? new(root) : throw new NotToldException("it did not answer with one JSON object");
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new NotToldException($"it did not answer with one JSON object: {broken.Message}");
        }
    }

    /// <summary>The share that stands at this path, in per cent.</summary>
    /// <exception cref="NotToldException">None stands there.</exception>
    public double Share(string path = "$.share") =>
        Find(path) is JsonValue value
        && value.GetValueKind() == JsonValueKind.Number
        && value.TryGetValue<double>(out var share)
        && share is >= 0 and <= 100
            ? share
            : throw new NotToldException($"its answer has no number from 0 to 100 at {path}");

    /// <summary>The counters of both lanes.</summary>
    /// <exception cref="NotToldException">They are not all there.</exception>
    public LaneCounts Counts(DateTimeOffset at)
    {
        var epoch = Find("$.epoch") is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
        return epoch.Length is > 0 and <= LongestEpoch
            ? new(at, epoch, Lane("stable"), Lane("candidate"))
            : throw new NotToldException($"its answer has no epoch of 1 to {LongestEpoch} characters");
    }

    private LaneCount Lane(string name)
    {
        var (requests, errors) = (Count($"$.{name}.requests"), Count($"$.{name}.errors"));
        return errors <= requests
            ? new(requests, errors, Latency(name))
            : throw new NotToldException($"its answer counts more errors than requests for {name}");
    }

    private List<long> Latency(string name)
    {
        var path = $"$.{name}.latency";
        return Find(path) switch
        {
            null or JsonArray { Count: 0 } => [],
            JsonArray all when all.Count == LatencyBuckets.Count => [.. all.Select((it, i) => Count(it, $"{path}[{i}]"))],
            _ => throw new NotToldException($"its answer has no {LatencyBuckets.Count} counts at {path}"),
        };
    }

    private long Count(string path) => Count(Find(path), path);

    private static long Count(JsonNode? part, string path) =>
        part is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<long>(out var count) && count >= 0
            ? count
            : throw new NotToldException($"its answer has no whole number from 0 at {path}");

    private JsonNode? Find(string path) => JsonPath.Find(_root, path) is (true, { } found) ? found : null;
}
