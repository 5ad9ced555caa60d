using System.Text;
using Slipway.Kernel;

namespace Slipway.Runs.Journal;

/// <summary>
/// A journal in one file, a record a line. A record that was torn by a crash (the last one, without its line end) was never
/// acted upon, because the act follows the append; it is cut off when the journal is opened for writing.
/// </summary>
internal sealed class FileJournal : IJournal
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);
    private readonly FileStream _file;
    private readonly Func<string, string> _redact;
    private long _length;

    private FileJournal(FileStream file, Func<string, string> redact, long count, string head, long length)
    {
        _file = file;
        _redact = redact;
        _length = length;
        Count = count;
        Head = head;
    }

    public long Count { get; private set; }

    public string Head { get; private set; }

    /// <summary>Makes a new journal; the folder entry is durable too.</summary>
    public static FileJournal Create(string path, Func<string, string> redact)
    {
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        return new(file, redact, 0, Digest.None.Hex, 0);
    }

    /// <summary>Opens for writing; cuts off a torn last record.</summary>
    public static OpenJournal Open(string path, Func<string, string> redact)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new OpenJournal.Missing();
        }
        catch (IOException)
        {
            return new OpenJournal.Busy();
        }

        var (records, whole, fault) = Load(file);
        if (fault is { } corrupt)
        {
            file.Dispose();
            return corrupt;
        }

        file.SetLength(whole);
        file.Position = whole;
        return new OpenJournal.Opened(
            new FileJournal(file, redact, records.Count, records.Count == 0 ? Digest.None.Hex : records[^1].Hash, whole),
            records
        );
    }

    /// <summary>Reads without the right to write, also while another process writes.</summary>
    public static OpenJournal Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var (records, _, fault) = Load(file);
            return fault is { } corrupt ? corrupt : new OpenJournal.Opened(new ClosedJournal(records), records);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new OpenJournal.Missing();
        }
    }

    public JournalRecord Append(long expectedSequence, RunEvent body, DateTimeOffset at)
    {
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
        catch (IOException failure)
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

    public void Dispose() => _file.Dispose();

    private static (List<JournalRecord> Records, long WholeBytes, OpenJournal.Corrupt? Fault) Load(FileStream file)
    {
        var records = new List<JournalRecord>();
        var whole = 0L;
        var bytes = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(bytes);
        var start = 0;
        for (var end = Array.IndexOf(bytes, (byte)'\n', start); end >= 0; end = Array.IndexOf(bytes, (byte)'\n', start))
        {
            var line = Utf8.GetString(bytes, start, end - start);
            var (record, why) = JournalJson.Read(line, records.Count + 1, records.Count == 0 ? Digest.None.Hex : records[^1].Hash);
            if (record is null)
            {
                return (records, whole, new(records.Count + 1, why, records));
            }

            records.Add(record);
            start = end + 1;
            whole = start;
        }

        return (records, whole, null);
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
