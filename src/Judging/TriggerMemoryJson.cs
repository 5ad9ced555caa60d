using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kernel;

namespace Slipway.Judging;

/// <summary>The memory of a condition as canonical JSON. Times are ticks of 100 ns in quotes, as a double does not hold all of them.</summary>
public static class TriggerMemoryJson
{
    /// <summary>Of a bound alone.</summary>
    private const string Schema = "slipway.trigger/1";

    /// <summary>Of a condition with parts, which remembers more.</summary>
    private const string SchemaOfParts = "slipway.trigger/2";

    /// <summary>Canonical JSON, which names the rule; reads back as the same memory.</summary>
    public static string Write(TriggerMemory memory, TriggerRule rule)
    {
        var members = new JsonObject
        {
            ["schema"] = Schema,
            ["rule"] = rule.Words,
            ["state"] = JsonNamingPolicy.CamelCase.ConvertName(memory.State.ToString()),
            ["at"] = Ticks(memory.At),
            ["seenAt"] = Ticks(memory.SeenAt),
            ["number"] = memory.Number?.ToString("R", CultureInfo.InvariantCulture),
            ["since"] = Ticks(memory.Since),
            ["fired"] = memory.Fired,
            ["misses"] = memory.Misses.ToString(CultureInfo.InvariantCulture),
        };
        if (rule.Parts != TriggerParts.None)
        {
            members["schema"] = SchemaOfParts;
            members["row"] = memory.Row;
            members["changedAt"] = Ticks(memory.ChangedAt);
            members["trail"] = new JsonArray([
                .. memory.Trail.Select(it => (JsonNode)new JsonArray(Ticks(it.At), it.Number.ToString("R", CultureInfo.InvariantCulture))),
            ]);
        }

        return CanonicalJson.Write(members);
    }

    /// <summary>Reads what <see cref="Write"/> wrote for the same rule; null when it is anything else: what one rule remembers says nothing to another.</summary>
    public static TriggerMemory? TryRead(string json, TriggerRule rule)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject members && Read(members) is { } memory && Write(memory, rule) == json ? memory : null;
        }
        catch (Exception unreadable)
            when (unreadable is JsonException or FormatException or OverflowException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static TriggerMemory? Read(JsonObject members) =>
        Enum.TryParse<TriggerState>(Text(members, "state"), ignoreCase: true, out var state)
            ? new()
            {
                State = state,
                At = Time(Text(members, "at")),
                SeenAt = Time(Text(members, "seenAt")),
                Number = Text(members, "number") is { } number ? double.Parse(number, CultureInfo.InvariantCulture) : null,
                Since = Time(Text(members, "since")),
                Fired = members["fired"]!.GetValue<bool>(),
                Misses = ulong.Parse(Text(members, "misses")!, CultureInfo.InvariantCulture),
                Row = members["row"]?.GetValue<int>() ?? 0,
                ChangedAt = Time(Text(members, "changedAt")),
                Trail = [.. members["trail"]?.AsArray().Select(PointOf) ?? []],
            }
            : null;

    private static TrailPoint PointOf(JsonNode? point) =>
        point is JsonArray { Count: 2 } pair && pair[0] is { } at && pair[1] is { } number
            ? new(
                TimeSpan.FromTicks(long.Parse(at.GetValue<string>(), CultureInfo.InvariantCulture)),
                double.Parse(number.GetValue<string>(), CultureInfo.InvariantCulture)
            )
            : throw new FormatException("A point of the trail is a time and a number.");

    private static string? Ticks(TimeSpan? time) => time?.Ticks.ToString(CultureInfo.InvariantCulture);

    private static string? Text(JsonObject members, string name) => members[name]?.GetValue<string>();

    private static TimeSpan? Time(string? ticks) =>
        ticks is null ? null : TimeSpan.FromTicks(long.Parse(ticks, CultureInfo.InvariantCulture));
}
