using System.Buffers;
using Slipway.Platform.Redaction;

namespace Slipway.Platform;

/// <summary>Takes secrets out of bytes that come in pieces. Holds back what may be the beginning of one. For one caller at a time.</summary>
public sealed class StreamRedaction
{
    private readonly RedactionState _state;

    internal StreamRedaction(RedactionState state) => _state = state;

    /// <summary>Takes a piece, and puts out what is known to be no part of a secret.</summary>
    public void Push(ReadOnlySpan<byte> piece, IBufferWriter<byte> output) => _state.Push(piece, output);

    /// <summary>Puts out what was held back. The next piece begins anew.</summary>
    public void End(IBufferWriter<byte> output) => _state.End(output);
}
