using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Kernel;

/// <summary>
/// The one spelling of a JSON value, so that it can be hashed: members sorted by their UTF-16 code units, no blanks,
/// shortest numbers, only the escapes that JSON demands. Source: RFC 8785 (JSON Canonicalization Scheme).
/// </summary>
public static class CanonicalJson
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\t\n\v\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"
    );

    /// <summary>The canonical text of a value.</summary>
    /// <exception cref="ArgumentException">A number is not finite, a whole number is one that a double does not hold exactly, or a text holds half a surrogate pair.</exception>
    public static string Write(JsonNode? value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>
    /// The digest of an object with long lists: the SHA-256 of what <see cref="Write"/> makes of it, without ever holding the whole.
    /// </summary>
    /// <param name="members">The members that are at hand.</param>
    /// <param name="lists">The lists by their names, which <paramref name="members"/> does not hold; each is gone through once.</param>
    /// <exception cref="ArgumentException">As <see cref="Write"/>.</exception>
    public static Digest DigestOf(JsonObject members, IReadOnlyDictionary<string, IEnumerable<JsonNode>> lists)
    {
        using var hash = new TextHash();
        var first = true;
        foreach (var name in members.Select(it => it.Key).Concat(lists.Keys).Order(StringComparer.Ordinal))
        {
            hash.Text.Append(first ? "{" : ",");
            first = false;
            AppendString(hash.Text, name);
            hash.Text.Append(':');
            if (!lists.TryGetValue(name, out var list))
            {
                Append(hash.Text, members[name]);
                continue;
            }

            var separator = "[";
            foreach (var element in list)
            {
                hash.Text.Append(separator);
                separator = ",";
                Append(hash.Text, element);
                hash.FlushLong();
            }

            hash.Text.Append(separator == "[" ? "[]" : "]");
        }

        hash.Text.Append(first ? "{}" : "}");
        return hash.Finish();
    }

    /// <summary>Whether these bytes are exactly what <see cref="Write"/> makes of the value that they hold, in UTF-8. At the most 64 levels deep.</summary>
    /// <exception cref="JsonException">They are no JSON.</exception>
    /// <exception cref="InvalidOperationException">A text holds half a surrogate pair.</exception>
    /// <exception cref="ArgumentException">A number has no canonical spelling, see <see cref="Write"/>.</exception>
    public static bool IsWritten(ReadOnlySpan<byte> json) => CanonicalReading.IsCanonical(json);

    /// <summary>The spelling of a text, in its quotes.</summary>
    internal static string Text(string value)
    {
        var text = new StringBuilder(value.Length + 2);
        AppendString(text, value);
        return text.ToString();
    }

    /// <summary>The spelling of a number that is spelled in any way.</summary>
    internal static string Number(string literal)
    {
        var text = new StringBuilder();
        AppendNumber(text, Double(literal));
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonNode? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                AppendObject(text, members);
                break;
            case JsonArray elements:
                AppendArray(text, elements);
                break;
            case JsonValue single:
                AppendValue(text, single);
                break;
            default:
                throw new ArgumentException("Not a JSON value.", nameof(value));
        }
    }

    private static void AppendObject(StringBuilder text, JsonObject members)
    {
        var names = new string[members.Count];
        var values = new JsonNode?[members.Count];
        var count = 0;
        foreach (var (name, member) in members)
        {
            names[count] = name;
            values[count++] = member;
        }

        Array.Sort(names, values, StringComparer.Ordinal);
        text.Append('{');
        for (var i = 0; i < count; i++)
        {
            text.Append(i == 0 ? "" : ",");
            AppendString(text, names[i]);
            text.Append(':');
            Append(text, values[i]);
        }

        text.Append('}');
    }

    private static void AppendArray(StringBuilder text, JsonArray elements)
    {
        text.Append('[');
        for (var i = 0; i < elements.Count; i++)
        {
            text.Append(i == 0 ? "" : ",");
            Append(text, elements[i]);
        }

        text.Append(']');
    }

    private static void AppendValue(StringBuilder text, JsonValue single)
    {
        switch (single.GetValueKind())
        {
            case JsonValueKind.String:
                AppendString(text, StringOf(single));
                break;
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            case JsonValueKind.Number when single.TryGetValue<int>(out var whole):
                text.Append(CultureInfo.InvariantCulture, $"{whole}");
                break;
            case JsonValueKind.Number:
                AppendNumber(text, Double(single.ToJsonString()));
                break;
            default:
                text.Append("null");
                break;
        }
    }

    /// <summary>A value made of another type (a date, an identifier) counts as what it is written as.</summary>
    private static string StringOf(JsonValue single) =>
        single.TryGetValue<string>(out var text) ? text : JsonSerializer.Deserialize<string>(single.ToJsonString()) ?? "";

    /// <summary>Two whole numbers that one double stands for would have one digest, so such numbers are refused.</summary>
    private static double Double(string literal)
    {
        var number = double.Parse(literal, NumberStyles.Float, CultureInfo.InvariantCulture);
        var isWhole = literal.AsSpan(literal[0] == '-' ? 1 : 0).IndexOfAnyExceptInRange('0', '9') < 0;
        if (
            isWhole
            && Math.Abs(number) >= 9_007_199_254_740_992
            && (literal.Length > 40 || BigInteger.Parse(literal, CultureInfo.InvariantCulture) != new BigInteger(number))
        )
        {
            throw new ArgumentException("A whole number in canonical JSON is one that a double holds exactly.", nameof(literal));
        }

        return number;
    }

    /// <summary>Numbers as ECMAScript writes them (ECMA-262, Number::toString), which RFC 8785 asks for.</summary>
    private static void AppendNumber(StringBuilder text, double number)
    {
        if (!double.IsFinite(number))
        {
            throw new ArgumentException("A number in canonical JSON is finite.", nameof(number));
        }

        if (number == 0)
        {
            text.Append('0');
            return;
        }

        var scientific = number.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var (digits, exponent) = Decompose(shortest);
        text.Append(scientific[0] == '-' ? "-" : "");
        text.Append(Place(digits, exponent));
    }

    /// <summary>The significant digits and the place of the decimal point: value = 0.digits × 10^exponent.</summary>
    private static (string Digits, int Exponent) Decompose(string shortest)
    {
        var unsigned = shortest.TrimStart('-');
        var mark = unsigned.IndexOf('E', StringComparison.Ordinal);
        var mantissa = mark < 0 ? unsigned : unsigned[..mark];
        var power = mark < 0 ? 0 : int.Parse(unsigned[(mark + 1)..], CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa : mantissa[..point];
        var all = whole + (point < 0 ? "" : mantissa[(point + 1)..]);
        var leading = all.Length - all.TrimStart('0').Length;
        return (all.Trim('0'), whole.Length - leading + power);
    }

    private static string Place(string digits, int exponent)
    {
        if (digits.Length <= exponent && exponent <= 21)
        {
            return digits.PadRight(exponent, '0');
        }

        if (exponent is > 0 and <= 21)
        {
            return $"{digits[..exponent]}.{digits[exponent..]}";
        }

        if (exponent is > -6 and <= 0)
        {
            return "0." + new string('0', -exponent) + digits;
        }

        var power = exponent - 1;
        var sign = power < 0 ? "-" : "+";
        var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{sign}{Math.Abs(power)}");
    }

    private static void AppendString(StringBuilder text, string value)
    {
        if (!IsWellFormed(value))
        {
            throw new ArgumentException("A text in canonical JSON holds whole characters only.", nameof(value));
        }

        text.Append('"');
        var rest = value.AsSpan();
        for (var plain = rest.IndexOfAny(Escaped); plain >= 0; plain = rest.IndexOfAny(Escaped))
        {
            text.Append(rest[..plain]);
            AppendEscape(text, rest[plain]);
            rest = rest[(plain + 1)..];
        }

        text.Append(rest).Append('"');
    }

    private static void AppendEscape(StringBuilder text, char c)
    {
        switch (c)
        {
            case '"':
                text.Append("\\\"");
                break;
            case '\\':
                text.Append("\\\\");
                break;
            case '\b':
                text.Append("\\b");
                break;
            case '\t':
                text.Append("\\t");
                break;
            case '\n':
                text.Append("\\n");
                break;
            case '\f':
                text.Append("\\f");
                break;
            case '\r':
                text.Append("\\r");
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                break;
        }
    }

    private static bool IsWellFormed(string value)
    {
        for (var at = 0; at < value.Length; at++)
        {
            if (!char.IsSurrogate(value[at]))
            {
                continue;
            }

            if (at + 1 == value.Length || !char.IsSurrogatePair(value[at], value[at + 1]))
            {
                return false;
            }

            at++;
        }

        return true;
    }

    /// <summary>Text on its way into a SHA-256, in UTF-8; every piece ends with a whole character.</summary>
    private sealed class TextHash : IDisposable
    {
        private const int Long = 16 * 1024;

        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private char[] _characters = [];
        private byte[] _bytes = [];

        /// <summary>What is not hashed yet.</summary>
        public StringBuilder Text { get; } = new();

        /// <summary>Hashes the text when there is enough of it to be worth the call.</summary>
        public void FlushLong()
        {
            if (Text.Length >= Long)
            {
                Flush();
            }
        }

        public Digest Finish()
        {
            Flush();
            return new(Convert.ToHexStringLower(_hash.GetHashAndReset()));
        }

        public void Dispose() => _hash.Dispose();

        private void Flush()
        {
            if (_characters.Length < Text.Length)
            {
                _characters = new char[2 * Text.Length];
                _bytes = new byte[Encoding.UTF8.GetMaxByteCount(_characters.Length)];
            }

            Text.CopyTo(0, _characters, Text.Length);
            _hash.AppendData(_bytes.AsSpan(0, Encoding.UTF8.GetBytes(_characters.AsSpan(0, Text.Length), _bytes)));
            Text.Clear();
        }
    }
}
