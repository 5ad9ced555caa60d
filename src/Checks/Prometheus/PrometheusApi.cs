using System.Globalization;
using System.Text.Json;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Prometheus;

/// <summary>The envelope of Prometheus's HTTP API: <c>{"status":"success","data":…}</c>.</summary>
internal sealed class PrometheusApi(JsonServer server)
{
    /// <summary>The data of an answer.</summary>
    /// <param name="path">Behind <c>api/v1/</c>.</param>
    /// <param name="query">Parameters, not yet escaped.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="NotSeenException">No proper answer, or one with warnings: a part of the data may be missing.</exception>
    public async Task<JsonElement> GetAsync(string path, CancellationToken ct, params (string Name, string Value)[] query)
    {
        var asked = string.Join('&', query.Select(it => $"{it.Name}={Uri.EscapeDataString(it.Value)}"));
        var answer = await server.GetAsync($"api/v1/{path}{(asked.Length > 0 ? $"?{asked}" : "")}", ct);
        if (answer.ValueKind != JsonValueKind.Object || Text(answer, "status") != "success" || !answer.TryGetProperty("data", out var data))
        {
            throw new NotSeenException("What answered is no Prometheus server: its answer has no status and data.");
        }

        return
            answer.TryGetProperty("warnings", out var warnings)
            && warnings.ValueKind == JsonValueKind.Array
            && warnings.GetArrayLength() > 0
            ? throw new NotSeenException($"Prometheus warns that a part of the answer may be missing: {Cut(warnings[0].ToString())}")
            : data;
    }

    /// <summary>The elements of a list of objects.</summary>
    public static IEnumerable<JsonElement> List(JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object
        && data.TryGetProperty(name, out var list)
        && list.ValueKind == JsonValueKind.Array
        && list.EnumerateArray().All(it => it.ValueKind == JsonValueKind.Object)
            ? list.EnumerateArray()
            : throw new NotSeenException($"What answered is no Prometheus server: its answer has no {name}.");

    /// <summary>A text member; empty when there is none.</summary>
    public static string Text(JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString() ?? ""
            : "";

    /// <summary>A label of a target, rule or alert; empty when there is none.</summary>
    public static string Label(JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty("labels", out var labels) ? Text(labels, name) : "";

    /// <summary>A text of the server, bounded.</summary>
    public static string Cut(string text) => text.Length <= 300 ? text : $"{text[..300]}…";

    /// <summary>A sample: seconds since 1970, and the value as text, which may be NaN or an infinity.</summary>
    public static (double At, double Value) Sample(JsonElement pair) =>
        pair.ValueKind == JsonValueKind.Array
        && pair.GetArrayLength() == 2
        && pair[0].ValueKind == JsonValueKind.Number
        && pair[1].ValueKind == JsonValueKind.String
            ? (pair[0].GetDouble(), Number(pair[1].GetString()!))
            : throw new NotSeenException("A sample is no pair of time and value.");

    private static double Number(string text) =>
        text switch
        {
            "NaN" => double.NaN,
            "+Inf" or "Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new NotSeenException("A sample's value is no number."),
        };
}
