using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Slipway.Kernel;

namespace Slipway.Runs.Journal;

/// <summary>One record of the journal as a line of canonical JSON: <c>{body, hash, prev, seq, time}</c>.</summary>
internal static class JournalJson
{
    /// <summary>By what hides secrets: its texts are hidden as they are written. Words of ours (kinds, verdicts, names of steps) are no texts.</summary>
    private static readonly ConditionalWeakTable<Func<string, string>, JsonSerializerOptions> Hiding = [];

    public static JsonSerializerOptions Options { get; } = Make(redact: null);

    /// <summary>The line without its end, its hash, and what happened as it was stored: with its secrets hidden.</summary>
    public static (string Line, string Hash, RunEvent Stored) Write(
        long sequence,
        DateTimeOffset time,
        RunEvent body,
        string previous,
        Func<string, string> redact
    )
    {
        var hidden = JsonSerializer.SerializeToNode(body, Hiding.GetValue(redact, Make))!;
        // What is written is what is told: a reader finds the same.
        var stored = hidden.Deserialize<RunEvent>(Options)!;
        var record = new JsonObject
        {
            ["seq"] = sequence,
            ["time"] = time.ToUniversalTime().ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["body"] = hidden,
            ["prev"] = previous,
        };
        var hash = Digest.Of(CanonicalJson.Write(record)).Hex;
        record["hash"] = hash;
        return (CanonicalJson.Write(record), hash, stored);
    }

    /// <summary>Reads and proves one line; null with a reason when it is not what it says.</summary>
    public static (JournalRecord? Record, string Why) Read(string line, long expectedSequence, string expectedPrevious)
    {
        JsonObject? record;
        try
        {
            record = JsonNode.Parse(line, documentOptions: new() { MaxDepth = 64, AllowDuplicateProperties = false }) as JsonObject;
            if (CanonicalJson.Write(record) != line)
            {
                return (null, "it is not written as Slipway writes");
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException)
        {
            return (null, "it is not JSON");
        }

        if (
            record is null
            || record["hash"] is not JsonValue said
            || record["seq"] is not JsonValue sequence
            || record["prev"] is not JsonValue previous
        )
        {
            return (null, "it lacks seq, prev or hash");
        }

        record.Remove("hash");
        if (!said.TryGetValue<string>(out var hash) || Digest.Of(CanonicalJson.Write(record)).Hex != hash)
        {
            return (null, "its hash does not fit its content");
        }

        if (!sequence.TryGetValue<long>(out var number) || number != expectedSequence)
        {
            return (null, $"its number is {sequence.ToJsonString()}, not {expectedSequence}");
        }

        if (!previous.TryGetValue<string>(out var before) || before != expectedPrevious)
        {
            return (null, "it does not follow the record before it");
        }

        return ReadBody(record, number, hash);
    }

    /// <summary>What a line says, unproven; null when it says nothing that is known here.</summary>
    public static (RunEvent Body, DateTimeOffset At)? Glance(string line)
    {
        try
        {
            var record = JsonNode.Parse(line, documentOptions: new() { MaxDepth = 64 }) as JsonObject;
            return record?["body"]?.Deserialize<RunEvent>(Options) is { } body && record["time"] is { } time
                ? (body, time.Deserialize<DateTimeOffset>(Options))
                : null;
        }
        catch (Exception unreadable)
            when (unreadable is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static (JournalRecord? Record, string Why) ReadBody(JsonObject record, long number, string hash)
    {
        try
        {
            var body = record["body"].Deserialize<RunEvent>(Options);
            var time = record["time"].Deserialize<DateTimeOffset>(Options);
            return body is null ? (null, "its body is empty") : (new(number, time, body, hash), "");
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException or InvalidOperationException)
        {
            return (null, "its body is of a kind that this version of Slipway does not know");
        }
    }

    private static JsonSerializerOptions Make(Func<string, string>? redact)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            AllowOutOfOrderMetadataProperties = true,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        options.Converters.Add(new WordConverter<StepId>(it => new(it), it => it.Value));
        options.Converters.Add(new WordConverter<RunId>(it => new(it), it => it.Value));
        options.Converters.Add(new WordConverter<Expectation>(Expectation.Parse, it => redact is null ? it.Text : redact(it.Text)));
        if (redact is not null)
        {
            options.Converters.Add(new WordConverter<string>(it => it, it => WellFormed(redact(it))));
        }

        return options;
    }

    /// <summary>Half a surrogate pair (of a text that was cut) has no bytes; it becomes U+FFFD before it is stored, not while.</summary>
    private static string WellFormed(string text) =>
        text.Any(char.IsSurrogate) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    /// <summary>Writes a value as the one word it is.</summary>
    private sealed class WordConverter<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            read(reader.GetString() ?? throw new JsonException());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }
}
