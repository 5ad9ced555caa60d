using System.Formats.Tar;
using System.IO.Compression;
using Slipway.TestReports.Counting;

namespace Slipway.TestReports.Opening;

/// <summary>Reports within archives. Nothing is written anywhere; what a member is named decides nothing but how it is told.</summary>
internal sealed class Archives(string file, ReportLimits limits, Action<string, TestCase>? listener, CancellationToken ct)
{
    private readonly InflationBudget _budget = new(limits);

    /// <summary>Members of a zip, from a stream that can seek.</summary>
    public IEnumerable<ReportSummary> Zip(Stream stream)
    {
        ZipArchive? archive = null;
        string? torn = null;
        try
        {
            archive = new(stream, ZipArchiveMode.Read, leaveOpen: true);
            _ = archive.Entries.Count;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or NotSupportedException)
        {
            torn = $"it is a zip archive that cannot be opened: {broken.Message}";
        }

        if (torn is not null || archive is null)
        {
            archive?.Dispose();
            return [Refusals.Of(file, torn ?? "it is a zip archive that cannot be opened")];
        }

        return Members(archive);
    }

    private IEnumerable<ReportSummary> Members(ZipArchive archive)
    {
        using (archive)
        {
            if (archive.Entries.Count > limits.Members)
            {
                yield return Refusals.Of(file, $"it has {archive.Entries.Count} members; at most {limits.Members} are read");
                yield break;
            }

            var any = false;
            foreach (var entry in archive.Entries.Where(it => !it.FullName.EndsWith('/')))
            {
                any = true;
                yield return Member(
                    entry.FullName,
                    () => new BoundedInflation(entry.Open(), () => entry.CompressedLength, _budget),
                    isEncrypted: entry.IsEncrypted
                );
            }

            if (!any)
            {
                yield return Refusals.Of(file, "it is an archive without files");
            }
        }
    }

    /// <summary>Members of a tar.</summary>
    public IEnumerable<ReportSummary> Tar(Stream stream)
    {
        using var reader = new TarReader(stream, leaveOpen: true);
        for (var count = 0; ; count++)
        {
            var (entry, torn) = Next(reader);
            if (torn is not null || count > limits.Members)
            {
                yield return Refusals.Of(file, torn ?? $"it has more than {limits.Members} members");
                yield break;
            }

            if (entry is null)
            {
                if (count == 0)
                {
                    yield return Refusals.Of(file, "it is an archive without files");
                }

                yield break;
            }

            switch (entry.EntryType)
            {
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    yield return Member(entry.Name, () => entry.DataStream ?? Stream.Null, isEncrypted: false);
                    break;
                case TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes:
                    break;
                default:
                    yield return Refusals.Of($"{file}!{Shown(entry.Name)}", "it is no file (a link, or a device)");
                    break;
            }
        }
    }

    /// <summary>What a gzip file holds: one report, or a tar.</summary>
    public IEnumerable<ReportSummary> Gzip(Stream stream)
    {
        var counted = new CountedStream(stream);
        using var inflated = new BoundedInflation(
            new GZipStream(counted, CompressionMode.Decompress, leaveOpen: true),
            () => counted.Count,
            _budget
        );
        var (peeked, torn) = Peek(inflated);
        if (peeked is null)
        {
            yield return Refusals.Of(file, torn!);
            yield break;
        }

        if (Contents.Of(peeked.Head, out _) == Content.Tar)
        {
            foreach (var it in Tar(peeked))
            {
                yield return it;
            }

            yield break;
        }

        yield return new OneReport(file, limits, Listener(file), ct).Read(peeked);
    }

    private static (PeekedStream? Stream, string? Torn) Peek(Stream stream)
    {
        try
        {
            return (new(stream), null);
        }
        catch (Exception torn) when (torn is IOException or InvalidDataException)
        {
            return (null, $"it is a gzip file that cannot be inflated: {torn.Message}");
        }
    }

    private (TarEntry? Entry, string? Torn) Next(TarReader reader)
    {
        try
        {
            ct.ThrowIfCancellationRequested();
            return (reader.GetNextEntry(), null);
        }
        catch (Exception torn)
            when (torn is IOException or InvalidDataException or FormatException or ArgumentException or NotSupportedException)
        {
            return (null, $"it is a tar archive that cannot be read on: {torn.Message}");
        }
    }

    private ReportSummary Member(string name, Func<Stream> open, bool isEncrypted)
    {
        var shown = $"{file}!{Shown(name)}";
        if (Escapes(name))
        {
            return Refusals.Of(shown, "its name leads out of the archive, as one that is made to harm does");
        }

        if (isEncrypted)
        {
            return Refusals.Of(shown, "it is encrypted");
        }

        try
        {
            ct.ThrowIfCancellationRequested();
            using var member = open();
            return new OneReport(shown, limits, Listener(shown), ct).Read(new(member));
        }
        catch (Exception torn) when (torn is IOException or InvalidDataException or NotSupportedException)
        {
            return Refusals.Of(shown, torn is RefusedReport ? torn.Message : $"it cannot be inflated: {torn.Message}");
        }
    }

    private Action<TestCase>? Listener(string name) => listener is null ? null : it => listener(name, it);

    private static bool Escapes(string name) =>
        name.StartsWith('/')
        || name.StartsWith('\\')
        || name.Contains(':', StringComparison.Ordinal)
        || name.Contains('\0', StringComparison.Ordinal)
        || name.Split('/', '\\').Contains("..", StringComparer.Ordinal);

    private static string Shown(string name) => name.Length > 300 ? $"{name[..300]}…" : name;
}
