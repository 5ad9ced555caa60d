using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Slipway.TestReports.Counting;
using Slipway.TestReports.Opening;

namespace Slipway.TestReports.Xml;

/// <summary>What the reader stands at.</summary>
internal enum XmlPart
{
    /// <summary>The beginning of an element; each has an <see cref="End"/>.</summary>
    Start,

    /// <summary>The end of an element, also of one that is empty.</summary>
    End,

    /// <summary>A piece of text; a long one comes in several.</summary>
    Text,

    /// <summary>The end of the document.</summary>
    Nothing,
}

/// <summary>
/// XML in one pass over UTF-8, forwards only and within bounds. It knows no document type: the five entities and numeric
/// references are all there is to expand, and nothing is fetched. What is not well-formed is a flaw, and reading goes on where
/// that says something; what is made to harm is refused.
/// </summary>
/// <remarks>Source: Extensible Markup Language (XML) 1.0, fifth edition, without its section 2.8 on document types.</remarks>
internal sealed class Utf8Xml : IDisposable
{
    private const int MostAttributes = 512;

    /// <summary>Characters that XML 1.0 forbids, as far as they are one byte.</summary>
    private static readonly SearchValues<byte> Forbidden = SearchValues.Create([
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        11,
        12,
        14,
        15,
        16,
        17,
        18,
        19,
        20,
        21,
        22,
        23,
        24,
        25,
        26,
        27,
        28,
        29,
        30,
        31,
    ]);

    private readonly Stream _stream;
    private readonly ReportLimits _limits;
    private readonly Flaws _flaws;
    private readonly CancellationToken _ct;
    private readonly OpenElements _open = new();
    private XmlAttribute[] _attributes = new XmlAttribute[16];
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
    private int _at;
    private int _end;
    private int _checked;
    private bool _ended;
    private bool _checkUtf8 = true;
    private bool _declared;
    private long _lines = 1;
    private long _bytes;
    private int _nameAt;
    private int _nameLength;
    private int _textAt;
    private int _textLength;
    private bool _inCData;
    private bool _endsNext;
    private int _closing;
    private bool _hadRoot;
    private bool _saidSecondRoot;
    private bool _saidEnd;

    public Utf8Xml(Stream stream, ReportLimits limits, Flaws flaws, CancellationToken ct)
    {
        (_stream, _limits, _flaws, _ct) = (stream, limits, flaws, ct);
        Fill();
        if (Rest.StartsWith("\uFEFF"u8))
        {
            _at += 3;
        }

        ReadDeclaration();
        _declared = true;
        Check();
    }

    /// <summary>Local name of the element; valid until the next read.</summary>
    public ReadOnlySpan<byte> Name => _buffer.AsSpan(_nameAt, _nameLength);

    /// <summary>Open elements, the one that begins or ends included; the root has 1.</summary>
    public int Depth { get; private set; }

    /// <summary>Whether the element that begins has no content.</summary>
    public bool IsEmpty => _endsNext;

    /// <summary>Attributes of the element that begins.</summary>
    public int AttributeCount { get; private set; }

    /// <summary>Whether text is wanted; otherwise it is passed over.</summary>
    public bool WantsText { get; set; }

    /// <summary>Whether the text is a CDATA section, in which nothing is escaped.</summary>
    public bool IsCData { get; private set; }

    /// <summary>The text as it stands there, references not resolved.</summary>
    public ReadOnlySpan<byte> RawText => _buffer.AsSpan(_textAt, _textLength);

    /// <summary>The encoding that the document declares, where its bytes are read as Latin-1; otherwise UTF-8.</summary>
    public Encoding TextEncoding { get; private set; } = Encoding.UTF8;

    private ReadOnlySpan<byte> Rest => _buffer.AsSpan(_at, _end - _at);

    public ReadOnlySpan<byte> AttributeName(int at) => _buffer.AsSpan(_attributes[at].NameAt, _attributes[at].NameLength);

    /// <summary>The value as it stands there, references not resolved.</summary>
    public ReadOnlySpan<byte> RawValue(int at) => _buffer.AsSpan(_attributes[at].ValueAt, _attributes[at].ValueLength);

    /// <summary>The value of an attribute, cut to 8 KiB; null when there is none of that name.</summary>
    public string? this[ReadOnlySpan<byte> name] => Index(name) is >= 0 and var at ? Decoded(RawValue(at), 8 * 1024) : null;

