using System.Text;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Udp;

/// <summary>What is sent where, and what must come back.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">The port.</param>
/// <param name="Datagram">What is sent.</param>
/// <param name="Wanted">What the answer must hold; empty for anything.</param>
/// <param name="Again">Time after which it is sent again.</param>
internal sealed record UdpSpec(string Host, int Port, byte[] Datagram, byte[] Wanted, TimeSpan Again)
{
    /// <summary>More would be cut in pieces on many ways.</summary>
    private const int MostBytes = 1200;

    /// <summary>What is sent more often is a flood.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);

    public static UdpSpec Of(SettingReader settings)
    {
        var host = settings.Text("host") ?? "localhost";
        if (host.Length is 0 or > 253)
        {
            settings.Fault("udp: host is a name or an address.");
        }

        var datagram = Bytes(settings, "send");
        if (datagram.Length > MostBytes)
        {
            settings.Fault($"udp: a datagram holds at most {MostBytes} bytes here, not {datagram.Length}.");
        }

        return new(
            host,
            settings.Whole("port", 0, 1, 65535),
            datagram,
            Bytes(settings, "receive"),
            Bounded(settings.Duration("again", TimeSpan.FromSeconds(1)), settings.Here.Limit)
        );
    }

    private static TimeSpan Bounded(TimeSpan again, TimeSpan limit) =>
        again < Shortest ? Shortest
        : again < limit ? again
        : limit;

    private static byte[] Bytes(SettingReader settings, string name)
    {
        var (text, hex) = (settings.Text(name), settings.Text($"{name}-hex"));
        if (text is not null && hex is not null)
        {
            settings.Fault($"udp: {name} and {name}-hex are two ways to say one thing; give one.");
        }

        if ((text ?? hex) is "")
        {
            settings.Fault($"udp: {name} is empty; leave it out.");
        }

        return hex is null ? Encoding.UTF8.GetBytes(text ?? "") : OfHex(settings, name, string.Concat(hex.Where(it => it != ' ')));
    }

    private static byte[] OfHex(SettingReader settings, string name, string digits)
    {
        if (digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit))
        {
            return Convert.FromHexString(digits);
        }

        settings.Fault($"udp: {name}-hex is pairs of hexadecimal digits.");
        return [];
    }
}
