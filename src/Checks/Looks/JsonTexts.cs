using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Checks.Looks;

/// <summary>Texts of others that become facts.</summary>
internal static class JsonTexts
{
    /// <summary>As JSON; null when it is none, or none that can be written again.</summary>
    public static JsonNode? Read(string text)
    {
        try
        {
            var node = JsonNode.Parse(text, documentOptions: new() { MaxDepth = 32, AllowDuplicateProperties = false });
            // Half a character, escaped, is found only when it is written.
            _ = node?.ToJsonString();
            return node;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Its beginning, never with half a character.</summary>
    public static string Cut(string text, int most) =>
        text.Length <= most ? text : $"{text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)]}…";
}
