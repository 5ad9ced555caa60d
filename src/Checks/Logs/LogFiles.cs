using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Slipway.Checks.Files;
using Slipway.Checks.Looks;
using Slipway.Checks.Reports;

namespace Slipway.Checks.Logs;

/// <summary>Finds log files and their rotated predecessors, and reads their lines, within limits.</summary>
internal static partial class LogFiles
{
    private const int Most = 1_000;
    private const int MostLine = 64 * 1024;
    private const long MostBytes = 1024L * 1024 * 1024;

    /// <summary>The files, oldest first. A predecessor that was written since then is part of the log.</summary>
    public static IReadOnlyList<ReportFile> Find(SettingReader settings, DateTimeOffset since, CancellationToken ct)
    {
        var parts = (settings.Text("files") ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var found = parts.SelectMany(it => Under(settings, it, ct)).ToList();
        var rotated = found.SelectMany(it => Predecessors(it, since)).ToList();
        var all = found.Concat(rotated).DistinctBy(it => it.Full, StringComparer.Ordinal).OrderBy(it => it.WrittenAt).ToList();
        return all.Count is > 0 and <= Most ? all : throw new UnreadableReport($"{all.Count} log files; 1 to {Most} are read.");
    }

    /// <summary>Its lines; a longer one is cut. What is larger than is read is an <see cref="UnreadableReport"/>.</summary>
    public static IEnumerable<string> Lines(ReportFile file, CancellationToken ct)
    {
        using var stream = Unpacked(file, ct);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var piece = new char[64 * 1024];
        var line = new StringBuilder();
        var all = 0L;
        while (reader.Read(piece) is var read and > 0)
        {
            ct.ThrowIfCancellationRequested();
            if ((all += read) > MostBytes)
            {
                throw new UnreadableReport($"{file.Shown} is larger than the 1 GiB that is read; say files or since narrower.");
            }

            for (var from = 0; from < read; )
            {
                var end = Array.IndexOf(piece, '\n', from, read - from);
                var length = (end < 0 ? read : end) - from;
                line.Append(piece, from, Math.Min(length, MostLine - line.Length));
                if (end >= 0)
                {
                    yield return Taken(line);
                }

                from = end < 0 ? read : end + 1;
            }
        }

        if (line.Length > 0)
        {
            yield return Taken(line);
        }
    }

    private static Stream Unpacked(ReportFile file, CancellationToken ct)
    {
        if (!file.Full.EndsWith(".gz", StringComparison.Ordinal))
        {
            return file.Open();
        }

        DemandWhole(file, ct);
        return new GZipStream(file.Open(), CompressionMode.Decompress);
    }

    /// <summary>A file that was cut off unpacks without complaint; its last four bytes say how long it should be (RFC 1952).</summary>
    private static void DemandWhole(ReportFile file, CancellationToken ct)
    {
        using var packed = file.Open();
        var end = new byte[4];
        if (packed.Length < 18)
        {
            throw new UnreadableReport($"{file.Shown} is torn: it is too short for gzip.");
        }

        packed.Seek(-4, SeekOrigin.End);
        packed.ReadExactly(end);
        packed.Seek(0, SeekOrigin.Begin);
        using var stream = new GZipStream(packed, CompressionMode.Decompress);
        var piece = new byte[64 * 1024];
        var all = 0L;
        while (stream.Read(piece) is var read and > 0 && all <= MostBytes)
        {
            ct.ThrowIfCancellationRequested();
            all += read;
        }

        if ((uint)all != BinaryPrimitives.ReadUInt32LittleEndian(end) && all <= MostBytes)
        {
            throw new UnreadableReport($"{file.Shown} is torn, or has several parts: it unpacks to another length than it says.");
        }
    }

    /// <summary><c>app.log.1</c>, <c>app.log-20261127</c>, <c>app.log.2.gz</c>.</summary>
    private static IEnumerable<ReportFile> Predecessors(ReportFile file, DateTimeOffset since)
    {
        var (folder, name) = (Path.GetDirectoryName(file.Full) ?? "/", Path.GetFileName(file.Full));
        return Directory
            .EnumerateFiles(folder)
            .Where(it =>
                Path.GetFileName(it) is var other
                && other.StartsWith(name, StringComparison.Ordinal)
                && Rotated().IsMatch(other[name.Length..])
            )
            .Select(it => Of(it, $"{Path.GetDirectoryName(file.Shown)}/{Path.GetFileName(it)}".TrimStart('/')))
            .Where(it => it.WrittenAt >= since);
    }

    private static ReportFile Of(string full, string shown) => new(full, shown, new(File.GetLastWriteTimeUtc(full), TimeSpan.Zero));

    private static List<ReportFile> Under(SettingReader settings, string part, CancellationToken ct)
    {
        var files = Matches.Of(settings, part, ct).Where(it => File.Exists(it.Full)).Select(it => Of(it.Full, it.Shown)).ToList();
        return files.Count > 0
            ? files
            : throw new UnreadableReport($"There is no log file {(part.Length > 300 ? part[..300] : part)}; say files=PATH.");
    }

    private static string Taken(StringBuilder line)
    {
        var text = line.ToString().TrimEnd('\r');
        line.Clear();
        return text;
    }

    [GeneratedRegex(@"^[.-][0-9][0-9-]{0,15}(?:\.gz)?$")]
    private static partial Regex Rotated();
}
