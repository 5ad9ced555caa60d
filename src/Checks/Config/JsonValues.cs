using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Config;

/// <summary>Values of JSON, with the comments and last commas that configuration files have.</summary>
internal static class JsonValues
{
    public static string? Find(string text, string key)
    {
        try
        {
            var root = JsonNode.Parse(
                text,
                documentOptions: new()
                {
                    CommentHandling = JsonCommentHandling.Skip,
                    AllowTrailingCommas = true,
                    MaxDepth = 64,
                    AllowDuplicateProperties = false,
                }
            );
            return JsonPath.Find(root, key) is (true, JsonValue value)
                ? value.TryGetValue<string>(out var said)
                    ? said
                    : value.ToJsonString()
                : null;
        }
        catch (JsonException fault)
        {
            throw new SettingException($"config: the file is no JSON that can be read ({fault.Message}).");
        }
    }
}
