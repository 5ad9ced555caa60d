using System.Text.Json;

namespace Slipway.Checks.Reports;

/// <summary>A report in JSON: one document, or one document a line. Read whole, within limits.</summary>
internal static class ReportJson
{
    private const int MostBytes = 64 * 1024 * 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>The documents, in order, and whether there was one a line. The caller disposes of them.</summary>
    public static async Task<(IReadOnlyList<JsonDocument> Documents, bool Lines)> ReadAsync(ReportFile file, CancellationToken ct)
    {
        var bytes = await BytesAsync(file, ct);
        if (bytes.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new UnreadableReport($"{file.Shown} is empty: it does not say that anything was looked at.");
        }

        try
        {
            return ([JsonDocument.Parse(bytes, Options)], false);
        }
        catch (JsonException)
        {
            return (Lines(file, bytes), true);
        }
    }

    private static List<JsonDocument> Lines(ReportFile file, ReadOnlyMemory<byte> bytes)
    {
        var documents = new List<JsonDocument>();
        try
        {
            while (bytes.Length > 0)
            {
                var end = bytes.Span.IndexOf((byte)'\n');
                var line = end < 0 ? bytes : bytes[..end];
                bytes = end < 0 ? default : bytes[(end + 1)..];
                if (!line.Span.Trim(" \t\r"u8).IsEmpty)
                {
                    documents.Add(JsonDocument.Parse(line, Options));
                }
            }

            return documents;
        }
        catch (JsonException)
        {
            documents.ForEach(it => it.Dispose());
            throw new UnreadableReport($"{file.Shown} is torn, or no JSON: neither as a whole nor line by line.");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(ReportFile file, CancellationToken ct)
    {
        await using var stream = file.Open();
        var kept = new MemoryStream();
        var piece = new byte[64 * 1024];
        while (await stream.ReadAsync(piece, ct) is var read and > 0)
        {
            if (kept.Length + read > MostBytes)
            {
                throw new UnreadableReport($"{file.Shown} is larger than the {MostBytes / 1024 / 1024} MiB of JSON that are read.");
            }

            await kept.WriteAsync(piece.AsMemory(0, read), ct);
        }

        var all = kept.GetBuffer().AsMemory(0, (int)kept.Length);
        return all.Span.StartsWith("\uFEFF"u8) ? all[3..] : all;
    }
}