    /// <summary>Place of an attribute; -1 when there is none of that name.</summary>
    public int Index(ReadOnlySpan<byte> name)
    {
        for (var at = 0; at < AttributeCount; at++)
        {
            if (AttributeName(at).SequenceEqual(name))
            {
                return at;
            }
        }

        return -1;
    }

    public bool Is(ReadOnlySpan<byte> name) => Name.SequenceEqual(name);

    /// <summary>A text with its references resolved, at most that many bytes of it.</summary>
    public string Decoded(ReadOnlySpan<byte> raw, int most) => XmlReferences.Decode(raw, most, TextEncoding);

    /// <summary>Goes to the next part.</summary>
    public XmlPart Read()
    {
        if (_endsNext)
        {
            _endsNext = false;
            return End();
        }

        if (_closing > 0)
        {
            _closing--;
            ClosedElement();
            return End();
        }

        Depth = _open.Count;
        while (true)
        {
            var part =
                _inCData ? CData()
                : Rest.IsEmpty && !Fill() ? Ended()
                : Rest[0] == '<' ? Markup()
                : Text();
            if (part is { } found)
            {
                return found;
            }
        }
    }

    /// <summary>Passes over the rest of the element that has begun, its end included; false when the document ends before.</summary>
    public bool Skip()
    {
        var depth = Depth;
        var wanted = WantsText;
        WantsText = false;
        try
        {
            for (var part = Read(); part != XmlPart.Nothing; part = Read())
            {
                if (part == XmlPart.End && Depth == depth)
                {
                    return true;
                }
            }

            return false;
        }
        finally
        {
            WantsText = wanted;
        }
    }

    /// <summary>Where the reader stands, for a person.</summary>
    public string Place => $"line {_lines + _buffer.AsSpan(0, _at).Count((byte)'\n')}";

    /// <summary>Notes that the document is not well-formed here.</summary>
    public void Flaw(string says) => _flaws.Add($"{Place}: {says}");

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private XmlPart End()
    {
        Depth = _open.Count;
        _open.Pop();
        return XmlPart.End;
    }

    /// <summary>Names the element that ends for its reader.</summary>
    private void ClosedElement()
    {
        var name = _open.Top;
        if (_at < name.Length)
        {
            // The names of ends stand before the place of reading; there is always room for the tag that was just read.
            (_nameAt, _nameLength) = (0, 0);
            return;
        }

        (_nameAt, _nameLength) = (_at - name.Length, name.Length);
        name.CopyTo(_buffer.AsSpan(_nameAt));
    }

    private XmlPart? Ended()
    {
        if (_saidEnd)
        {
            return XmlPart.Nothing;
        }

        _saidEnd = true;
        if (_open.Count > 0)
        {
            Flaw($"the document ends within <{Shown(_open.Top)}>: it is cut off");
        }
        else if (!_hadRoot)
        {
            Flaw("there is no element");
        }

        Depth = 0;
        return XmlPart.Nothing;
    }

    private XmlPart? Text()
    {
        var length = Rest.IndexOf((byte)'<');
        if (length < 0)
        {
            length = _ended ? Rest.Length : XmlReferences.Whole(Rest);
            if (length == 0)
            {
                return Fill() ? null : TakeText(Rest.Length);
            }
        }

        return TakeText(length);
    }

    private XmlPart? TakeText(int length)
    {
        var text = Rest[..length];
        if (_open.Count == 0)
        {
            if (!text.Trim(" \t\r\n"u8).IsEmpty)
            {
                Flaw(_hadRoot ? "there is text behind the end of the document" : "there is text before the first element");
            }
        }
        else if (text.Contains((byte)'&') && XmlReferences.Faulty(text) is { } faulty)
        {
            Flaw(faulty);
        }

        (_textAt, _textLength, IsCData) = (_at, length, false);
        _at += length;
        return WantsText && _open.Count > 0 && length > 0 ? XmlPart.Text : null;
    }

    private XmlPart? Markup()
    {
        if (Rest.Length < 2 && !Fill())
        {
            _at = _end;
            return null;
        }

        switch (Rest[1])
        {
            case (byte)'/':
                return EndTag();
            case (byte)'!':
                return Declared();
            case (byte)'?':
                PassOver("?>"u8, "a processing instruction");
                return null;
            case var first when IsNameStart(first):
                return StartTag();
            default:
                Flaw("a '<' begins no tag");
                (_textAt, _textLength, IsCData) = (_at, 1, true);
                _at++;
                return WantsText && _open.Count > 0 ? XmlPart.Text : null;
        }
    }

