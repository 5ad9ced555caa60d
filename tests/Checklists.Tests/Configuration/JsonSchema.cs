using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Slipway.Checklists.Tests.Configuration;

/// <summary>A validator for the part of JSON schema that our schemas use; a word it does not know is an error, so it cannot pass what it does not check.</summary>
internal sealed class JsonSchema(JsonObject root)
{
    private static readonly HashSet<string> Notes = ["$schema", "$id", "$defs", "title", "description"];

    public static JsonSchema Parse(string text) => new(JsonNode.Parse(text)!.AsObject());

    public IReadOnlyList<string> Faults(JsonNode? value)
    {
        var faults = new List<string>();
        Check(root, value, "$", faults);
        return faults;
    }

    private void Check(JsonObject schema, JsonNode? value, string at, List<string> faults)
    {
        foreach (var (word, said) in schema)
        {
            if (!Notes.Contains(word) && !Holds(word, said!, schema, value, at, faults))
            {
                faults.Add($"{at}: {word}");
            }
        }
    }

    private bool Holds(string word, JsonNode said, JsonObject schema, JsonNode? value, string at, List<string> faults) =>
        word switch
        {
            "$ref" => Refer(said.GetValue<string>(), value, at, faults),
            "const" => JsonNode.DeepEquals(said, value),
            "enum" => said.AsArray().Any(it => JsonNode.DeepEquals(it, value)),
            "type" => (said is JsonArray several ? several.Select(it => it!.GetValue<string>()) : [said.GetValue<string>()]).Any(it =>
                IsOf(value, it)
            ),
            "pattern" => value?.GetValueKind() != JsonValueKind.String || Regex.IsMatch(value.GetValue<string>(), said.GetValue<string>()),
            "minimum" => value?.GetValueKind() != JsonValueKind.Number || value.GetValue<double>() >= said.GetValue<double>(),
            "maximum" => value?.GetValueKind() != JsonValueKind.Number || value.GetValue<double>() <= said.GetValue<double>(),
            "required" => value is not JsonObject it || said.AsArray().All(name => it.ContainsKey(name!.GetValue<string>())),
            "minItems" => value is not JsonArray it || it.Count >= said.GetValue<int>(),
            "minProperties" => value is not JsonObject it || it.Count >= said.GetValue<int>(),
            "maxProperties" => value is not JsonObject it || it.Count <= said.GetValue<int>(),
            "items" => Each(said.AsObject(), value as JsonArray, at, faults),
            "properties" => Members(said.AsObject(), value as JsonObject, at, faults),
            "additionalProperties" => Others(said, schema, value as JsonObject, at, faults),
            "propertyNames" => value is not JsonObject it || it.All(pair => Quiet(said.AsObject(), JsonValue.Create(pair.Key))),
            "if" => !Quiet(said.AsObject(), value) || Quiet(schema["then"]!.AsObject(), value),
            "then" => true,
            "not" => !Quiet(said.AsObject(), value),
            _ => throw new InvalidOperationException($"The schema word '{word}' is not known here."),
        };

    private bool Refer(string pointer, JsonNode? value, string at, List<string> faults)
    {
        Check(root["$defs"]![pointer["#/$defs/".Length..]]!.AsObject(), value, at, faults);
        return true;
    }

    private bool Each(JsonObject schema, JsonArray? list, string at, List<string> faults)
    {
        for (var i = 0; i < (list?.Count ?? 0); i++)
        {
            Check(schema, list![i], $"{at}[{i}]", faults);
        }

        return true;
    }

    private bool Members(JsonObject schemas, JsonObject? value, string at, List<string> faults)
    {
        foreach (var (name, member) in value ?? [])
        {
            if (schemas[name] is JsonObject schema)
            {
                Check(schema, member, $"{at}.{name}", faults);
            }
        }

        return true;
    }

    private bool Others(JsonNode said, JsonObject schema, JsonObject? value, string at, List<string> faults)
    {
        var known = schema["properties"] as JsonObject ?? [];
        foreach (var (name, member) in (value ?? []).Where(it => !known.ContainsKey(it.Key)))
        {
            if (said is not JsonObject others)
            {
                faults.Add($"{at}.{name}: not known");
            }
            else
            {
                Check(others, member, $"{at}.{name}", faults);
            }
        }

        return true;
    }

    private bool Quiet(JsonObject schema, JsonNode? value)
    {
        var faults = new List<string>();
        Check(schema, value, "$", faults);
        return faults.Count == 0;
    }

    private static bool IsOf(JsonNode? value, string type) =>
        (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
        {
            ("null", JsonValueKind.Null) => true,
            ("string", JsonValueKind.String) => true,
            ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("number", JsonValueKind.Number) => true,
            ("integer", JsonValueKind.Number) => value!.GetValue<double>() % 1 == 0,
            ("object", JsonValueKind.Object) => true,
            ("array", JsonValueKind.Array) => true,
            _ => false,
        };
}
