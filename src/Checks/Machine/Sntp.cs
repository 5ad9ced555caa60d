using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Slipway.Checks.Machine;

/// <summary>Asks a time server once.</summary>
/// <remarks>Source: RFC 5905, sections 7.3 (packet) and 8 (offset and delay), as a client of RFC 4330.</remarks>
internal static class Sntp
{
    private static readonly DateTimeOffset Era = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<(TimeSpan Skew, TimeSpan Uncertain)> AskAsync(string server, TimeProvider clock, CancellationToken ct)
    {
        var (host, port) = Parts(server);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, ct);
        if (addresses.Length == 0)
        {
            throw new IOException($"{host} has no address.");
        }

        using var socket = new Socket(addresses[0].AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(new IPEndPoint(addresses[0], port), ct);
        var question = new byte[48];
        // No leap, version 4, client. The time of sending is a number that only the server which was asked can give back.
        question[0] = 0b00_100_011;
        RandomNumberGenerator.Fill(question.AsSpan(40, 8));
        var sent = clock.GetUtcNow();
        var start = clock.GetTimestamp();
        await socket.SendAsync(question, ct);
        var answer = new byte[1024];
        while (true)
        {
            var length = await socket.ReceiveAsync(answer, ct);
            var took = clock.GetElapsedTime(start);
            if (length >= 48 && answer.AsSpan(24, 8).SequenceEqual(question.AsSpan(40, 8)))
            {
                return Told(answer, sent, took);
            }
        }
    }

    private static (TimeSpan Skew, TimeSpan Uncertain) Told(ReadOnlySpan<byte> answer, DateTimeOffset sent, TimeSpan took)
    {
        var (leap, mode, stratum) = (answer[0] >> 6, answer[0] & 7, answer[1]);
        if (mode != 4 || leap == 3 || stratum is 0 or > 15)
        {
            throw new IOException($"The time server does not know the time itself (leap {leap}, mode {mode}, stratum {stratum}).");
        }

        var (received, answered) = (Moment(answer[32..]), Moment(answer[40..]));
        var within = answered - received;
        return within < TimeSpan.Zero || within > took
            ? throw new IOException("The times of the time server contradict themselves.")
            : (((received - sent) + (answered - (sent + took))) / 2, (took - within) / 2);
    }

    /// <summary>Seconds since 1900 and their fraction; after 2036 they begin anew.</summary>
    private static DateTimeOffset Moment(ReadOnlySpan<byte> bytes)
    {
        var (seconds, fraction) = (BinaryPrimitives.ReadUInt32BigEndian(bytes), BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]));
        var whole = seconds < 0x8000_0000 ? seconds + 0x1_0000_0000L : seconds;
        return Era + TimeSpan.FromSeconds(whole) + TimeSpan.FromTicks((long)(fraction / 4294967296.0 * TimeSpan.TicksPerSecond));
    }

    private static (string Host, int Port) Parts(string server)
    {
        if (IPEndPoint.TryParse(server, out var literal))
        {
            return (literal.Address.ToString(), literal.Port == 0 ? 123 : literal.Port);
        }

        var colon = server.LastIndexOf(':');
        var port = 123;
        return
            server.Length is > 0 and <= 253
            && (
                colon < 0
                || (
                    int.TryParse(server.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port)
                    && port is > 0 and <= 65535
                )
            )
            ? (colon < 0 ? server : server[..colon], port)
            : throw new IOException("machine: ntp is host or host:port.");
    }
}
