using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Names;

/// <summary>What is asked.</summary>
/// <param name="Name">In ASCII, lower case, without a dot at its end.</param>
/// <param name="Type">The kind of record.</param>
internal sealed record DnsQuestion(string Name, RecordType Type)
{
    /// <summary>Largest answer over UDP that arrives whole everywhere (DNS flag day 2020).</summary>
    private const ushort LargestUdp = 1232;

    public static DnsQuestion Of(SettingReader settings, RecordType type)
    {
        var text = (settings.Text("name") ?? "").Trim();
        if (type == RecordType.Ptr && IPAddress.TryParse(text, out var address))
        {
            return new(Reversed(address), type);
        }

        var name = Ascii(text.TrimEnd('.')).ToLowerInvariant();
        if (name.Length is 0 or > 253 || name.Split('.').Any(it => it.Length is 0 or > 63) || !name.All(it => it is > ' ' and <= '~'))
        {
            settings.Fault("dns: name is a name such as www.example.com.");
        }

        return new(name, type);
    }

    /// <summary>The message (RFC 1035, 4.1): recursion and proof are asked for; <paramref name="extended"/> adds RFC 6891 with the DO bit.</summary>
    public byte[] Message(ushort id, bool extended)
    {
        byte[] name = [.. Name.Split('.').SelectMany(it => Encoding.ASCII.GetBytes(it).Prepend((byte)it.Length)), 0];
        byte[] head = [.. Two(id), 0x01, 0x20, 0, 1, 0, 0, 0, 0, 0, (byte)(extended ? 1 : 0)];
        byte[] option = extended ? [0, 0, 41, .. Two(LargestUdp), 0, 0, 0x80, 0, 0, 0] : [];
        return [.. head, .. name, .. Two((ushort)Type), 0, 1, .. option];
    }

    /// <summary>The name under which an address is looked up (RFC 1035, 3.5 and RFC 3596, 2.5).</summary>
    private static string Reversed(IPAddress address)
    {
        var bytes = address.GetAddressBytes().Reverse();
        return bytes.Count() == 4
            ? $"{string.Join('.', bytes)}.in-addr.arpa"
            : $"{string.Join('.', bytes.SelectMany(it => new[] { it & 15, it >> 4 }).Select(it => it.ToString("x", CultureInfo.InvariantCulture)))}.ip6.arpa";
    }

    private static string Ascii(string name)
    {
        try
        {
            return name.All(char.IsAscii) ? name : new IdnMapping().GetAscii(name);
        }
        catch (ArgumentException)
        {
            return "";
        }
    }

    private static byte[] Two(ushort number)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, number);
        return bytes;
    }
}
