using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Slipway.Kernel;

namespace Slipway.Runs.Journal;

/// <summary>
/// The facts that a verdict was made of, as the journal keeps them: all of them, so that the verdict can be made again. The texts
/// are outputs of their own; here stand their digests.
/// </summary>
internal static class ObservationJson
{
    private const string Texts = "texts";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals | JsonNumberHandling.AllowReadingFromString,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new WholeNumbers() },
    };

    /// <summary>The facts without their texts; where a text was seen, its digest as <paramref name="keep"/> gives it.</summary>
    public static JsonObject Write(Observation seen, Func<string, Digest> keep)
    {
        var facts = JsonSerializer.SerializeToNode(seen with { Stdout = null, Stderr = null, Body = null }, Options)!.AsObject();
        var texts = new JsonObject();
        foreach (
            var (name, text) in (ReadOnlySpan<(string, string?)>)[("stdout", seen.Stdout), ("stderr", seen.Stderr), ("body", seen.Body)]
        )
        {
            if (text is not null)
            {
                // Of nothing there is nothing to keep.
                texts[name] = text.Length == 0 ? "" : keep(text).Hex;
            }
        }

        if (texts.Count > 0)
        {
            facts[Texts] = texts;
        }

        return facts;
    }

    /// <summary>The facts again; null when a text is missing, or when they are not facts at all.</summary>
    /// <param name="facts">What <see cref="Write"/> wrote.</param>
    /// <param name="find">The text of a digest; null when it is missing.</param>
    public static Observation? Read(JsonObject facts, Func<string, string?> find)
    {
        try
        {
            var seen = facts.Deserialize<Observation>(Options)!;
            var texts = TextsOf(facts).ToDictionary(it => it.Name, it => it.Sha256.Length == 0 ? "" : find(it.Sha256));
            return texts.ContainsValue(null)
                ? null
                : seen with
                {
                    Stdout = texts.GetValueOrDefault("stdout"),
                    Stderr = texts.GetValueOrDefault("stderr"),
                    Body = texts.GetValueOrDefault("body"),
                };
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Names and digests of the texts; the digest of a text without a character is empty.</summary>
    public static IEnumerable<(string Name, string Sha256)> TextsOf(JsonObject facts) =>
        facts[Texts] is JsonObject texts ? texts.Select(it => (it.Key, it.Value?.GetValue<string>() ?? "")) : [];

    /// <summary>The facts with their secrets hidden.</summary>
    public static Observation Hide(Observation seen, Func<string, string> redact) =>
        seen with
        {
            Problem = Hide(seen.Problem, redact),
            Stdout = Hide(seen.Stdout, redact),
            Stderr = Hide(seen.Stderr, redact),
            Body = Hide(seen.Body, redact),
            Headers = Hide(seen.Headers, redact, redact, StringComparer.OrdinalIgnoreCase),
            Counts = Hide(seen.Counts, redact, it => it, StringComparer.Ordinal),
            Paths = Hide(seen.Paths, redact, it => it, StringComparer.Ordinal),
            Grade = Hide(seen.Grade, redact),
            ApprovedAs = Hide(seen.ApprovedAs, redact),
            Flaws = seen.Flaws is { } flaws ? [.. flaws.Select(redact)] : null,
            Unproven = seen.Unproven is { } unproven ? [.. unproven.Select(redact)] : null,
            Answer = Hide(seen.Answer, redact),
            Value = Hide(seen.Value, redact),
            Baseline = Hide(seen.Baseline, redact),
        };

    /// <summary>Names may hold secrets too: a path, a header. Two that are the same when they are hidden stay two.</summary>
    private static Dictionary<string, T>? Hide<T>(
        IReadOnlyDictionary<string, T>? facts,
        Func<string, string> redact,
        Func<T, T> hide,
        StringComparer names
    )
    {
        if (facts is null)
        {
            return null;
        }

        var hidden = new Dictionary<string, T>(names);
        foreach (var (name, fact) in facts)
        {
            var told = redact(name);
            while (!hidden.TryAdd(told, hide(fact)))
            {
                told += "'";
            }
        }

        return hidden;
    }

    private static string? Hide(string? text, Func<string, string> redact) => text is null ? null : redact(text);

    private static Quantity? Hide(Quantity? value, Func<string, string> redact) =>
        value is { } it ? it with { Unit = redact(it.Unit) } : null;

    /// <summary>Whole numbers beyond what a double holds exactly are written as text.</summary>
    private sealed class WholeNumbers : JsonConverter<long>
    {
        private const long Exact = 1L << 53;

        public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
                ? long.Parse(reader.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
                : reader.GetInt64();

        public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options)
        {
            if (value is > -Exact and < Exact)
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
            }
        }
    }
}