    private XmlPart? Declared()
    {
        Need(9);
        if (Rest.StartsWith("<!--"u8))
        {
            PassOver("-->"u8, "a comment");
        }
        else if (Rest.StartsWith("<![CDATA["u8))
        {
            _at += 9;
            _inCData = true;
        }
        else if (Rest.Length >= 9 && Ascii.EqualsIgnoreCase(Rest[..9], "<!DOCTYPE"u8))
        {
            Need(512);
            throw new RefusedReport(
                Encoding.ASCII.GetString(Rest[..Math.Min(Rest.Length, 64)]).Contains("html", StringComparison.OrdinalIgnoreCase)
                    ? "it is a page of HTML, not a report of tests"
                    : "it declares a document type; entities and outside files of such a declaration could harm, and reports need none"
            );
        }
        else
        {
            Flaw("a declaration stands where none may be");
            PassOver(">"u8, "a declaration");
        }

        return null;
    }

    private XmlPart? CData()
    {
        var length = Rest.IndexOf("]]>"u8);
        if (length < 0)
        {
            // The end may begin in the last two bytes, and a character may not be complete.
            var sure = Rest.Length > 2 && !_ended ? XmlReferences.WholeCharacters(Rest[..^2]) : 0;
            if (sure > 0)
            {
                return TakeCData(sure);
            }

            if (Fill())
            {
                return null;
            }

            _inCData = false;
            return TakeCData(Rest.Length);
        }

        var part = TakeCData(length);
        _at += 3;
        _inCData = false;
        return part;
    }

    private XmlPart? TakeCData(int length)
    {
        (_textAt, _textLength, IsCData) = (_at, length, true);
        _at += length;
        return WantsText && _open.Count > 0 && length > 0 ? XmlPart.Text : null;
    }

    private XmlPart? EndTag()
    {
        var close = Rest.IndexOf((byte)'>');
        while (close < 0 && Fill())
        {
            close = Rest.IndexOf((byte)'>');
        }

        if (close < 0)
        {
            _at = _end;
            return null;
        }

        var raw = Rest[2..close].TrimEnd(" \t\r\n"u8);
        if (_open.Count > 0 && raw.SequenceEqual(_open.Top))
        {
            var local = LocalAt(raw);
            (_nameAt, _nameLength) = (_at + 2 + local, raw.Length - local);
            _at += close + 1;
            return End();
        }

        return Mismatched(raw, close);
    }

    /// <summary>An end for which another element is open: what it encloses ends too; one that nothing began is passed over.</summary>
    private XmlPart? Mismatched(ReadOnlySpan<byte> raw, int close)
    {
        var above = _open.Above(raw);
        Flaw(_open.Count == 0 ? $"</{Shown(raw)}> ends what never began" : $"</{Shown(raw)}> stands where <{Shown(_open.Top)}> is open");
        _at += close + 1;
        if (above < 0)
        {
            return null;
        }

        _closing = above;
        ClosedElement();
        return End();
    }

    private XmlPart StartTag()
    {
        while (true)
        {
            var parsed = new TagParser(_buffer.AsSpan(_at, _end - _at), _attributes);
            var length = parsed.Parse();
            if (parsed.TooMany && _attributes.Length < MostAttributes)
            {
                Array.Resize(ref _attributes, _attributes.Length * 2);
                continue;
            }

            if (parsed.TooMany)
            {
                throw new RefusedReport($"{Place}: a tag has more than {MostAttributes} attributes");
            }

            if (length > 0)
            {
                return Begin(parsed, length);
            }

            if (!Fill())
            {
                Flaw("the document ends within a tag: it is cut off");
                _saidEnd = true;
                _at = _end;
                Depth = 0;
                return XmlPart.Nothing;
            }
        }
    }

