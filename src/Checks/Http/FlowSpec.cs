using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Http;

/// <summary>A flow as it was written. (Set, not init: the generated reader would put null where nothing is said.)</summary>
internal sealed record FlowSpec
{
    public IReadOnlyList<FlowStepSpec> Steps { get; set; } = [];

    /// <summary>Made whatever became of the steps, as long as what they use was captured.</summary>
    public IReadOnlyList<FlowStepSpec> Cleanup { get; set; } = [];

    /// <summary>Reads the file; unknown members are faults.</summary>
    public static async Task<FlowSpec> ReadAsync(string path, CancellationToken ct)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 4096, useAsync: true);
            var flow = await JsonSerializer.DeserializeAsync(file, FlowJson.Default.FlowSpec, ct);
            return flow is { Steps.Count: > 0 and <= 200, Cleanup.Count: <= 200 }
                ? flow
                : throw new SettingException($"{Path.GetFileName(path)} is a flow of 1 to 200 steps.");
        }
        catch (JsonException fault)
        {
            throw new SettingException($"{Path.GetFileName(path)} is no flow: {fault.Message}");
        }
    }
}

/// <summary>One request of a flow.</summary>
internal sealed record FlowStepSpec
{
    public string? Name { get; set; }

    public string? Method { get; set; }

    public required string Url { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    public string? Body { get; set; }

    public JsonNode? Json { get; set; }

    /// <summary>An expectation; "status 2xx" where nothing is said.</summary>
    public string? Expect { get; set; }

    /// <summary>By name: a path into a JSON answer (<c>$.id</c>), <c>header:Location</c>, <c>status</c> or <c>body</c>.</summary>
    public IReadOnlyDictionary<string, string> Capture { get; set; } = new Dictionary<string, string>();
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true
)]
[JsonSerializable(typeof(FlowSpec))]
internal sealed partial class FlowJson : JsonSerializerContext;
