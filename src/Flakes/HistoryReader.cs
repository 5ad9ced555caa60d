using Slipway.Flakes.Reading;

namespace Slipway.Flakes;

/// <summary>
/// Reads histories: one JSON object a line (NDJSON), as <see cref="HistoryWriter"/> writes them. A line that cannot be used is told
/// and passed over; memory is bounded by what is kept, not by the file.
/// </summary>
public static class HistoryReader
{
    /// <summary>Bytes of a line; a longer one is a fault.</summary>
    public const int LongestLine = 1024 * 1024;

    private const int FaultsKept = 100;
    private const int Piece = 256 * 1024;

    /// <summary>Adds the outcomes of a stream to a history.</summary>
    /// <param name="stream">The bytes, UTF-8, with or without a byte order mark.</param>
    /// <param name="file">Its name for faults.</param>
    /// <param name="history">Takes the outcomes.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static HistoryReading Read(Stream stream, string file, TestHistory history, CancellationToken ct)
    {
        var faults = new List<HistoryFault>();
        var (number, lines, outcomes, faulty) = (0L, 0L, 0L, 0L);
        var line = new OutcomeLine(history);
        foreach (var found in Lines(stream, ct))
        {
            number++;
            if (found.Text.Span.Trim(" \t\r"u8).Length == 0 && !found.IsTooLong)
            {
                continue;
            }

            lines++;
            if ((found.IsTooLong ? $"the line is longer than {LongestLine} bytes" : line.Add(found.Text.Span)) is not { } says)
            {
                outcomes++;
                continue;
            }

            faulty++;
            if (faults.Count < FaultsKept)
            {
                faults.Add(new(file, number, says));
            }
        }

        return new(lines, outcomes, faults, faulty);
    }

    private static IEnumerable<(ReadOnlyMemory<byte> Text, bool IsTooLong)> Lines(Stream stream, CancellationToken ct)
    {
        var buffer = new byte[Piece];
        var (filled, skipping, first) = (0, false, true);
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var read = stream.Read(buffer, filled, buffer.Length - filled);
            filled += read;
            var start = first && buffer.AsSpan(0, filled).StartsWith("\uFEFF"u8) ? 3 : 0;
            first = first && read == 0;
            for (int end; (end = buffer.AsSpan(start, filled - start).IndexOf((byte)'\n')) >= 0; start += end + 1)
            {
                yield return skipping ? (default, true) : (buffer.AsMemory(start, end), false);
                skipping = false;
            }

            filled -= start;
            Buffer.BlockCopy(buffer, start, buffer, 0, filled);
            if (read == 0)
            {
                if (filled > 0 || skipping)
                {
                    yield return skipping ? (default, true) : (buffer.AsMemory(0, filled), false);
                }

                yield break;
            }

            if (filled == buffer.Length)
            {
                skipping |= buffer.Length > LongestLine;
                filled = skipping ? 0 : filled;
                Array.Resize(ref buffer, skipping ? buffer.Length : buffer.Length * 2);
            }
        }
    }
}
