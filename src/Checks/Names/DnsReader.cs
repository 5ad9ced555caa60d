using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace Slipway.Checks.Names;

/// <summary>Reads a message from anybody: every length is held against the end, every pointer leads backwards.</summary>
internal sealed class DnsReader(byte[] message)
{
    private const int LongestName = 255;

    public int At { get; private set; }

    public byte Byte() => Taken(1)[0];

    public int Word() => BinaryPrimitives.ReadUInt16BigEndian(Taken(2));

    public long Long() => BinaryPrimitives.ReadUInt32BigEndian(Taken(4));

    public ReadOnlySpan<byte> Taken(int length)
    {
        if (length < 0 || length > message.Length - At)
        {
            throw new DnsFaultException("the answer ends in the middle of a record");
        }

        At += length;
        return message.AsSpan(At - length, length);
    }

    /// <summary>A name, in lower case, without a dot at its end; the root is a dot (RFC 1035, 4.1.4).</summary>
    public string Name()
    {
        var (labels, length, from, lowest) = (new StringBuilder(), 0, At, At);
        var jumped = false;
        while (true)
        {
            var size = Mark(from);
            if (size == 0)
            {
                At = jumped ? At : from + 1;
                return labels.Length == 0 ? "." : labels.ToString();
            }

            if (size >= 0xC0)
            {
                var to = ((size & 0x3F) << 8) | Mark(from + 1);
                At = jumped ? At : from + 2;
                // Each pointer leads before all that was read, so there are no loops.
                if (to >= lowest)
                {
                    throw new DnsFaultException("a name in the answer points at itself");
                }

                (jumped, from, lowest) = (true, to, to);
                continue;
            }

            if (size >= 0x40 || (length += size + 1) > LongestName || from + 1 + size > message.Length)
            {
                throw new DnsFaultException("a name in the answer is no name");
            }

            labels.Append(labels.Length == 0 ? "" : ".").Append(Label(message.AsSpan(from + 1, size)));
            from += size + 1;
        }
    }

    /// <summary>The content of a record, as it is told to people; the reader stands behind it afterwards.</summary>
    public string Content(RecordType type, int length)
    {
        var end = At + length;
        if (end > message.Length)
        {
            throw new DnsFaultException("the answer ends in the middle of a record");
        }

        var content = type switch
        {
            RecordType.A => new IPAddress(Taken(4)).ToString(),
            RecordType.Aaaa => new IPAddress(Taken(16)).ToString(),
            RecordType.Cname or RecordType.Ns or RecordType.Ptr => Name(),
            RecordType.Mx => $"{Word()} {Name()}",
            RecordType.Srv => $"{Word()} {Word()} {Word()} {Name()}",
            RecordType.Soa => $"{Name()} {Name()} {Long()} {Long()} {Long()} {Long()} {Long()}",
            RecordType.Caa => Caa(end),
            RecordType.Txt => Texts(end),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a kind of record."),
        };
        return At == end ? content : throw new DnsFaultException("a record in the answer has another length than it says");
    }

    private string Caa(int end)
    {
        var flags = Byte();
        var tag = Text(Taken(Byte()));
        return string.Create(CultureInfo.InvariantCulture, $"{flags} {tag} \"{Text(Taken(end - At))}\"");
    }

    /// <summary>The pieces of a text make one (RFC 7208, 3.3).</summary>
    private string Texts(int end)
    {
        var texts = new StringBuilder();
        while (At < end)
        {
            texts.Append(Text(Taken(Byte())));
        }

        return texts.ToString();
    }

    private byte Mark(int at) => at < message.Length ? message[at] : throw new DnsFaultException("the answer ends in the middle of a name");

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    /// <summary>What would be mistaken for something else is written by its number (RFC 4343, 2.1).</summary>
    private static string Label(ReadOnlySpan<byte> bytes)
    {
        var label = new StringBuilder();
        foreach (var it in bytes)
        {
            if (it is > (byte)' ' and <= (byte)'~' and not ((byte)'.' or (byte)'\\'))
            {
                label.Append(char.ToLowerInvariant((char)it));
            }
            else
            {
                label.Append(CultureInfo.InvariantCulture, $"\\{it:000}");
            }
        }

        return label.ToString();
    }
}
