using System.Buffers.Text;
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

    /// <summary>Reads and proves one line, in UTF-8; null with a reason when it is not what it says.</summary>
    public static (JournalRecord? Record, string Why) Read(ReadOnlySpan<byte> line, long expectedSequence, string expectedPrevious)
    {
        try
        {
            if (!CanonicalJson.IsWritten(line))
            {
                return (null, "it is not written as Slipway writes");
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException)
        {
            return (null, "it is not JSON");
        }

        var members = MembersOf(line);
        if (
            !members.TryGetValue("hash", out var said)
            || !members.TryGetValue("seq", out var sequence)
            || !members.TryGetValue("prev", out var previous)
        )
        {
            return (null, "it lacks seq, prev or hash");
        }

        var hash = Digest.Of(Without(line, said)).Hex;
        if (!Is(said.In(line), hash))
        {
            return (null, "its hash does not fit its content");
        }

        if (
            !Utf8Parser.TryParse(sequence.In(line), out long number, out var read)
            || read != sequence.In(line).Length
            || number != expectedSequence
        )
        {
            return (null, $"its number is {Encoding.UTF8.GetString(sequence.In(line))}, not {expectedSequence}");
        }

        if (!Is(previous.In(line), expectedPrevious))
        {
            return (null, "it does not follow the record before it");
        }

        return ReadBody(line, members, number, hash);
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

    /// <summary>Where a member of a record stands in its line.</summary>
    /// <param name="Start">Of its name, with the quote.</param>
    /// <param name="Value">Start of its value.</param>
    /// <param name="End">Behind its value.</param>
    private sealed record Member(int Start, int Value, int End)
    {
        public ReadOnlySpan<byte> In(ReadOnlySpan<byte> line) => line[Value..End];
    }

    private static Dictionary<string, Member> MembersOf(ReadOnlySpan<byte> line)
    {
        var members = new Dictionary<string, Member>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(line);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (name, start) = (reader.GetString()!, (int)reader.TokenStartIndex);
            reader.Read();
            var value = (int)reader.TokenStartIndex;
            reader.Skip();
            members[name] = new(start, value, (int)reader.BytesConsumed);
        }

        return members;
    }

    /// <summary>The line as it was before this member was added to it.</summary>
    private static byte[] Without(ReadOnlySpan<byte> line, Member member) =>
        line[member.Start - 1] == ','
            ? [.. line[..(member.Start - 1)], .. line[member.End..]]
            : [.. line[..member.Start], .. line[(member.End + 1)..]];

    /// <summary>The value is this word of ours, which needs no escapes.</summary>
    private static bool Is(ReadOnlySpan<byte> value, string word) =>
        value is [(byte)'"', .. var said, (byte)'"'] && Ascii.Equals(said, word);

    private static (JournalRecord? Record, string Why) ReadBody(
        ReadOnlySpan<byte> line,
        Dictionary<string, Member> members,
        long number,
        string hash
    )
    {
        if (!members.TryGetValue("body", out var told) || told.In(line).SequenceEqual("null"u8))
        {
            return (null, "its body is empty");
        }

        try
        {
            var body = JsonSerializer.Deserialize<RunEvent>(told.In(line), Options)!;
            var time = members.TryGetValue("time", out var at)
                ? JsonSerializer.Deserialize<DateTimeOffset>(at.In(line), Options)
                : throw new JsonException();
            return (new(number, time, body, hash), "");
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
