using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Alertmanager;

/// <summary>Alertmanager's HTTP API v2, read strictly: what is left out of an answer is not taken for empty.</summary>
internal sealed class AlertmanagerApi(JsonServer server)
{
    /// <summary>Alerts and silences that are read; more is no answer.</summary>
    private const int Most = 20_000;

    /// <summary>The answer of <c>status</c>.</summary>
    public async Task<JsonElement> StatusAsync(CancellationToken ct) => Member(await server.GetAsync("api/v2/status", ct), null);

    /// <summary>The value of one metric without labels.</summary>
    /// <exception cref="NotSeenException">There is none, or it is no number.</exception>
    public async Task<double> MetricAsync(string name, CancellationToken ct)
    {
        var lines = (await server.TextAsync("metrics", ct)).Split('\n').Where(it => it.StartsWith($"{name} ", StringComparison.Ordinal));
        return
            lines.ToList() is [var line]
            && double.TryParse(line.AsSpan(name.Length).Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)
            ? value
            : throw new NotSeenException($"Alertmanager's metrics do not tell {name}.");
    }

    /// <summary>A list of objects, for instance <c>alerts</c>.</summary>
    /// <exception cref="NotSeenException">It is no list of objects, or has too many.</exception>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string path, CancellationToken ct)
    {
        var list = await server.GetAsync($"api/v2/{path}", ct);
        if (list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(it => it.ValueKind != JsonValueKind.Object))
        {
            throw Foreign($"{path} is no list");
        }

        return list.GetArrayLength() <= Most ? [.. list.EnumerateArray()] : throw Foreign($"{path} has more than {Most} entries");
    }

    /// <summary>Sends one alert.</summary>
    /// <exception cref="NotSeenException">It was not taken.</exception>
    public Task SendAsync(JsonNode alert, CancellationToken ct) => server.PostAsync("api/v2/alerts", new JsonArray(alert), ct);

    /// <summary>An object member, or the object itself where no name is given.</summary>
    public static JsonElement Member(JsonElement data, string? name)
    {
        var found = data;
        if (name is not null && (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty(name, out found)))
        {
            throw Foreign($"its answer has no {name}");
        }

        return found.ValueKind == JsonValueKind.Object ? found : throw Foreign($"{name ?? "its answer"} is no object");
    }

    /// <summary>A text member that must be there.</summary>
    public static string Text(JsonElement data, string name) =>
        Member(data, null).TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString() ?? ""
            : throw Foreign($"its answer has no {name}");

    /// <summary>A moment that must be there.</summary>
    public static DateTimeOffset Moment(JsonElement data, string name) =>
        DateTimeOffset.TryParse(Text(data, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : throw Foreign($"{name} is no time");

    /// <summary>The labels of an alert; all of them are texts.</summary>
    public static IReadOnlyDictionary<string, string> Labels(JsonElement alert) =>
        Member(alert, "labels")
            .EnumerateObject()
            .ToDictionary(
                it => it.Name,
                it => it.Value.ValueKind == JsonValueKind.String ? it.Value.GetString()! : throw Foreign($"the label {it.Name} is no text"),
                StringComparer.Ordinal
            );

    /// <summary>A text of the server, bounded.</summary>
    public static string Cut(string text) => text.Length <= 200 ? text : $"{text[..200]}…";

    private static NotSeenException Foreign(string why) => new($"What answered is no Alertmanager: {why}.");
}
