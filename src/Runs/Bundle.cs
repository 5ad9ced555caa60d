using System.IO.Compression;
using System.Text.RegularExpressions;
using Slipway.Kernel;
using Slipway.Runs.Journal;

namespace Slipway.Runs;

/// <summary>A file that is no bundle, and why.</summary>
public sealed class BundleException(string message) : Exception(message);

/// <summary>
/// The folder of a run as one file: a ZIP whose every byte follows from the folder (entries in the order of their names, not
/// compressed, one date), so that a change of its wrapping is found like a change of its content.
/// </summary>
public static partial class Bundle
{
    private const long MaximalBytes = 4L * 1024 * 1024 * 1024;
    private const int MaximalEntries = 1_000_000;

    /// <summary>Any date does; ZIP knows none before it.</summary>
    private static readonly DateTimeOffset Dated = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the bundle of a run; whatever is not of its record stays out.</summary>
    /// <exception cref="IOException">It cannot be written, or is there already.</exception>
    public static void Pack(RunFolder folder, string file)
    {
        using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.ReadWrite);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var name in NamesIn(folder))
        {
            var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
            entry.LastWriteTime = Dated;
            entry.ExternalAttributes = 0;
            using var to = entry.Open();
            using var from = new FileStream(folder.In(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            from.CopyTo(to);
        }
    }

    /// <summary>Unpacks a bundle into an empty folder.</summary>
    /// <returns>Whether its wrapping is what <see cref="Pack(RunFolder, string)"/> makes of what is in it.</returns>
    /// <exception cref="BundleException">It is no ZIP, or holds what no bundle holds: nothing outside the folder is ever written.</exception>
    public static VerifiedPart Unpack(string file, string into)
    {
        try
        {
            using (var zip = ZipFile.OpenRead(file))
            {
                Extract(zip, into);
            }

            return IsWrappedAsOurs(file, into)
                ? new("bundle", Verdict.Pass, "the file holds the record and nothing else", [])
                : new(
                    "bundle",
                    Verdict.Fail,
                    "the file was changed after it was exported",
                    [$"{Path.GetFileName(file)} is not wrapped as `slipway export` wraps what is in it"]
                );
        }
        catch (InvalidDataException torn)
        {
            throw new BundleException(torn.Message);
        }
    }

    private static bool IsWrappedAsOurs(string file, string unpacked)
    {
        var again = $"{unpacked}.again";
        try
        {
            Pack(new(unpacked), again);
            return FileJournal.DigestOf(again) == FileJournal.DigestOf(file);
        }
        finally
        {
            File.Delete(again);
        }
    }

    private static void Extract(ZipArchive zip, string into)
    {
        if (zip.Entries.Count > MaximalEntries || zip.Entries.Sum(it => it.Length) > MaximalBytes)
        {
            throw new BundleException("it is larger than any bundle");
        }

        foreach (var entry in zip.Entries)
        {
            if (!IsOfRecord(entry.FullName) || File.Exists(Path.Combine(into, entry.FullName)))
            {
                throw new BundleException($"it holds \"{entry.FullName}\", which is no file of a record, or holds it twice");
            }

            var path = Path.Combine(into, entry.FullName);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var from = entry.Open();
            using var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            from.CopyTo(to);
        }
    }

    private static IEnumerable<string> NamesIn(RunFolder folder) =>
        Directory
            .EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Select(it => Path.GetRelativePath(folder.Path, it).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(IsOfRecord)
            .Order(StringComparer.Ordinal);

    private static bool IsOfRecord(string name) => Names().IsMatch(name);

    [GeneratedRegex(
        @"^(?:journal\.jsonl|[a-z]+\.(?:md|json|html|pub)|evidence/[0-9a-f]{64}\.gz|included/[0-9a-f]{64}\.md|signatures/[A-Za-z0-9._-]{1,100}\.json)\z"
    )]
    private static partial Regex Names();
}
