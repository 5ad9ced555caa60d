using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Slipway.Runs.Tests.Reports;

/// <summary>Holds JSON against a schema, for the words that our own schemas use; a word that it does not know is a fault.</summary>
internal sealed class SchemaFaults(JsonObject root)
{
    private static readonly string[] Silent = ["$schema", "$id", "$defs", "title", "description"];

    public IReadOnlyList<string> Of(JsonNode value) => [.. Of(root, JsonNode.Parse(value.ToJsonString()), "$")];

    private IEnumerable<string> Of(JsonObject schema, JsonNode? value, string at) =>
        schema.Where(it => !Silent.Contains(it.Key, StringComparer.Ordinal)).SelectMany(it => Of(schema, it.Key, it.Value!, value, at));

    private IEnumerable<string> Of(JsonObject schema, string word, JsonNode rule, JsonNode? value, string at) =>
        word switch
        {
            "$ref" => Of(root["$defs"]![rule.GetValue<string>().Split('/')[^1]]!.AsObject(), value, at),
            "const" => Unless(JsonNode.DeepEquals(rule, value), $"{at} is not {rule}"),
            "enum" => Unless(
                rule.AsArray().Any(it => JsonNode.DeepEquals(it, value)),
                $"{at} is {value?.ToJsonString()}, none of {rule.ToJsonString()}"
            ),
            "type" => Unless(Types(rule).Any(it => Is(it, value)), $"{at} is {value?.ToJsonString() ?? "null"}, not {rule.ToJsonString()}"),
            "pattern" => Unless(
                value is null || Regex.IsMatch(value.GetValue<string>(), rule.GetValue<string>()),
                $"{at} does not match {rule}"
            ),
            "minimum" => Unless(value!.GetValue<double>() >= rule.GetValue<double>(), $"{at} is below {rule}"),
            "minItems" => Unless(value!.AsArray().Count >= rule.GetValue<int>(), $"{at} has fewer than {rule} items"),
            "required" => rule.AsArray()
                .SelectMany(it => Unless(value!.AsObject().ContainsKey(it!.GetValue<string>()), $"{at} lacks {it}")),
            "properties" => rule.AsObject()
                .Where(it => value!.AsObject().ContainsKey(it.Key))
                .SelectMany(it => Of(it.Value!.AsObject(), value![it.Key], $"{at}.{it.Key}")),
            "additionalProperties" => value!
                .AsObject()
                .SelectMany(it => Unless(schema["properties"]!.AsObject().ContainsKey(it.Key), $"{at}.{it.Key} is not in the schema")),
            "items" => value!.AsArray().SelectMany((it, index) => Of(rule.AsObject(), it, $"{at}[{index}]")),
            "oneOf" => Unless(rule.AsArray().Count(it => !Of(it!.AsObject(), value, at).Any()) == 1, $"{at} is none of the alternatives"),
            _ => [$"{at}: the test does not know the word {word}"],
        };

    private static IEnumerable<string> Types(JsonNode rule) =>
        rule is JsonArray several ? several.Select(it => it!.GetValue<string>()) : [rule.GetValue<string>()];

    private static bool Is(string type, JsonNode? value) =>
        (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
        {
            ("null", JsonValueKind.Null) => true,
            ("string", JsonValueKind.String) => true,
            ("integer", JsonValueKind.Number) => !value!.ToJsonString().Contains('.', StringComparison.Ordinal),
            ("number", JsonValueKind.Number) => true,
            ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("array", JsonValueKind.Array) => true,
            ("object", JsonValueKind.Object) => true,
            _ => false,
        };

    private static IEnumerable<string> Unless(bool holds, string fault) => holds ? [] : [fault];
}
