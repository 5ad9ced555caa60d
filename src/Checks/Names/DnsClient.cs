using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Slipway.Checks.Names;

/// <summary>Asks one resolver: over UDP, again after silence, over TCP when the answer was cut.</summary>
internal sealed class DnsClient(IPEndPoint resolver, TimeProvider clock)
{
    /// <summary>Packets get lost; the question is asked again after this time, until the look ends.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private const int FormatError = 1;
    private const int NoSuchName = 3;

    /// <summary>Never throws for what the resolver does.</summary>
    public async Task<DnsAnswer> AskAsync(DnsQuestion question, CancellationToken ct)
    {
        try
        {
            var message = await AskAsync(question, extended: true, ct);
            // Old resolvers do not know the extension that asks for proof.
            message = message.Code == FormatError ? await AskAsync(question, extended: false, ct) : message;
            return message.Code is 0 or NoSuchName ? message.For(question, resolver.ToString()) : Problem(Words(message.Code));
        }
        catch (DnsFaultException fault)
        {
            return Problem(fault.Message);
        }
        catch (SocketException failure)
        {
            return Problem(failure.Message);
        }
        catch (IOException failure)
        {
            return Problem(failure.Message);
        }
    }

    private DnsAnswer Problem(string why) => new() { Resolver = resolver.ToString(), Problem = why };

    private static string Words(int code) =>
        code switch
        {
            1 => "it did not understand the question (FORMERR)",
            2 => "it failed (SERVFAIL)",
            4 => "it does not answer such questions (NOTIMP)",
            5 => "it refused (REFUSED)",
            _ => $"it answered with code {code}",
        };

    private async Task<DnsMessage> AskAsync(DnsQuestion question, bool extended, CancellationToken ct)
    {
        var id = (ushort)RandomNumberGenerator.GetInt32(65536);
        var asked = question.Message(id, extended);
        var message = DnsMessage.Read(await OverUdpAsync(asked, id, question, ct), question);
        if (!message.Truncated)
        {
            return message;
        }

        message = DnsMessage.Read(await OverTcpAsync(asked, id, question, ct), question);
        return message.Truncated ? throw new DnsFaultException("the answer was cut over TCP too") : message;
    }

    private async Task<byte[]> OverUdpAsync(byte[] asked, ushort id, DnsQuestion question, CancellationToken ct)
    {
        // Connected, so that the system passes over what comes from elsewhere; the port is chosen by chance.
        using var socket = new Socket(resolver.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(resolver, ct);
        while (true)
        {
            await socket.SendAsync(asked, ct);
            using var patience = new CancellationTokenSource(Patience, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
            try
            {
                return await ReceivedAsync(socket, id, question, either.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                // Asked again.
            }
        }
    }

    private static async Task<byte[]> ReceivedAsync(Socket socket, ushort id, DnsQuestion question, CancellationToken ct)
    {
        var buffer = new byte[65536];
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, ct);
            if (buffer[..length] is var bytes && DnsMessage.Answers(bytes, id, question))
            {
                return bytes;
            }
        }
    }

    private async Task<byte[]> OverTcpAsync(byte[] asked, ushort id, DnsQuestion question, CancellationToken ct)
    {
        using var socket = new Socket(resolver.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(resolver, ct);
        await using var stream = new NetworkStream(socket);
        var size = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)asked.Length);
        await stream.WriteAsync((byte[])[.. size, .. asked], ct);
        await stream.ReadExactlyAsync(size, ct);
        var answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(size)];
        await stream.ReadExactlyAsync(answer, ct);
        return DnsMessage.Answers(answer, id, question)
            ? answer
            : throw new DnsFaultException("the answer over TCP belongs to another question");
    }
}
