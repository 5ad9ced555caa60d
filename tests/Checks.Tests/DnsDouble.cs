using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Slipway.Checks.Tests;

/// <summary>A resolver on a real UDP socket that answers with whatever bytes a test wants.</summary>
internal sealed class DnsDouble : IDisposable
{
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _over = new();

    /// <summary>Answers each question by these messages, in turn.</summary>
    public DnsDouble(Func<byte[], IEnumerable<byte[]>> answers) => _ = ServeAsync(answers);

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)_socket.Client.LocalEndPoint!).Port}");

    /// <summary>The question again, as an answer with these flags and this much behind it.</summary>
    public static byte[] Reply(byte[] asked, int flags, int answers, params byte[] records)
    {
        var end = 12 + asked.AsSpan(12).IndexOf((byte)0) + 5;
        return
        [
            asked[0],
            asked[1],
            (byte)(flags >> 8),
            (byte)flags,
            0,
            1,
            (byte)(answers >> 8),
            (byte)answers,
            0,
            0,
            0,
            0,
            .. asked[12..end],
            .. records,
        ];
    }

    /// <summary>An A record of the name that was asked for.</summary>
    public static byte[] Address4(params byte[] address) => [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, .. address];

    public void Dispose()
    {
        _over.Cancel();
        _socket.Dispose();
    }

    private async Task ServeAsync(Func<byte[], IEnumerable<byte[]>> answers)
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                var asked = await _socket.ReceiveAsync(_over.Token);
                foreach (var answer in answers(asked.Buffer))
                {
                    await _socket.SendAsync(answer, asked.RemoteEndPoint, _over.Token);
                }
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
