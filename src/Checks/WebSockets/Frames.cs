using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Slipway.Checks.WebSockets;

/// <summary>The kinds of frames (RFC 6455, 5.2).</summary>
internal enum FrameKind
{
    /// <summary>The rest of a message.</summary>
    Rest = 0,

    /// <summary>A text, or its beginning.</summary>
    Text = 1,

    /// <summary>Bytes, or their beginning.</summary>
    Bytes = 2,

    /// <summary>The end.</summary>
    Close = 8,

    /// <summary>Wants a pong.</summary>
    Ping = 9,

    /// <summary>Answers a ping.</summary>
    Pong = 10,
}

/// <summary>One frame.</summary>
internal sealed record Frame(FrameKind Kind, bool Final, byte[] Payload);

/// <summary>The server does not keep to the protocol.</summary>
internal sealed class BrokenFrameException(string what) : Exception(what);

/// <summary>Frames out, frames in (RFC 6455, 5), each of at most 1 MiB.</summary>
internal sealed class Frames(Stream stream)
{
    public const int Most = 1024 * 1024;

    public async Task SendAsync(FrameKind kind, byte[] payload, CancellationToken ct)
    {
        var head = new List<byte> { (byte)(0x80 | (int)kind) };
        var length = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(length, payload.Length);
        head.AddRange(
            payload.Length < 126 ? [(byte)(0x80 | payload.Length)]
            : payload.Length <= ushort.MaxValue ? [0x80 | 126, .. length[6..]]
            : [0x80 | 127, .. length]
        );
        var mask = RandomNumberGenerator.GetBytes(4);
        await stream.WriteAsync(
            new byte[][] { [.. head], mask, [.. payload.Select((it, at) => (byte)(it ^ mask[at % 4]))] }
                .SelectMany(it => it)
                .ToArray(),
            ct
        );
        await stream.FlushAsync(ct);
    }

    /// <summary>The next frame; null when the connection has ended.</summary>
    /// <exception cref="BrokenFrameException">It is no proper frame.</exception>
    public async Task<Frame?> NextAsync(CancellationToken ct)
    {
        var head = new byte[2];
        if (await stream.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, ct) < 2)
        {
            return null;
        }

        var kind = (FrameKind)(head[0] & 0x0f);
        var final = (head[0] & 0x80) != 0;
        var length = await LengthAsync(head[1] & 0x7f, ct);
        var fault =
            (head[0] & 0x70) != 0 ? "a frame uses an extension that was not agreed"
            : !Enum.IsDefined(kind) ? "a frame is of a kind that does not exist"
            : (head[1] & 0x80) != 0 ? "a server's frame is masked"
            : kind >= FrameKind.Close && (!final || length > 125) ? "a control frame is in pieces or too long"
            : length is < 0 or > Most ? $"a frame is longer than {Most} bytes"
            : null;
        if (fault is not null)
        {
            throw new BrokenFrameException(fault);
        }

        var payload = new byte[length];
        await stream.ReadExactlyAsync(payload, ct);
        return new(kind, final, payload);
    }

    private async Task<long> LengthAsync(int first, CancellationToken ct)
    {
        if (first < 126)
        {
            return first;
        }

        var bytes = new byte[8];
        await stream.ReadExactlyAsync(bytes.AsMemory(first == 126 ? 6 : 0), ct);
        return BinaryPrimitives.ReadInt64BigEndian(bytes);
    }
}
