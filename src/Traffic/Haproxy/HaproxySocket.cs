using System.Net.Sockets;
using System.Text;
using Slipway.Traffic.Making;

namespace Slipway.Traffic.Haproxy;

/// <summary>Talks to HAProxy's admin socket (management guide, 9.3): one connection, one line of commands, one answer.</summary>
internal sealed class HaproxySocket(Uri address)
{
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Whether an address is one of an admin socket.</summary>
    public static bool Fits(Uri address) =>
        address.Scheme switch
        {
            "tcp" => address is { Port: > 0, Host.Length: > 0 },
            // Longer paths fit into no address of a socket.
            "unix" => address.AbsolutePath.Length is > 1 and <= 100,
            _ => false,
        };

    /// <summary>Gives the commands in their order and returns what is answered, to its end.</summary>
    /// <exception cref="NotToldException">The answer is too long.</exception>
    public async Task<string> SayAsync(IEnumerable<string> commands, CancellationToken ct)
    {
        using var socket = await ConnectedAsync(ct);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{string.Join(';', commands)}\n"), ct);
        using var answer = new MemoryStream();
        var piece = new byte[16 * 1024];
        while (await stream.ReadAsync(piece, ct) is var read and > 0)
        {
            await answer.WriteAsync(piece.AsMemory(0, read), ct);
            if (answer.Length > MostBytes)
            {
                throw new NotToldException($"the admin socket answered more than {MostBytes} bytes");
            }
        }

        return Encoding.UTF8.GetString(answer.GetBuffer(), 0, (int)answer.Length);
    }

    /// <summary>Connected; who cannot be reached is named.</summary>
    /// <exception cref="NotToldException">It cannot be connected to.</exception>
    private async Task<Socket> ConnectedAsync(CancellationToken ct)
    {
        var isUnix = address.Scheme == "unix";
        var socket = isUnix
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await (
                isUnix
                    ? socket.ConnectAsync(new UnixDomainSocketEndPoint(Uri.UnescapeDataString(address.AbsolutePath)), ct)
                    : socket.ConnectAsync(address.IdnHost, address.Port, ct)
            );
            return socket;
        }
        catch (SocketException refused)
        {
            socket.Dispose();
            throw new NotToldException($"nobody listens at {address}: {refused.Message}");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