    private XmlPart Begin(TagParser parsed, int length)
    {
        if (_open.Count == 0)
        {
            if (_hadRoot && !_saidSecondRoot)
            {
                _saidSecondRoot = true;
                Flaw("a second root begins where the document should end");
            }

            _hadRoot = true;
        }

        if (parsed.Flaw is { } flaw)
        {
            Flaw(flaw);
        }

        for (var at = 0; at < parsed.Count; at++)
        {
            _attributes[at].NameAt += _at;
            _attributes[at].ValueAt += _at;
        }

        AttributeCount = parsed.Count;
        var raw = _buffer.AsSpan(_at + 1, parsed.NameLength);
        _open.Push(raw);
        var local = LocalAt(raw);
        (_nameAt, _nameLength) = (_at + 1 + local, parsed.NameLength - local);
        _at += length;
        _endsNext = parsed.IsEmpty;
        Depth = _open.Count;
        if (Depth > _limits.Depth)
        {
            throw new RefusedReport($"{Place}: it is nested deeper than {_limits.Depth}");
        }

        if (Is("include"u8) && Index("href"u8) >= 0)
        {
            throw new RefusedReport($"{Place}: it asks for another file to be included");
        }

        return XmlPart.Start;
    }

    private void PassOver(ReadOnlySpan<byte> end, string what)
    {
        _at += 2;
        while (true)
        {
            var found = Rest.IndexOf(end);
            if (found >= 0)
            {
                _at += found + end.Length;
                return;
            }

            _at += Math.Max(0, Rest.Length - end.Length + 1);
            if (!Fill())
            {
                Flaw($"the document ends within {what}: it is cut off");
                _at = _end;
                return;
            }
        }
    }

    private void Need(int bytes)
    {
        while (Rest.Length < bytes && Fill())
        {
            // Until there is enough, or no more.
        }
    }

    /// <summary>Reads on; what is not yet taken stays. False at the end of the stream.</summary>
    private bool Fill()
    {
        if (_ended)
        {
            return false;
        }

        _ct.ThrowIfCancellationRequested();
        if (_at > 0)
        {
            _lines += _buffer.AsSpan(0, _at).Count((byte)'\n');
            Rest.CopyTo(_buffer);
            (_at, _end, _checked) = (0, _end - _at, Math.Max(0, _checked - _at));
        }

        if (_end == _buffer.Length)
        {
            Grow();
        }

        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
        _bytes += read;
        if (_bytes > _limits.ReportBytes)
        {
            throw new RefusedReport($"it is larger than {_limits.ReportBytes} bytes");
        }

        if (_declared)
        {
            Check();
        }

        return read > 0;
    }

    private void Grow()
    {
        if (_buffer.Length >= _limits.TokenBytes)
        {
            throw new RefusedReport($"{Place}: one tag is larger than {_limits.TokenBytes} bytes");
        }

        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    /// <summary>Looks for bytes that no document may hold; a character that is not complete yet waits.</summary>
    private void Check()
    {
        var fresh = _buffer.AsSpan(_checked, _end - _checked);
        if (fresh.ContainsAny(Forbidden))
        {
            FlawAt(_checked + fresh.IndexOfAny(Forbidden), "a character that XML forbids");
        }

        var whole = _ended ? fresh.Length : XmlReferences.WholeCharacters(fresh);
        if (_checkUtf8 && !Utf8.IsValid(fresh[..whole]))
        {
            _checkUtf8 = false;
            _flaws.Add("its text is not the UTF-8 that it should be");
        }

        _checked += whole;
    }

    private void FlawAt(int index, string says) => _flaws.Add($"line {_lines + _buffer.AsSpan(0, index).Count((byte)'\n')}: {says}");

    private void ReadDeclaration()
    {
        Need(256);
        var line = Rest[..Math.Min(Rest.Length, 256)];
        var end = line.IndexOf("?>"u8);
        if (!line.StartsWith("<?xml"u8) || end < 0)
        {
            return;
        }

        var name = Declaration.Encoding(line[..end]);
        switch (Declaration.Of(name))
        {
            case DeclaredEncoding.Wide:
                _flaws.Add($"it declares the encoding {name} and is written in another");
                break;
            case DeclaredEncoding.OneByte:
                (_checkUtf8, TextEncoding) = (false, Encoding.Latin1);
                break;
            case DeclaredEncoding.Unknown:
                (_checkUtf8, TextEncoding) = (false, Encoding.Latin1);
                _flaws.Add(
                    $"it declares the encoding {name}, whose text is not read: names and messages may be wrong, the numbers are not"
                );
                break;
            default:
                break;
        }
    }

    private static bool IsNameStart(byte it) =>
        it is >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z' or (byte)'_' or (byte)':' or >= 0x80;

    private static int LocalAt(ReadOnlySpan<byte> name) => name.IndexOf((byte)':') + 1;

    private static string Shown(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name[..Math.Min(name.Length, 60)]);
}
