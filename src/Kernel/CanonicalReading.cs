using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Slipway.Kernel;

/// <summary>Tells in one pass whether bytes are a canonical spelling, without making anything of the value: a journal is read whole at every look.</summary>
internal static class CanonicalReading
{
    private const int MostDepth = 64;

    /// <summary>See <see cref="CanonicalJson.IsWritten"/>.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return false;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MostDepth });
        // Of each open object the name that came last, with its quotes.
        Span<Range> names = new Range[MostDepth + 2];
        var end = 0;
        while (reader.Read())
        {
            // The grammar asks for one character between two tokens at the most; whatever else stands there is a blank.
            var start = (int)reader.TokenStartIndex;
            if (start - end > 1 || start - end == 1 && json[end] is not ((byte)',' or (byte)':'))
            {
                return false;
            }

            end = EndOf(ref reader, start);
            var token = json[start..end];
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    names[reader.CurrentDepth + 1] = default;
                    break;
                case JsonTokenType.PropertyName:
                    if (!IsText(ref reader, token) || !Follows(json[names[reader.CurrentDepth]], token))
                    {
                        return false;
                    }

                    names[reader.CurrentDepth] = start..end;
                    break;
                case JsonTokenType.String when !IsText(ref reader, token):
                case JsonTokenType.Number when !IsNumber(token):
                    return false;
            }
        }

        return end == json.Length;
    }

    private static int EndOf(ref Utf8JsonReader reader, int start) =>
        reader.TokenType switch
        {
            JsonTokenType.StartObject or JsonTokenType.EndObject or JsonTokenType.StartArray or JsonTokenType.EndArray => start + 1,
            JsonTokenType.PropertyName or JsonTokenType.String => start + reader.ValueSpan.Length + 2,
            _ => start + reader.ValueSpan.Length,
        };

    /// <summary>A text without escapes holds nothing that needs one: the grammar sees to that.</summary>
    private static bool IsText(ref Utf8JsonReader reader, ReadOnlySpan<byte> token) =>
        !reader.ValueIsEscaped || token.SequenceEqual(Encoding.UTF8.GetBytes(CanonicalJson.Text(reader.GetString()!)));

    private static bool IsNumber(ReadOnlySpan<byte> token) =>
        token.Length < 10 && token.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
        || token.SequenceEqual(Encoding.UTF8.GetBytes(CanonicalJson.Number(Encoding.UTF8.GetString(token))));

    /// <summary>By their UTF-16 code units, which for ASCII is the order of the bytes. A name that comes twice does not follow itself.</summary>
    private static bool Follows(ReadOnlySpan<byte> before, ReadOnlySpan<byte> name) =>
        before.IsEmpty
        || (
            IsPlain(before) && IsPlain(name)
                ? before[1..^1].SequenceCompareTo(name[1..^1])
                : string.CompareOrdinal(Value(before), Value(name))
        ) < 0;

    private static bool IsPlain(ReadOnlySpan<byte> name) => Ascii.IsValid(name) && !name.Contains((byte)'\\');

    private static string? Value(ReadOnlySpan<byte> text) => JsonSerializer.Deserialize<string>(text);
}
