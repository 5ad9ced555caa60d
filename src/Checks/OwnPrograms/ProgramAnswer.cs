using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.OwnPrograms;

/// <summary>
/// What a program wrote: exactly one JSON object with the members of the contract. A name that is not known is refused, because
/// <c>flaw</c> for <c>flaws</c> would otherwise be a pass; so is an answer that finds nothing wrong and tells nothing that it saw.
/// </summary>
internal static class ProgramAnswer
{
    /// <summary>Longest answer.</summary>
    public const int MostBytes = 1024 * 1024;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    private static readonly string[] Members = ["contract", "facts", "flaws", "counts", "value", "unseen"];

    /// <summary>The observation.</summary>
    /// <exception cref="NotSeenException">It is no answer of the contract, or says itself that it could not look.</exception>
    public static Observation Read(string shown, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new NotSeenException($"{shown} wrote nothing.");
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, Reading);
            ReadTexts(document.RootElement);
            return Read(shown, document.RootElement);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw new NotSeenException($"{shown} did not write one JSON object in UTF-8: {Cut(broken.Message)}");
        }
    }

    /// <summary>Bytes that are no UTF-8, and halves of characters, are found only where a text is read.</summary>
    /// <exception cref="InvalidOperationException">A text cannot be read.</exception>
    private static void ReadTexts(JsonElement part)
    {
        switch (part.ValueKind)
        {
            case JsonValueKind.String:
                _ = part.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var it in part.EnumerateArray())
                {
                    ReadTexts(it);
                }

                break;
            case JsonValueKind.Object:
                foreach (var it in part.EnumerateObject())
                {
                    _ = it.Name;
                    ReadTexts(it.Value);
                }

                break;
        }
    }

    private static Observation Read(string shown, JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object)
        {
            throw new NotSeenException($"{shown} did not write one JSON object, but {Named(answer)}.");
        }

        var parts = answer
            .EnumerateObject()
            .Where(it => it.Value.ValueKind != JsonValueKind.Null)
            .ToDictionary(it => it.Name, it => it.Value);
        if (
            answer.EnumerateObject().FirstOrDefault(it => !Members.Contains(it.Name)) is
            { Value.ValueKind: not JsonValueKind.Undefined } odd
        )
        {
            throw new NotSeenException(
                $"{shown} wrote the member '{Cut(odd.Name)}', which the contract does not have; it has {string.Join(", ", Members)}."
            );
        }

        if (parts.TryGetValue("contract", out var contract) && (contract.ValueKind != JsonValueKind.Number || contract.GetRawText() != "1"))
        {
            throw new NotSeenException(
                $"{shown} speaks the contract {Cut(contract.GetRawText())}; this version speaks {ProgramQuestion.Contract}."
            );
        }

        if (parts.TryGetValue("unseen", out var unseen))
        {
            var why = unseen.ValueKind == JsonValueKind.String ? unseen.GetString()!.Trim() : "";
            throw new NotSeenException(why.Length > 0 ? Cut(why) : $"{shown} could not look, and does not say why.");
        }

        return new Seen(shown, parts).Observation();
    }

    /// <summary>The parts of an answer that says it looked.</summary>
    private sealed class Seen(string shown, Dictionary<string, JsonElement> parts)
    {
        public Observation Observation()
        {
            var (facts, counts, value, flaws) = (Facts(), Counts(), Value(), Flaws());
            if (facts.All(it => it.Value is null) && counts.Count == 0 && value is null && flaws is not { Count: > 0 })
            {
                throw Not("tells nothing that it saw: no fact, no count, no value and no flaw");
            }

            if (flaws is not null)
            {
                facts["flaws"] = new JsonArray([.. flaws.Select(it => (JsonNode?)it)]);
            }

            var body = Account.Written(facts);
            return body.Length <= MostBytes
                ? new()
                {
                    Body = body,
                    Counts = counts,
                    Flaws = flaws,
                    Value = value,
                }
                : throw Not($"tells facts that are longer than {MostBytes} characters");
        }

        private JsonObject Facts()
        {
            if (!parts.TryGetValue("facts", out var facts))
            {
                return [];
            }

            return facts.ValueKind != JsonValueKind.Object ? throw Not("tells facts that are no object")
                : facts.TryGetProperty("flaws", out _) ? throw Not("tells flaws among its facts; they stand beside them")
                : JsonObject.Create(facts.Clone())!;
        }

        private Dictionary<string, long> Counts()
        {
            var counts = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var it in Named("counts")?.EnumerateObject() ?? default)
            {
                counts[it.Name] =
                    it.Name == "flaws" ? throw Not("counts its flaws itself; they are counted")
                    : it.Value.ValueKind == JsonValueKind.Number && it.Value.TryGetInt64(out var count) && count >= 0 ? count
                    : throw Not($"counts {Cut(it.Name)} with what is no whole number from 0");
            }

            return counts;
        }

        private Quantity? Value()
        {
            if (Named("value") is not { } value)
            {
                return null;
            }

            if (value.EnumerateObject().Any(it => it.Name is not ("number" or "unit")))
            {
                throw Not("tells a value with other members than number and unit");
            }

            var unit = value.TryGetProperty("unit", out var said) && said.ValueKind != JsonValueKind.Null ? said : default;
            return
                value.TryGetProperty("number", out var number)
                && number.ValueKind == JsonValueKind.Number
                && number.TryGetDouble(out var read)
                && double.IsFinite(read)
                && unit.ValueKind is JsonValueKind.Undefined or JsonValueKind.String
                ? WithUnit(read, unit.ValueKind == JsonValueKind.Undefined ? "" : unit.GetString()!)
                : throw Not("tells a value that is not {\"number\": …, \"unit\": \"…\"}");
        }

        private Quantity WithUnit(double number, string unit) =>
            Quantity.TryParse(string.Create(CultureInfo.InvariantCulture, $"1 {unit}")) is { } read
                ? new(number, read.Unit)
                : throw Not("tells a value with a unit that is no word");

        private List<string>? Flaws()
        {
            if (!parts.TryGetValue("flaws", out var flaws))
            {
                return null;
            }

            return
                flaws.ValueKind == JsonValueKind.Array
                && flaws.EnumerateArray().All(it => it.ValueKind == JsonValueKind.String && it.GetString()!.Trim().Length > 0)
                ? [.. flaws.EnumerateArray().Select(it => Cut(it.GetString()!.Trim()))]
                : throw Not("tells flaws that are no list of sentences");
        }

        private JsonElement? Named(string name) =>
            !parts.TryGetValue(name, out var part) ? null
            : part.ValueKind == JsonValueKind.Object ? part
            : throw Not($"tells {name} that are no object");

        private NotSeenException Not(string what) => new($"{shown} {what}.");
    }

    private static string Named(JsonElement it) => it.ValueKind.ToString().ToLowerInvariant();

    private static string Cut(string text) => text.Length > 1_000 ? $"{text[..1_000]}…" : text;
}
