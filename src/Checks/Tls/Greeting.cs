using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.Checks.Tls;

/// <summary>
/// The first message of a handshake in TLS 1.0 or 1.1 (RFC 4346, 7.4.1.2), and whether the answer agrees. The connection ends
/// there; nothing is agreed upon.
/// </summary>
internal static class Greeting
{
    private const byte Alert = 21;
    private const byte Handshake = 22;
    private const byte ServerHello = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The suites of those days: ECDHE, DHE and plain RSA with AES and 3DES in CBC mode, for RSA and ECDSA keys.</summary>
    private static readonly ushort[] Suites =
    [
        0xC014,
        0xC013,
        0xC00A,
        0xC009,
        0xC012,
        0xC008,
        0x0039,
        0x0033,
        0x0016,
        0x0035,
        0x002F,
        0x000A,
        0x0005,
        0x0004,
        0x00FF,
    ];

    /// <summary>True when the server agrees to the version, false when it refuses, null when it stays silent or answers nonsense.</summary>
    /// <exception cref="HungUpException">The server ended the connection.</exception>
    public static async Task<bool?> IsTakenAsync(TlsTarget target, byte minor, TimeProvider clock, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        await using var stream = await Handshakes.ConnectedAsync(target, ct);
        try
        {
            await stream.WriteAsync(Record(target.ServerName, minor), either.Token);
            var answer = new byte[11];
            var length = await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, either.Token);
            return Agreed(answer.AsSpan(0, length), minor);
        }
        catch (IOException)
        {
            throw new HungUpException();
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private static bool? Agreed(ReadOnlySpan<byte> answer, byte minor) =>
        answer switch
        {
            [] => throw new HungUpException(),
            [Alert, ..] => false,
            [Handshake, _, _, _, _, ServerHello, _, _, _, 3, var chosen] => chosen == minor,
            _ => null,
        };

    private static byte[] Record(string serverName, byte minor)
    {
        byte[] suites = [.. Suites.SelectMany(Two)];
        byte[] body =
        [
            3,
            minor,
            .. RandomNumberGenerator.GetBytes(32),
            0, // no session
            .. Two(suites.Length),
            .. suites,
            1,
            0, // no compression
            .. Sized(Extensions(serverName)),
        ];
        byte[] message = [1, 0, .. Sized(body)];
        return [Handshake, 3, 1, .. Sized(message)];
    }

    private static byte[] Extensions(string serverName)
    {
        byte[] curves = [.. Extension(10, Sized([0, 29, 0, 23, 0, 24, 0, 25])), .. Extension(11, [1, 0])];
        return Uri.CheckHostName(serverName) == UriHostNameType.Dns
            ? [.. Extension(0, Sized([0, .. Sized(Encoding.ASCII.GetBytes(serverName))])), .. curves]
            : curves;
    }

    private static byte[] Extension(int number, byte[] content) => [.. Two(number), .. Sized(content)];

    private static byte[] Sized(byte[] content) => [.. Two(content.Length), .. content];

    private static byte[] Two(ushort number) => Two((int)number);

    private static byte[] Two(int number)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)number);
        return bytes;
    }
}
