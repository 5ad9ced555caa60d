using System.Collections.Concurrent;
using System.Text;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Runs.Journal;

/// <summary>
/// A journal in one file, a record a line. A record that was torn by a crash (the last one, without its line end) was never
/// acted upon, because the act follows the append; it is cut off when the journal is opened for writing. Whoever writes holds
/// <c>journal.jsonl.lock</c>; readers do not need it. (A lock on the journal itself would keep readers out.)
/// </summary>
internal sealed class FileJournal : IJournal
{
    /// <summary>Below so many lines a second thread costs more than it brings.</summary>
    private const int FewLines = 1_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly FileStream _file;
    private readonly FileStream _turn;
    private readonly Func<string, string> _redact;
    private long _length;

    private FileJournal(FileStream file, FileStream turn, Func<string, string> redact, long count, string head, long length)
    {
        _file = file;
        _turn = turn;
        _redact = redact;
        _length = length;
        Count = count;
        Head = head;
    }

    public long Count { get; private set; }

    public string Head { get; private set; }

    /// <summary>Makes a new journal.</summary>
    /// <exception cref="IOException">There is one already.</exception>
    public static FileJournal Create(string path, Func<string, string> redact)
    {
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var turn = Turn(path);
        DurableStorage.SyncFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return new(file, turn, redact, 0, Digest.None.Hex, 0);
    }

    /// <summary>Opens for writing; cuts off a torn last record.</summary>
    /// <exception cref="IOException">The disk does not take what is written, for instance because it is read-only.</exception>
    public static OpenJournal Open(string path, Func<string, string> redact)
    {
        FileStream file;
        FileStream turn;
        try
        {
            if (!File.Exists(path))
            {
                return new OpenJournal.Missing();
            }

            turn = Turn(path);
        }
        catch (IOException taken) when (IsTaken(taken))
        {
            return new OpenJournal.Busy();
        }

        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        }
        catch (IOException refused)
        {
            turn.Dispose();
            if (IsTaken(refused))
            {
                return new OpenJournal.Busy();
            }

            throw;
        }

        var (records, whole, fault) = Load(file);
        if (fault is { } corrupt)
        {
            file.Dispose();
            turn.Dispose();
            return corrupt;
        }

        if (file.Length != whole)
        {
            file.SetLength(whole);
        }

