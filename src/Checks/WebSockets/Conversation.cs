using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Slipway.Checks.Looks;

namespace Slipway.Checks.WebSockets;

/// <summary>What is said over an open WebSocket: a ping that must be answered, a text, and messages until the one that is wanted.</summary>
internal sealed class Conversation(Stream stream, WebSocketSpec demand, TimeProvider clock)
{
    private const int MostMessages = 1000;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Frames _frames = new(stream);
    private readonly byte[] _token = RandomNumberGenerator.GetBytes(8);
    private readonly long _start = clock.GetTimestamp();
    private readonly List<byte> _pieces = [];
    private FrameKind _begun;
    private long _read;

    /// <summary>Time until the ping was answered; null while it is not.</summary>
    public TimeSpan? Pong { get; private set; }

    /// <summary>Time until the message that was wanted came; null while it has not.</summary>
    public TimeSpan? Answered { get; private set; }

    /// <summary>The message that was wanted, as text; null where there is none, or it is no text.</summary>
    public string? Message { get; private set; }

    /// <summary>Messages that came.</summary>
    public int Messages { get; private set; }

    private bool Done => Pong is not null && (Answered is not null || !demand.Listens);

    /// <summary>What is missing, for people.</summary>
    public string Missing =>
        Pong is null ? "a ping was answered"
        : demand.Receive is { } words ? $"a message that holds '{words}' came ({Messages} other came)"
        : "a message came";

    /// <summary>Speaks and listens until all is there. Returns what is wrong; null when nothing is.</summary>
    public async Task<string?> HoldAsync(CancellationToken ct)
    {
        try
        {
            await _frames.SendAsync(FrameKind.Ping, _token, ct);
            if (demand.Send is { } text)
            {
                await _frames.SendAsync(FrameKind.Text, Encoding.UTF8.GetBytes(text), ct);
            }

            while (!Done)
            {
                if (await _frames.NextAsync(ct) is not { } frame)
                {
                    return $"the connection was ended, without a word, before {Missing}";
                }

                if (await TakeAsync(frame, ct) is { } wrong)
                {
                    return wrong;
                }
            }

            await _frames.SendAsync(FrameKind.Close, [0x03, 0xe8], ct);
            return null;
        }
        catch (BrokenFrameException broken)
        {
            return $"the server breaks the protocol: {broken.Message}";
        }
        catch (IOException) when (Done)
        {
            // It has said all that was wanted; how it takes leave is its business.
            return null;
        }
        catch (IOException)
        {
            return $"the connection was broken off before {Missing}";
        }
    }

    private async Task<string?> TakeAsync(Frame frame, CancellationToken ct)
    {
        _read += frame.Payload.Length + 1;
        switch (frame.Kind)
        {
            case FrameKind.Close:
                return $"the server closed the socket{Reason(frame.Payload)} before {Missing}";
            case FrameKind.Ping:
                await _frames.SendAsync(FrameKind.Pong, frame.Payload, ct);
                break;
            case FrameKind.Pong:
                Pong ??= frame.Payload.AsSpan().SequenceEqual(_token) ? clock.GetElapsedTime(_start) : null;
                break;
            default:
                Collect(frame);
                break;
        }

        return Messages < MostMessages && _read < Frames.Most
            ? null
            : throw new NotSeenException($"The server sent {Messages} messages of {_read} bytes before {Missing}; more is not read.");
    }

    private void Collect(Frame frame)
    {
        if ((frame.Kind == FrameKind.Rest) == (_begun == FrameKind.Rest))
        {
            throw new BrokenFrameException("a message begins inside another one, or ends without a beginning");
        }

        _begun = frame.Kind == FrameKind.Rest ? _begun : frame.Kind;
        _pieces.AddRange(frame.Payload);
        if (frame.Final)
        {
            Whole(_begun == FrameKind.Text ? Decoded() : null);
            _begun = FrameKind.Rest;
            _pieces.Clear();
        }
    }

    private void Whole(string? text)
    {
        Messages++;
        if (
            Answered is null
            && demand.Listens
            && (demand.Receive is not { } words || text?.Contains(words, StringComparison.Ordinal) == true)
        )
        {
            (Answered, Message) = (clock.GetElapsedTime(_start), text);
        }
    }

    private string Decoded()
    {
        try
        {
            return Strict.GetString([.. _pieces]);
        }
        catch (DecoderFallbackException)
        {
            throw new BrokenFrameException("a text is no UTF-8");
        }
    }

    private static string Reason(byte[] payload) =>
        payload.Length < 2 ? ""
        : payload.Length == 2 ? $" with code {BinaryPrimitives.ReadUInt16BigEndian(payload)}"
        : $" with code {BinaryPrimitives.ReadUInt16BigEndian(payload)} ('{Encoding.UTF8.GetString(payload, 2, payload.Length - 2)}')";
}
