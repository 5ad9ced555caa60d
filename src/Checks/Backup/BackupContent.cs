using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Slipway.Checks.Backup;

/// <summary>What reading a backup to its end showed.</summary>
/// <param name="Format">Of the file.</param>
/// <param name="Inner">Of what is packed in it; null when nothing is, or nobody looked.</param>
/// <param name="Bytes">Length after unpacking; null when it was not unpacked.</param>
/// <param name="Flaw">What is wrong with it; null when nothing was found.</param>
internal sealed record BackupContent(string Format, string? Inner, long? Bytes, string? Flaw)
{
    private const int Edge = 4096;

    /// <summary>Without it, .NET takes the end of a gzip file that was cut off for its end (the executable is built with it).</summary>
    private const string Strict = "System.IO.Compression.UseStrictValidation";

    /// <summary>Opens a file for reading from its beginning to its end.</summary>
    public static FileStream Open(string path) =>
        new(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            1 << 16,
            FileOptions.Asynchronous | FileOptions.SequentialScan
        );

    /// <summary>The first bytes tell the format.</summary>
    public static async Task<string> FormatAsync(string path, CancellationToken ct)
    {
        await using var file = Open(path);
        var head = new byte[Edge];
        return BackupFormat.Of(head.AsSpan(0, await file.ReadAtLeastAsync(head, Edge, throwOnEndOfStream: false, ct)));
    }

    /// <summary>Reads it to its end, with the program that belongs to the format where there is one.</summary>
    /// <exception cref="IOException">It cannot be read, or the program is not there.</exception>
    public static async Task<BackupContent> TestAsync(string path, ClientPrograms programs, CancellationToken ct)
    {
        var format = await FormatAsync(path, ct);
        switch (format)
        {
            case BackupFormat.Gzip:
                return await GzipAsync(path, ct);
            case BackupFormat.Sql or "mysql" or "sqlite-sql":
                await using (var file = Open(path))
                {
                    return Told(format, null, await EdgesAsync(file, ct));
                }

            case BackupFormat.Sqlite:
                return new(format, null, null, await SqliteAsync(path, ct));
            case BackupFormat.Zstd:
                return await ByProgramAsync(format, "zstd", ["--test", "--quiet", path], programs, ct);
            case BackupFormat.PostgresArchive:
                return await ByProgramAsync(format, "pg_restore", ["--file=/dev/null", path], programs, ct);
            case BackupFormat.Unknown:
                return new(format, null, null, "begins like no backup that is known");
            default:
                throw new IOException(
                    $"A backup of the format {format} cannot be read to its end here; say readable=head if its first bytes are enough."
                );
        }
    }

    /// <summary>The unpacked stream of a gzip file.</summary>
    /// <exception cref="IOException">This process would not notice a file that was cut off.</exception>
    public static GZipStream Unpacked(Stream packed) =>
        AppContext.TryGetSwitch(Strict, out var strict) && strict
            ? new(packed, CompressionMode.Decompress)
            : throw new IOException($"This process is built without {Strict}, and would not notice that a gzip file was cut off.");

    private static async Task<BackupContent> GzipAsync(string path, CancellationToken ct)
    {
        await using var file = Open(path);
        await using var unpacked = Unpacked(file);
        try
        {
            var edges = await EdgesAsync(unpacked, ct);
            return Told(BackupFormat.Gzip, BackupFormat.Of(Encoding.UTF8.GetBytes(edges.Head)), edges);
        }
        catch (InvalidDataException)
        {
            return new(BackupFormat.Gzip, null, null, "is damaged or cut off: it cannot be unpacked to its end");
        }
    }

    private static BackupContent Told(string format, string? inner, (string Head, string Tail, long Bytes) edges)
    {
        var cut = BackupFormat.Dump(edges.Head) is { } ending && !edges.Tail.Contains(ending, StringComparison.Ordinal);
        return new(
            format,
            inner,
            edges.Bytes,
            edges.Bytes == 0 ? "holds nothing"
                : cut ? "was not written to its end: the last line of the dump is missing"
                : null
        );
    }

    private static async Task<(string Head, string Tail, long Bytes)> EdgesAsync(Stream stream, CancellationToken ct)
    {
        var piece = new byte[1 << 16];
        var (head, tail, bytes) = ("", Array.Empty<byte>(), 0L);
        while (await stream.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, ct) is var read and > 0)
        {
            head = bytes == 0 ? Encoding.UTF8.GetString(piece, 0, Math.Min(read, Edge)) : head;
            byte[] last = [.. tail, .. piece.AsSpan(Math.Max(0, read - Edge), Math.Min(read, Edge))];
            tail = last[Math.Max(0, last.Length - Edge)..];
            bytes += read;
        }

        return (head, Encoding.UTF8.GetString(tail), bytes);
    }

    /// <summary>Source: https://www.sqlite.org/fileformat.html#the_database_header (page size at 16, pages at 28).</summary>
    private static async Task<string?> SqliteAsync(string path, CancellationToken ct)
    {
        var head = new byte[100];
        await using var file = Open(path);
        if (await file.ReadAtLeastAsync(head, 100, throwOnEndOfStream: false, ct) < 100)
        {
            return "is shorter than the head of a database";
        }

        var page = BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(16)) is var size && size == 1 ? 65536L : size;
        var said = page * BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(28));
        return file.Length < said ? $"is cut off: it has {file.Length} bytes of {said}" : null;
    }

    private static async Task<BackupContent> ByProgramAsync(
        string format,
        string program,
        IReadOnlyList<string> words,
        ClientPrograms programs,
        CancellationToken ct
    )
    {
        var end = await programs.RunAsync(program, words, null, new Dictionary<string, string>(), ct);
        if (end.Error.Contains("unsupported version", StringComparison.Ordinal))
        {
            throw new IOException($"{program} is too old for this backup: {end.Shown}");
        }

        return new(format, null, null, end.Code == 0 ? null : $"cannot be read to its end by {program}: {end.Shown}");
    }
}
