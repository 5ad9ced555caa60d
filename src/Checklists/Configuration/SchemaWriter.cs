using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Checklists.Configuration;

/// <summary>Writes a table of keys as a JSON schema (draft 2020-12), so that editors complete and check while one types.</summary>
internal static class SchemaWriter
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema as text, with a line end behind it.</summary>
    public static string Write(Shape shape, string name, string title)
    {
        var schema = Of(shape, description: null);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "$id", $"urn:slipway:schema:{name}");
        schema.Insert(2, "title", title);
        return schema.ToJsonString(Readable) + "\n";
    }

    private static JsonObject Of(Shape shape, string? description)
    {
        var schema = new JsonObject();
        if (description is not null)
        {
            schema["description"] = description;
        }

        switch (shape)
        {
            case Shape.Text text:
                AddText(schema, text.Rule);
                break;
            case Shape.ListOf list:
                schema["type"] = "array";
                schema["items"] = Of(list.Each, null);
                break;
            case Shape.MapOf map:
                AddMap(schema, map);
                break;
            case Shape.Keys keys:
                AddKeys(schema, keys);
                break;
        }

        return schema;
    }

    private static void AddText(JsonObject schema, TextRule rule)
    {
        schema["type"] = rule.JsonType == "scalar" ? new JsonArray("string", "number", "boolean") : rule.JsonType;
        if (rule.Choices.Count > 0)
        {
            schema["enum"] = new JsonArray([.. rule.Choices.Select(it => JsonValue.Create(it))]);
        }

        if (rule.Pattern is { } pattern)
        {
            schema["pattern"] = pattern;
        }

        if (rule.Range is var (low, high))
        {
            schema["minimum"] = low;
            schema["maximum"] = high;
        }
    }

    private static void AddMap(JsonObject schema, Shape.MapOf map)
    {
        schema["type"] = "object";
        if (map.Name.Pattern is { } pattern)
        {
            schema["propertyNames"] = new JsonObject { ["pattern"] = pattern };
        }

        schema["additionalProperties"] = Of(map.Each, null);
    }

    private static void AddKeys(JsonObject schema, Shape.Keys keys)
    {
        schema["type"] = "object";
        var properties = new JsonObject();
        foreach (var key in keys.All)
        {
            var meaning = key.Default is null ? key.Meaning : $"{key.Meaning} Default: {key.Default}.";
            properties[key.Name] = Of(key.Shape, meaning);
        }

        schema["properties"] = properties;
        if (keys.All.Where(it => it.Required).Select(it => JsonValue.Create(it.Name)).ToArray() is { Length: > 0 } required)
        {
            schema["required"] = new JsonArray([.. required]);
        }

        if (keys.ExactlyOne)
        {
            schema["minProperties"] = 1;
            schema["maxProperties"] = 1;
        }

        AddOthers(schema, keys);
    }

    /// <summary>Other keys are settings of the check where one is given, and nothing elsewhere.</summary>
    private static void AddOthers(JsonObject schema, Shape.Keys keys)
    {
        if (!keys.WithCheckSettings)
        {
            schema["additionalProperties"] = false;
            return;
        }

        schema["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") };
        if (keys.All.All(it => !it.Required))
        {
            schema["if"] = new JsonObject { ["not"] = new JsonObject { ["required"] = new JsonArray("check") } };
            var known = new JsonArray([.. keys.All.Select(it => JsonValue.Create(it.Name))]);
            schema["then"] = new JsonObject { ["propertyNames"] = new JsonObject { ["enum"] = known } };
        }
    }
}
