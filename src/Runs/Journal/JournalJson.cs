using System.Globalization;
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
        var story = CanonicalJson.Write(hidden);
        // What is written is what is told: a reader finds the same, also in the order of its members.
        var stored = JsonSerializer.Deserialize<RunEvent>(story, Options)!;
        var rest = string.Create(
            CultureInfo.InvariantCulture,
            $"\"prev\":\"{previous}\",\"seq\":{sequence},\"time\":\"{time.ToUniversalTime():O}\"}}"
        );
        // The canonical order of the members; the hash covers all the others.
        var hash = Digest.Of($"{{\"body\":{story},{rest}").Hex;
        return ($"{{\"body\":{story},\"hash\":\"{hash}\",{rest}", hash, stored);
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
