using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Slipway.TestReports.Counting;

namespace Slipway.TestReports.Json;

/// <summary>JSON in one pass, token by token, within bounds; only the present token is in memory.</summary>
internal sealed class JsonPull : IDisposable
{
    private readonly Stream _stream;
    private readonly ReportLimits _limits;
    private readonly CancellationToken _ct;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
    private JsonReaderState _state;
    private int _at;
    private int _end;
    private int _valueAt;
    private int _valueLength;
    private bool _escaped;
    private bool _ended;
    private long _bytes;

    public JsonPull(Stream stream, ReportLimits limits, CancellationToken ct)
    {
        (_stream, _limits, _ct) = (stream, limits, ct);
        _state = new(new() { MaxDepth = limits.Depth, CommentHandling = JsonCommentHandling.Disallow });
        Fill();
        _at = _buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    public JsonTokenType Type { get; private set; }

    /// <summary>Open objects and arrays around the token.</summary>
    public int Depth { get; private set; }

    private ReadOnlySpan<byte> Value => _buffer.AsSpan(_valueAt, _valueLength);

    /// <summary>Goes to the next token; false at the end of a whole document.</summary>
    /// <exception cref="JsonException">It is no JSON from here on, or cut off.</exception>
    public bool Read()
    {
        while (true)
        {
            var json = new Utf8JsonReader(_buffer.AsSpan(_at, _end - _at), _ended, _state);
            if (json.Read())
            {
                Take(ref json);
                return true;
            }

            // Blanks that were passed over are taken with the state.
            _at += (int)json.BytesConsumed;
            _state = json.CurrentState;
            if (_ended)
            {
                return false;
            }

            Fill();
        }
    }

    /// <summary>Reads the next token and asks whether it is a member's name; false at the end of the object.</summary>
    public bool Member() => Read() && Type == JsonTokenType.PropertyName;

    /// <summary>Whether it is the member of that name.</summary>
    public bool Is(ReadOnlySpan<byte> name) =>
        Type == JsonTokenType.PropertyName && (_escaped ? Encoding.UTF8.GetString(name) == Text() : Value.SequenceEqual(name));

    /// <summary>The text of a string, cut to a bound; null for anything else.</summary>
    public string? Text(int most = 8 * 1024) => Type is JsonTokenType.String or JsonTokenType.PropertyName ? Bounded(most).Text : null;

    /// <summary>The text of a string with what was cut of it.</summary>
    public BoundedText Bounded(int most)
    {
        var raw = Value;
        var take = raw;
        if (take.Length > most)
        {
            take = take[..Slipway.TestReports.Xml.XmlReferences.WholeCharacters(take[..most])];
            take = _escaped ? take[..BeforeEscape(take)] : take;
        }

        return new(_escaped ? Unescaped(take) : Encoding.UTF8.GetString(take), raw.Length - take.Length);
    }

    /// <summary>The number; null for anything else.</summary>
    public double? Number() =>
        Type == JsonTokenType.Number && System.Buffers.Text.Utf8Parser.TryParse(Value, out double number, out _) && double.IsFinite(number)
            ? number
            : null;

    /// <summary>The value of the member that was named, when it is a text; otherwise it is passed over.</summary>
    public string? NextText(int most = 8 * 1024) => Next(JsonTokenType.String) ? Text(most) : null;

    /// <inheritdoc cref="NextText"/>
    public BoundedText? NextBounded(int most) => Next(JsonTokenType.String) && Bounded(most) is { Text.Length: > 0 } text ? text : null;

    /// <summary>The value of the member that was named, when it is a number; otherwise it is passed over.</summary>
    public double? NextNumber() => Next(JsonTokenType.Number) ? Number() : null;

    /// <summary>Whether the value of the member that was named is true; anything else is passed over.</summary>
    public bool NextTrue() => Next(JsonTokenType.True);

    /// <summary>Goes into the array that is the value of the member; false when it is none and was passed over.</summary>
    public bool NextArray() => Next(JsonTokenType.StartArray);

    /// <summary>Goes into the object that is the value of the member; false when it is none and was passed over.</summary>
    public bool NextObject() => Next(JsonTokenType.StartObject);

    /// <summary>Goes into the next object of the array; what is none is passed over. False at the end of the array.</summary>
    public bool Element()
    {
        while (Read() && Type != JsonTokenType.EndArray)
        {
            if (Type == JsonTokenType.StartObject)
            {
                return true;
            }

            Skip();
        }

        return false;
    }

    /// <summary>Passes over the value that has begun.</summary>
    public void Skip()
    {
        if (Type == JsonTokenType.PropertyName)
        {
            Read();
        }

        if (Type is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            var depth = Depth;
            while (Read() && Depth > depth)
            {
                // To the end of the value.
            }
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private bool Next(JsonTokenType wanted)
    {
        Read();
        if (Type == wanted)
        {
            return true;
        }

        Skip();
        return false;
    }

    private void Take(ref Utf8JsonReader json)
    {
        (Type, Depth, _escaped) = (json.TokenType, json.CurrentDepth, json.ValueIsEscaped);
        var isText = Type is JsonTokenType.String or JsonTokenType.PropertyName;
        (_valueAt, _valueLength) = (_at + (int)json.TokenStartIndex + (isText ? 1 : 0), json.ValueSpan.Length);
        if (isText && !Utf8.IsValid(json.ValueSpan))
        {
            BrokenText = true;
        }

        _at += (int)json.BytesConsumed;
        _state = json.CurrentState;
    }

    /// <summary>Whether a text was not UTF-8.</summary>
    public bool BrokenText { get; private set; }

    private static int BeforeEscape(ReadOnlySpan<byte> text)
    {
        var slash = text[Math.Max(0, text.Length - 12)..].IndexOf((byte)'\\');
        return slash < 0 ? text.Length : Math.Max(0, text.Length - 12) + slash;
    }

    private static string Unescaped(ReadOnlySpan<byte> text)
    {
        var quoted = new byte[text.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        text.CopyTo(quoted.AsSpan(1));
        var json = new Utf8JsonReader(quoted);
        try
        {
            json.Read();
            return json.GetString() ?? "";
        }
        catch (Exception lone) when (lone is InvalidOperationException or JsonException)
        {
            // Half of a surrogate pair stands alone, or the bytes are no UTF-8: the text stays as it is written.
            return Encoding.UTF8.GetString(text);
        }
    }

    private void Fill()
    {
        _ct.ThrowIfCancellationRequested();
        if (_at > 0)
        {
            _buffer.AsSpan(_at, _end - _at).CopyTo(_buffer);
            (_at, _end) = (0, _end - _at);
        }

        if (_end == _buffer.Length)
        {
            Grow();
        }

        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        (_end, _ended, _bytes) = (_end + read, read == 0, _bytes + read);
        if (_bytes > _limits.ReportBytes)
        {
            throw new RefusedReport($"it is larger than {_limits.ReportBytes} bytes");
        }
    }

    private void Grow()
    {
        if (_buffer.Length >= _limits.TokenBytes)
        {
            throw new RefusedReport($"one value is larger than {_limits.TokenBytes} bytes");
        }

        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
