using System.Runtime.CompilerServices;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Browsers;

/// <summary>The browser says that it cannot do what it was asked.</summary>
internal sealed class DevToolsException(string said) : Exception(said);

/// <summary>Cuts what comes over a pipe into messages at its zero bytes.</summary>
internal static class PipeMessages
{
    /// <summary>Message by message, until the pipe ends.</summary>
    /// <exception cref="NotSeenException">One is longer than it may be.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> OfAsync(
        Stream pipe,
        int mostBytes,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var kept = new MemoryStream();
        var piece = new byte[64 * 1024];
        while (await pipe.ReadAsync(piece, ct) is var read and > 0)
        {
            var rest = piece.AsMemory(0, read);
            while (rest.Span.IndexOf((byte)0) is var end and >= 0)
            {
                kept.Write(rest.Span[..end]);
                yield return kept.GetBuffer().AsMemory(0, (int)kept.Length);
                kept.SetLength(0);
                rest = rest[(end + 1)..];
            }

            kept.Write(rest.Span);
            if (kept.Length > mostBytes)
            {
                throw new NotSeenException($"The page made the browser say more than {mostBytes} bytes at once.");
            }
        }
    }
}
