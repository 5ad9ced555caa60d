using System.Runtime.InteropServices;

namespace Slipway.TestReports.Xml;

/// <summary>Where an attribute stands in the bytes.</summary>
[StructLayout(LayoutKind.Auto)]
internal record struct XmlAttribute(int NameAt, int NameLength, int ValueAt, int ValueLength);

/// <summary>Reads one start tag out of bytes that begin with its <c>&lt;</c>.</summary>
internal ref struct TagParser(ReadOnlySpan<byte> bytes, XmlAttribute[] attributes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at = 1;

    public int NameLength { get; private set; }

    public int Count { get; private set; }

    public bool IsEmpty { get; private set; }

    /// <summary>What is not well-formed; null when nothing is.</summary>
    public string? Flaw { get; private set; }

    /// <summary>Whether there are more attributes than room.</summary>
    public bool TooMany { get; private set; }

    /// <summary>Length of the tag; 0 when the bytes end before it does.</summary>
    public int Parse()
    {
        NameLength = NameEnd() - 1;
        while (true)
        {
            var before = _at;
            PassBlanks();
            if (_at >= _bytes.Length)
            {
                return 0;
            }

            switch (_bytes[_at])
            {
                case (byte)'>':
                    return _at + 1;
                case (byte)'/' when _at + 1 >= _bytes.Length:
                    return 0;
                case (byte)'/' when _bytes[_at + 1] == '>':
                    IsEmpty = true;
                    return _at + 2;
                case (byte)'<':
                    // The tag was never closed: what follows begins the next one.
                    Flaw ??= "a tag begins within a tag";
                    return _at;
                case (byte)'/' or (byte)'=' or (byte)'"' or (byte)'\'':
                    Flaw ??= "a tag holds a character that does not belong there";
                    _at++;
                    continue;
            }

            if (before == _at)
            {
                Flaw ??= "no blank stands before an attribute";
            }

            if (!Attribute())
            {
                return 0;
            }
        }
    }

    private bool Attribute()
    {
        var name = _at;
        var nameEnd = NameEnd();
        PassBlanks();
        if (_at >= _bytes.Length)
        {
            return false;
        }

        if (_bytes[_at] != '=')
        {
            Flaw ??= "an attribute has no value";
            return Take(new(name, nameEnd - name, nameEnd, 0));
        }

        _at++;
        PassBlanks();
        if (_at >= _bytes.Length)
        {
            return false;
        }

        return _bytes[_at] is (byte)'"' or (byte)'\'' ? Quoted(name, nameEnd, _bytes[_at]) : Bare(name, nameEnd);
    }

    private bool Quoted(int name, int nameEnd, byte quote)
    {
        var start = _at + 1;
        var length = _bytes[start..].IndexOf(quote);
        if (length < 0)
        {
            return false;
        }

        var value = _bytes.Slice(start, length);
        var odd = value.IndexOfAny((byte)'<', (byte)'&');
        if (odd >= 0 && Flaw is null)
        {
            Flaw = value.Contains((byte)'<') ? "a value holds a '<' that is not escaped" : XmlReferences.Faulty(value);
        }

        _at = start + length + 1;
        return Take(new(name, nameEnd - name, start, length));
    }

    private bool Bare(int name, int nameEnd)
    {
        Flaw ??= "a value stands without quotes";
        var start = _at;
        var length = _bytes[start..].IndexOfAny(" \t\r\n>"u8);
        if (length < 0)
        {
            return false;
        }

        _at = start + length;
        return Take(new(name, nameEnd - name, start, length));
    }

    private bool Take(XmlAttribute attribute)
    {
        if (Count == attributes.Length)
        {
            TooMany = true;
            return false;
        }

        attributes[Count++] = attribute;
        return true;
    }

    private int NameEnd()
    {
        while (
            _at < _bytes.Length
            && !(
                _bytes[_at]
                is (byte)' '
                    or (byte)'\t'
                    or (byte)'\r'
                    or (byte)'\n'
                    or (byte)'='
                    or (byte)'>'
                    or (byte)'/'
                    or (byte)'<'
                    or (byte)'"'
                    or (byte)'\''
            )
        )
        {
            _at++;
        }

        return _at;
    }

    private void PassBlanks()
    {
        while (_at < _bytes.Length && _bytes[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _at++;
        }
    }
}
