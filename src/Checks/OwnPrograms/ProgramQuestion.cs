using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Checks.OwnPrograms;

/// <summary>What a program is told on its standard input: one JSON object in UTF-8.</summary>
internal sealed record ProgramQuestion
{
    /// <summary>The contract that is spoken. A later one gets another number.</summary>
    public const int Contract = 1;

    /// <summary>Under which name it is asked.</summary>
    public required string Kind { get; init; }

    /// <summary>Its settings, variables put in.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; }

    /// <summary>Absolute path of the folder that it starts in.</summary>
    public required string Directory { get; init; }

    /// <summary>What URL paths are appended to; null where the environment names nothing.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>After so long it is ended.</summary>
    public required TimeSpan Limit { get; init; }

    public byte[] Written() =>
        JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject
            {
                ["contract"] = Contract,
                ["kind"] = Kind,
                ["settings"] = new JsonObject(Settings.Select(it => KeyValuePair.Create(it.Key, (JsonNode?)it.Value))),
                ["directory"] = Directory,
                ["baseUrl"] = BaseUrl?.AbsoluteUri,
                ["limitMs"] = (long)Limit.TotalMilliseconds,
            }
        );
}