        file.Position = whole;
        return new OpenJournal.Opened(
            new FileJournal(file, turn, redact, records.Count, records.Count == 0 ? Digest.None.Hex : records[^1].Hash, whole),
            records
        );
    }

    /// <summary>Reads without the right to write, also while another process writes.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="each">Is given each record as soon as it is proved, in order, while those behind it are still being read.</param>
    public static OpenJournal Read(string path, Action<JournalRecord>? each = null)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var (records, _, fault) = Load(file, each);
            return fault is { } corrupt ? corrupt : new OpenJournal.Opened(new ClosedJournal(records), records);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new OpenJournal.Missing();
        }
    }

    /// <summary>Digest of the whole file, also while it is open for writing.</summary>
    public static Digest DigestOf(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return new(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file)));
    }

    public JournalRecord Append(long expectedSequence, RunEvent body, DateTimeOffset at)
    {
        if (!_file.CanWrite)
        {
            throw new JournalLostException("This journal was closed.");
        }

        if (expectedSequence != Count + 1 || _file.Length != _length)
        {
            throw new JournalLostException(
                $"Record {expectedSequence} cannot be appended: the journal has {Count} records, or another process wrote to it. Look at `slipway status`."
            );
        }

        var (line, hash, stored) = JournalJson.Write(expectedSequence, at, body, Head, _redact);
        var bytes = Utf8.GetBytes(line + "\n");
        try
        {
            _file.Write(bytes);
            _file.Flush(flushToDisk: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new JournalLostException(
                $"The journal {_file.Name} does not take another record ({failure.Message}); nothing more is carried out. Make room, then `slipway resume`.",
                failure
            );
        }

        _length += bytes.Length;
        Count++;
        Head = hash;
        return new(expectedSequence, at, stored, hash);
    }

    public void Dispose()
    {
        _file.Dispose();
        _turn.Dispose();
    }

    /// <summary>The right to write; <see cref="IOException"/> when somebody else has it.</summary>
    private static FileStream Turn(string path) => new($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);

    /// <summary>Somebody else has it (EWOULDBLOCK on Linux and macOS, a sharing violation on Windows), and not: the disk refuses.</summary>
    private static bool IsTaken(IOException refused) => refused.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static (List<JournalRecord> Records, long WholeBytes, OpenJournal.Corrupt? Fault) Load(
        FileStream file,
        Action<JournalRecord>? each = null
    )
    {
        var bytes = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(bytes);
        var places = PlacesIn(bytes);
        var records = new List<JournalRecord>(places.Count);
        foreach (var line in LinesIn(bytes, places))
        {
            var (record, why) = Proven(line, records);
            if (record is null)
            {
                var (start, end) = places[records.Count];
                return end == bytes.Length - 1 && Torn.HasHoles(bytes, start)
                    ? (records, start, null)
                    : (records, start, new(records.Count + 1, why, records));
            }

            records.Add(record);
            each?.Invoke(record);
        }

        var whole = places.Count == 0 ? 0 : places[^1].End + 1;

        // A torn record is the beginning of a line. A whole one with something behind it was not torn but damaged.
        if (whole < bytes.Length && Proven(JournalLine.Of(bytes.AsMemory(whole, bytes.Length - whole - 1)), records).Record is not null)
        {
            return (records, whole, new(records.Count + 1, "its line does not end as it should", records));
        }

        return (records, whole, null);
    }

    /// <summary>Where each line begins and ends; what has no end is no line.</summary>
    private static List<(int Start, int End)> PlacesIn(byte[] bytes)
    {
        var places = new List<(int, int)>();
        var start = 0;
        for (var end = Array.IndexOf(bytes, (byte)'\n', start); end >= 0; end = Array.IndexOf(bytes, (byte)'\n', start))
        {
            places.Add((start, end));
            start = end + 1;
        }

        return places;
    }

    /// <summary>Each line proved in itself, in order; many of them side by side and ahead of who asks, as far as the machine has processors.</summary>
    private static IEnumerable<JournalLine> LinesIn(byte[] bytes, List<(int Start, int End)> places)
    {
        return places.Count < FewLines
            ? places.Select(Line)
            : Partitioner.Create(places, loadBalance: true).AsParallel().AsOrdered().Select(Line);

        JournalLine Line((int Start, int End) place) => JournalLine.Of(bytes.AsMemory(place.Start..place.End));
    }

    private static (JournalRecord? Record, string Why) Proven(JournalLine line, List<JournalRecord> before)
    {
        var (record, why) = line.After(before.Count, before.Count == 0 ? Digest.None.Hex : before[^1].Hash);
        return record switch
        {
            null => (null, why),
            { Sequence: 1, Body: RunEvent.RunStarted { Format: 1 or 2 } } => (record, ""),
            { Sequence: 1, Body: RunEvent.RunStarted { Format: var format } } => (
                null,
                $"it is written in format {format}, and this version of Slipway reads the formats 1 and 2"
            ),
            { Sequence: 1 } => (null, "a journal begins with the start of its run"),
            { Body: RunEvent.RunStarted } => (null, "a run starts once"),
            _ => (record, ""),
        };
    }

    /// <summary>A journal that was only read.</summary>
    private sealed class ClosedJournal(List<JournalRecord> records) : IJournal
    {
        public long Count => records.Count;

        public string Head => records.Count == 0 ? Digest.None.Hex : records[^1].Hash;

        public JournalRecord Append(long expectedSequence, RunEvent body, DateTimeOffset at) =>
            throw new JournalLostException("This journal was opened for reading.");

        public void Dispose() { }
    }
}
