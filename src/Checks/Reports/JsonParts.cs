using System.Globalization;
using System.Text.Json;

namespace Slipway.Checks.Reports;

/// <summary>Parts of JSON that strangers wrote: what is not there, or of another kind, is null and never an exception.</summary>
internal static class JsonParts
{
    extension(JsonElement element)
    {
        /// <summary>The member at the end of a way of names; null when a step leads nowhere, or to null.</summary>
        public JsonElement? At(params ReadOnlySpan<string> way)
        {
            var current = element;
            foreach (var name in way)
            {
                if (current.ValueKind != JsonValueKind.Object || !current.TryGetProperty(name, out current))
                {
                    return null;
                }
            }

            return current.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : current;
        }

        /// <summary>The text there, at most 200 characters; a number as it is written.</summary>
        public string? TextAt(params ReadOnlySpan<string> way) =>
            element.At(way) switch
            {
                { ValueKind: JsonValueKind.String } it => it.GetString() is { Length: > 200 } text ? $"{text[..200]}…" : it.GetString(),
                { ValueKind: JsonValueKind.Number } it => it.GetRawText() is { Length: <= 40 } text ? text : null,
                _ => null,
            };

        /// <summary>The number there, also where it is written as text.</summary>
        public double? NumberAt(params ReadOnlySpan<string> way) =>
            double.TryParse(element.TextAt(way), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
                ? number
                : null;

        /// <summary>The elements of the list there; none when there is no list.</summary>
        public IEnumerable<JsonElement> ListAt(params ReadOnlySpan<string> way) =>
            element.At(way) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

        /// <summary>The members of the object there; none when there is no object.</summary>
        public IEnumerable<JsonProperty> MembersAt(params ReadOnlySpan<string> way) =>
            element.At(way) is { ValueKind: JsonValueKind.Object } members ? members.EnumerateObject() : [];

        /// <summary>Whether there is a list, be it empty.</summary>
        public bool HasList(params ReadOnlySpan<string> way) => element.At(way) is { ValueKind: JsonValueKind.Array };
    }
}
